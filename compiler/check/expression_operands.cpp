#include "compiler/check/expression_operands.h"

#include <algorithm>
#include <utility>

#include "compiler/check/expression_literals.h"
#include "compiler/check/expression_rules.h"

namespace ingot::check {

using diag::Code;
using diag::Severity;
using frontend::ExprKind;
using ir::Function;

namespace {

constexpr diag::Message<std::string_view> kNull{Code::ExpressionNull, Severity::kError,
                                                "`null` cannot stand beside `{0}`"};

}  // namespace

auto Described(ExpressionTyper& typer, const Operand& operand) -> std::string {
  const auto type = typer.TypeOf(operand);
  return type ? "`" + TypeText(*type, typer.app()) + "`" : "`null`";
}

auto Refuse(ExpressionTyper& typer, const RuleCall& call) -> Typed {
  std::vector<std::string> seen;
  for (const Operand& operand : call.operands) {
    std::string text = Described(typer, operand);
    if (call.operands.size() == 2 || std::ranges::find(seen, text) == seen.end())
      seen.push_back(std::move(text));
  }
  std::string list;
  for (size_t i = 0; i < seen.size(); ++i)
    list += (i == 0 ? "" : i + 1 == seen.size() ? " and " : ", ") + seen[i];
  const Span span = call.node.kind == ExprKind::kCall ? call.node.span : call.node.name_span;
  auto draft = typer.emitter().Emit(span, kOperands, call.node.text, list);
  draft.Help("`{0}` takes {1}", call.node.text, RuleOf(call.function).takes);
  const auto text = [&](const Operand& o) { return typer.TypeOf(o) && IsText(*typer.TypeOf(o)); };
  if (call.function == Function::kAdd && std::ranges::any_of(call.operands, text)) {
    draft.Help("`toText(...)` makes a text of a value");
  }
  return std::nullopt;
}

auto RefuseNull(ExpressionTyper& typer, const RuleCall& call, const Operand& null) -> Typed {
  typer.emitter()
      .Emit(null.node->span, kNull, call.node.text)
      .Help("`== null` and `!= null` ask whether a value is there; `??` gives one that is");
  return std::nullopt;
}

auto IsNullLiteral(const Operand& operand) -> bool {
  return !operand.id && operand.node->kind == ExprKind::kNull;
}

auto FindNull(const RuleCall& call) -> const Operand* {
  const auto found = std::ranges::find_if(call.operands, IsNullLiteral);
  return found == call.operands.end() ? nullptr : &*found;
}

auto AnyMayBeNull(ExpressionTyper& typer, std::span<const Operand> operands) -> bool {
  return std::ranges::any_of(operands, [&](const Operand& operand) { return typer.MayBeNull(operand); });
}

auto AsTruth(ExpressionTyper& typer, std::string_view name, std::string_view takes, const Operand& operand) -> TypedId {
  const ExpressionType truth = Scalar(ScalarKind::kBool);
  if (typer.TypeOf(operand) != truth) {
    typer.emitter().Emit(operand.node->span, kOperands, name, Described(typer, operand)).Help("`{0}` takes {1}", name, takes);
    return std::nullopt;
  }
  if (!typer.MayBeNull(operand)) return operand.id;
  const auto no = typer.MakeLiteral(*operand.node, truth, false).id;
  return typer.Make(*operand.node, truth, false, Function::kCoalesce, {*operand.id, *no}).id;
}

auto AllAs(ExpressionTyper& typer, std::span<const Operand> operands, const ExpressionType& type)
    -> std::optional<Ids> {
  Ids ids;
  for (const Operand& operand : operands) {
    if (const auto id = typer.As(operand, type)) ids.push_back(*id);
  }
  return ids.size() == operands.size() ? std::optional(ids) : std::nullopt;
}

auto AllNumbers(ExpressionTyper& typer, std::span<const Operand> operands, const ExpressionType& common)
    -> std::optional<Ids> {
  Ids ids;
  for (const Operand& operand : operands) {
    const ExpressionType own = *typer.TypeOf(operand);
    const bool decimal = Is(common, ScalarKind::kDecimal);
    const auto id = typer.As(operand, decimal ? DecimalOf(ScaleOf(own)) : common);
    if (id) ids.push_back(*id);
  }
  return ids.size() == operands.size() ? std::optional(ids) : std::nullopt;
}

}  // namespace ingot::check
