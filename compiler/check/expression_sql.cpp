#include "compiler/check/expression_sql.h"

namespace ingot::check {
namespace {

using diag::Code;
using diag::Severity;

constexpr diag::Message<std::string_view> kNotInSql{Code::ExpressionNotInSql, Severity::kError,
                                                    "`{0}` of a row cannot be computed by the database"};

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
  if (spec.targets == ir::Targets::kAll) return ok;
  emitter.Emit(expression.span, kNotInSql, spec.spelling)
      .Help("store its value in a field, or use it on values that depend on no row");
  return false;
}

}  // namespace ingot::check
