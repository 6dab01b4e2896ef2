// Stands in until expressions are typed: every expression is null.
#include "compiler/check/expression.h"

namespace ingot::check {

auto CheckExpression(ast::Node node, const ExpressionScope&, const ir::FieldType& expected, bool, ir::App& app,
                     diag::Emitter&) -> std::optional<Id<ir::Expression>> {
  ir::Expression expression{.span = node.span(), .type = ir::ScalarType{}, .nullable = true, .node = ir::NullLiteral{}};
  if (const auto* scalar = std::get_if<ir::ScalarType>(&expected)) expression.type = *scalar;
  if (const auto* choice = std::get_if<ir::EnumType>(&expected)) expression.type = *choice;
  return app.expressions.Add(std::move(expression));
}

}  // namespace ingot::check
