// What an expression of known values is: for the values that emitted tests expect, and as the judge of what is printed for
// each target. A second, plain reading of what expressions mean, which shares no code with the runtime.
#pragma once

#include <cstdint>
#include <map>
#include <optional>

#include "compiler/ir/app.h"

namespace ingot::ir {

// The values of the fields of a row; a field without one is null.
struct RowValues {
  std::map<Id<Field>, MaybeValue> fields;
  int64_t now = 0;  // microseconds
};

// The times and version of a row are null here.
auto Evaluate(const App& app, Id<Expression> id, const RowValues& row) -> MaybeValue;

// Does its value depend on the time?
auto UsesNow(const App& app, Id<Expression> id) -> bool;

struct CalendarDate {
  int64_t year = 1;
  int64_t month = 1;
  int64_t day = 1;
};
// Of days since 1970.
auto CalendarOf(int64_t days) -> CalendarDate;

}  // namespace ingot::ir
