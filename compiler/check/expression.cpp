#include "compiler/check/expression.h"

#include <array>

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
constexpr diag::Message<> kAlwaysNull{Code::ExpressionResultNull, Severity::kError,
                                      "the expression is always null"};

// What turns a value of `from` into one of `to`, for a help text; empty when nothing does.
auto Conversion(const ExpressionType& from, const ExpressionType& to) -> std::string_view {
  const bool wants_text = Is(to, ScalarKind::kString) || Is(to, ScalarKind::kText);
  if (wants_text && !Is(from, ScalarKind::kJson)) return "`toText(...)` makes a text of a value";
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

}  // namespace

auto CheckExpression(ast::Node node, const ExpressionScope& scope, const ir::FieldType& expected,
                     bool nullable_allowed, ir::App& app, diag::Emitter& emitter)
    -> std::optional<Id<ir::Expression>> {
  const frontend::TextPlaces places(node.span(), node.text());
  const auto tree = frontend::ParseExpression(node.text(), places, emitter);
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
  return id;
}

}  // namespace ingot::check
