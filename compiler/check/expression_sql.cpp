#include "compiler/check/expression_sql.h"

namespace ingot::check {
namespace {

using diag::Code;
using diag::Severity;

constexpr diag::Message<std::string_view> kNotInSql{Code::ExpressionNotInSql, Severity::kError,
                                                    "`{0}` of a row cannot be computed by the database"};

constexpr diag::Message<std::string_view> kFloatInSql{Code::ExpressionNotInSql, Severity::kError,
                                                     "`{0}` of floats of a row cannot be computed by the database"};

auto IsFloat(const ir::Expression& expression) -> bool {
  const auto* scalar = std::get_if<ir::ScalarType>(&expression.type);
  return scalar != nullptr && scalar->kind == ir::ScalarKind::kFloat;
}

// Databases round floats and fail with them in ways of their own; they store, compare and choose them only.
auto CountsFloats(const ir::Expression& expression, const ir::Call& call) -> bool {
  switch (call.function) {
    case ir::Function::kAdd:
    case ir::Function::kSubtract:
    case ir::Function::kMultiply:
    case ir::Function::kDivide:
    case ir::Function::kModulo:
    case ir::Function::kNegate:
    case ir::Function::kAbs:
    case ir::Function::kFloor:
    case ir::Function::kRound: return IsFloat(expression);
    default: return false;
  }
}

}  // namespace

// Recursion is bounded by the depth of expressions.
auto CheckLowerable(const ir::App& app, Id<ir::Expression> id, diag::Emitter& emitter) -> bool {
  if (!ir::ReadsRows(app, id)) return true;
  const ir::Expression& expression = app.expressions[id];
  bool ok = true;
  const auto check = [&](Id<ir::Expression> part) { ok = CheckLowerable(app, part, emitter) && ok; };
  if (const auto* aggregate = std::get_if<ir::Aggregate>(&expression.node)) {
    if (aggregate->condition) check(*aggregate->condition);
    if (aggregate->value) check(*aggregate->value);
  }
  const auto* call = std::get_if<ir::Call>(&expression.node);
  if (call == nullptr) return ok;
  for (const auto argument : call->arguments) check(argument);
  const ir::FunctionSpec& spec = ir::SpecOf(call->function);
  if (CountsFloats(expression, *call)) {
    emitter.Emit(expression.span, kFloatInSql, spec.spelling).Help("use a decimal, or compare the float as it is stored");
    return false;
  }
  if (spec.targets == ir::Targets::kAll) return ok;
  emitter.Emit(expression.span, kNotInSql, spec.spelling)
      .Help("store its value in a field, or use it on values that depend on no row");
  return false;
}

}  // namespace ingot::check
