// The corpus of expressions: operator by type by extreme values, over rows of one model.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "compiler/ir/app.h"
#include "compiler/ir/evaluate.h"

namespace ingot::testing {

using ir::MaybeValue;
using ir::RowValues;

struct Case {
  std::string type;  // of the field that it computes
  std::string text;
};

auto Cases() -> std::vector<Case>;

// The definition whose model `Row` computes every case, in the fields x0, x1, ..., or has it as their default.
auto Definition(const std::vector<Case>& cases) -> std::string;

// The expression of such a field.
auto ExpressionOf(const ir::Field& field) -> std::optional<Id<ir::Expression>>;

// Every field of a row at every extreme of its type, pairs of fields at every pair of extremes.
auto Rows(const ir::App& app) -> std::vector<RowValues>;

}  // namespace ingot::testing
