// Typed expressions: a tree whose every node knows its type and whether it may be null.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "compiler/base/id.h"
#include "compiler/base/span.h"
#include "compiler/ir/functions.h"
#include "compiler/ir/types.h"

namespace ingot::ir {

struct Expression;

// The type of an expression: a scalar or an enum; a reference appears as the uuid that it holds.
using ExpressionType = std::variant<ScalarType, EnumType>;

// A column of a row: a field, or what every model has.
using RowColumn = std::variant<Id<Field>, SystemColumn>;

// Rows have numbers: 0 is the row that the whole expression belongs to, 1 that of an aggregate, 2 that of an aggregate
// inside it.
using RowNumber = uint32_t;

struct NullLiteral {};
struct Literal {
  Value value;
};
struct FieldAccess {
  Id<Field> field;
  RowNumber row = 0;
};
struct SystemAccess {
  SystemColumn column{};
  RowNumber row = 0;
  Id<Model> model;  // of the row
};
// A value from beside the rows, by the name that the scope gives it (`project`, `body.minutes`), or a column of a row
// with such a name (`lock.expiresAt`).
struct ValueAccess {
  std::string name;
  std::optional<RowColumn> column;
};
// An operator or a function of the table, applied to its arguments in order.
struct Call {
  Function function{};
  std::vector<Id<Expression>> arguments;
};

// What the rows of a model that meet a condition are together. In `condition` and `value` such a row has the number
// `row`. Lowered to SQL only.
struct Aggregate {
  Aggregation kind{};
  Id<Model> model;
  RowNumber row = 0;
  std::optional<Id<Expression>> condition;  // a bool that is not null
  std::optional<Id<Expression>> value;      // what sum, min and max take; rows whose value is null do not count
};

struct Expression {
  Span span;  // of its text inside the definition
  ExpressionType type;
  bool nullable = false;
  std::variant<NullLiteral, Literal, FieldAccess, SystemAccess, ValueAccess, Call, Aggregate> node;
};

}  // namespace ingot::ir
