// A second, plain reading of what expressions mean: the judge of what is printed for each target. It shares
// no code with the runtime.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "compiler/ir/app.h"

namespace ingot::testing {

using MaybeValue = std::optional<ir::Value>;

// The values of the fields of a row, by the index of the field.
struct RowValues {
  std::vector<MaybeValue> fields;
  int64_t now = 0;  // microseconds
};

auto Evaluate(const ir::App& app, Id<ir::Expression> id, const RowValues& row) -> MaybeValue;

}  // namespace ingot::testing
