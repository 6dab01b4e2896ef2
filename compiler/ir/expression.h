// Typed expressions: a tree whose every node knows its type and whether it may be null.
#pragma once

#include <cstdint>
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

struct NullLiteral {};
struct Literal {
  Value value;
};
struct FieldAccess {
  Id<Field> field;  // of the row that the expression belongs to
};
struct SystemAccess {
  SystemColumn column{};
};
// An operator or a function of the table, applied to its arguments in order.
struct Call {
  Function function{};
  std::vector<Id<Expression>> arguments;
};

struct Expression {
  Span span;  // of its text inside the definition
  ExpressionType type;
  bool nullable = false;
  std::variant<NullLiteral, Literal, FieldAccess, SystemAccess, Call> node;
};

}  // namespace ingot::ir
