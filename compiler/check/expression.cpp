#include "compiler/check/expression.h"

#include <array>

#include "compiler/check/expression_operands.h"
#include "compiler/check/expression_sql.h"
#include "compiler/check/expression_typer.h"
#include "compiler/frontend/expr/parse.h"

namespace ingot::check {
namespace {

using diag::Code;
using diag::Severity;

constexpr diag::Message<std::string_view, std::string_view> kResultType{
    Code::ExpressionResultType, Severity::kError, "the expression gives `{0}`, the field holds `{1}`"};
constexpr diag::Message<> kResultNull{Code::ExpressionResultNull, Severity::kError,
                                      "the expression can be null, the field is required"};
constexpr diag::Message<std::string> kNoCondition{Code::ExpressionResultType, Severity::kError,
                                                  "the expression gives `{0}`, a condition is wanted"};
constexpr diag::Message<> kAlwaysNull{Code::ExpressionResultNull, Severity::kError,
                                      "the expression is always null"};

// What turns a value of `from` into one of `to`, for a help text; empty when nothing does.
auto Conversion(const ExpressionType& from, const ExpressionType& to) -> std::string_view {
  const bool wants_text = Is(to, ScalarKind::kString) || Is(to, ScalarKind::kText);
  if (wants_text && !IsOpaque(from)) return "`toText(...)` makes a text of a value";
  if (Is(to, ScalarKind::kInt) && IsText(from)) return "`toInt(...)` reads a number from a text";
  if (Is(to, ScalarKind::kSlug) && IsText(from)) return "`slugify(...)` makes a slug of a text";
  if (Is(to, ScalarKind::kDecimal) && Is(from, ScalarKind::kDecimal)) {
    return "`round(..., 2)` leaves two digits after the point";
  }
  return "";
}

// The result as a value of the field, widened where that loses nothing.
auto AsField(ExpressionTyper& typer, const Operand& result, const ExpressionType& wanted) -> TypedId {
  const auto type = typer.TypeOf(result);
  if (!type) {
    typer.emitter().Emit(result.node->span, kAlwaysNull).Help("leave the key out");
    return std::nullopt;
  }
  const std::array<Operand, 1> alone{result};
  const bool literal = !result.id;
  if (literal ? typer.Common(alone, wanted) == wanted : FitsField(*type, wanted))
    return typer.As(result, wanted);
  auto draft = typer.emitter().Emit(result.node->span, kResultType, TypeText(*type, typer.app()),
                                    TypeText(wanted, typer.app()));
  if (const auto help = Conversion(*type, wanted); !help.empty()) draft.Help("{0}", help);
  return std::nullopt;
}

// What a place that the database computes may hold is asked when the whole is typed.
auto Finished(const ExpressionScope& scope, Id<ir::Expression> id, const ir::App& app, diag::Emitter& emitter) -> TypedId {
  const bool lowered = scope.in_sql || ir::HasAggregate(app, id);
  if (lowered && !CheckLowerable(app, id, emitter)) return std::nullopt;
  return id;
}

auto Parse(ast::Node node, diag::Emitter& emitter) -> std::optional<frontend::ExprNode> {
  const frontend::TextPlaces places(node.span(), node.text());
  return frontend::ParseExpression(node.text(), places, emitter);
}

}  // namespace

auto CheckExpression(ast::Node node, const ExpressionScope& scope, const ir::FieldType& expected,
                     bool nullable_allowed, ir::App& app, diag::Emitter& emitter)
    -> std::optional<Id<ir::Expression>> {
  const auto tree = Parse(node, emitter);
  if (!tree) return std::nullopt;
  ExpressionTyper typer(scope, app, emitter);
  const ExpressionType wanted = TypeOfField(expected);
  const auto* choice = std::get_if<ir::EnumType>(&wanted);
  if (choice != nullptr && !choice->id.valid()) return std::nullopt;  // its type was reported
  const auto result = typer.Type(*tree, wanted);
  if (!result) return std::nullopt;
  const auto id = AsField(typer, *result, wanted);
  if (!id) return std::nullopt;
  if (app.expressions[*id].nullable && !nullable_allowed) {
    emitter.Emit(tree->span, kResultNull)
        .Help("give a value for that case: `... ?? 0`, or make the field not required");
    return std::nullopt;
  }
  return Finished(scope, *id, app, emitter);
}

auto CheckCondition(ast::Node node, const ExpressionScope& scope, ir::App& app, diag::Emitter& emitter)
    -> std::optional<Id<ir::Expression>> {
  const auto tree = Parse(node, emitter);
  if (!tree) return std::nullopt;
  ExpressionTyper typer(scope, app, emitter);
  const auto result = typer.Type(*tree, Scalar(ScalarKind::kBool));
  if (!result) return std::nullopt;
  if (const auto type = typer.TypeOf(*result); type != Scalar(ScalarKind::kBool)) {
    emitter.Emit(tree->span, kNoCondition, type ? TypeText(*type, app) : "null")
        .Help("compare it with something: `... == ...`");
    return std::nullopt;
  }
  const auto id = AsTruth(typer, "", "", *result);
  return id ? Finished(scope, *id, app, emitter) : std::nullopt;
}

auto CheckValue(ast::Node node, const ExpressionScope& scope, ir::App& app, diag::Emitter& emitter)
    -> std::optional<Id<ir::Expression>> {
  const auto tree = Parse(node, emitter);
  if (!tree) return std::nullopt;
  ExpressionTyper typer(scope, app, emitter);
  const auto result = typer.Type(*tree);
  if (!result) return std::nullopt;
  const auto type = typer.TypeOf(*result);
  if (!type) {
    emitter.Emit(tree->span, kAlwaysNull).Help("a value has a type: give one that is not null");
    return std::nullopt;
  }
  const auto id = typer.As(*result, *type);
  return id ? Finished(scope, *id, app, emitter) : std::nullopt;
}

}  // namespace ingot::check
