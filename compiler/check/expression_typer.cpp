#include "compiler/check/expression_typer.h"

#include <algorithm>
#include <array>
#include <utility>

#include "compiler/base/edit_distance.h"
#include "compiler/check/expression_literals.h"
#include "compiler/check/expression_rules.h"

namespace ingot::check {
namespace {

using diag::Code;
using diag::Severity;
using frontend::ExprKind;
using frontend::ExprNode;

constexpr diag::Message<std::string_view> kUnknownFunction{Code::ExpressionUnknownFunction, Severity::kError,
                                                           "unknown function `{0}`"};
constexpr diag::Message<std::string_view, std::string_view, size_t> kArgumentCount{
    Code::ExpressionArgumentCount, Severity::kError, "`{0}` takes {1}, {2} are given"};

constexpr diag::Message<> kNowInComputed{
    Code::ExpressionNowInComputed, Severity::kError,
    "`now()` cannot stand in what follows from its row alone"};


auto ArgumentsText(const Rule& rule) -> std::string {
  const auto counted = [](size_t n) {
    return n == 1 ? std::string("1 argument") : fmt::format("{} arguments", n);
  };
  if (rule.least == rule.most) return rule.most == 0 ? "no argument" : counted(rule.most);
  return fmt::format("{} to {}", rule.least, counted(rule.most));
}

}  // namespace

auto ExpressionTyper::Type(const ExprNode& node, const std::optional<ExpressionType>& hint) -> Typed {
  switch (node.kind) {
    case ExprKind::kNull:
    case ExprKind::kInteger:
    case ExprKind::kDecimal:
    case ExprKind::kText: return Operand{&node, std::nullopt};
    case ExprKind::kTrue:
    case ExprKind::kFalse: return MakeLiteral(node, Scalar(ScalarKind::kBool), node.kind == ExprKind::kTrue);
    case ExprKind::kName: return TypeName(node);
    case ExprKind::kMember: return TypeMember(node);
    case ExprKind::kCall:
    case ExprKind::kOperator: return TypeCall(node, hint);
  }
  return std::nullopt;
}

auto ExpressionTyper::TypeOf(const Operand& operand) const -> std::optional<ExpressionType> {
  return operand.id ? std::optional(Get(*operand.id).type) : OwnType(*operand.node);
}

auto ExpressionTyper::MayBeNull(const Operand& operand) const -> bool {
  return operand.id ? Get(*operand.id).nullable : operand.node->kind == ExprKind::kNull;
}

auto ExpressionTyper::Common(std::span<const Operand> operands,
                             const std::optional<ExpressionType>& hint) const
    -> std::optional<ExpressionType> {
  std::optional<ExpressionType> common;
  for (const Operand& operand : operands) {
    if (!operand.id) continue;
    common = common ? CommonType(*common, *TypeOf(operand)) : TypeOf(operand);
    if (!common) return std::nullopt;
  }
  if (!common && hint) {
    const auto may_be_hint = [&](const Operand& operand) { return MayBe(*operand.node, *hint); };
    if (std::ranges::all_of(operands, may_be_hint)) return hint;
  }
  for (const Operand& operand : operands) {
    if (operand.id || operand.node->kind == ExprKind::kNull) continue;
    const ExpressionType own = *TypeOf(operand);
    if (!common) {
      common = own;
    } else if (!MayBe(*operand.node, *common) || Is(*common, ScalarKind::kDecimal)) {
      const bool text = operand.node->kind == ExprKind::kText;
      if (!text || !MayBe(*operand.node, *common)) common = CommonType(*common, own);
    }
    if (!common) return std::nullopt;
  }
  return common;
}

auto ExpressionTyper::As(const Operand& operand, const ExpressionType& type) -> TypedId {
  const ExprNode& node = *operand.node;
  if (operand.id) {
    if (IsSame(Get(*operand.id).type, type)) return operand.id;
    const bool total = !Is(type, ScalarKind::kDecimal);
    const bool nullable = Get(*operand.id).nullable || !total;
    return Make(node, type, nullable, ir::Function::kWiden, {*operand.id}).id;
  }
  if (node.kind == ExprKind::kNull) return Add({node.span, type, true, ir::NullLiteral{}}, node).id;
  auto value = ValueOfLiteral(node, type, app_, emitter_);
  if (!value) return std::nullopt;
  return MakeLiteral(node, type, *std::move(value)).id;
}

auto ExpressionTyper::Make(const ExprNode& node, const ExpressionType& type, bool nullable,
                           ir::Function function, std::vector<Id<ir::Expression>> arguments) -> Operand {
  return Add({node.span, type, nullable, ir::Call{function, std::move(arguments)}}, node);
}

auto ExpressionTyper::MakeLiteral(const ExprNode& node, const ExpressionType& type, ir::Value value)
    -> Operand {
  return Add({node.span, type, false, ir::Literal{std::move(value)}}, node);
}

auto ExpressionTyper::Add(ir::Expression expression, const ExprNode& node) -> Operand {
  return {&node, app_.expressions.Add(std::move(expression))};
}

auto ExpressionTyper::FindFunction(const ExprNode& node) -> std::optional<ir::Function> {
  const bool is_operator = node.kind == ExprKind::kOperator;
  std::vector<std::string_view> known;
  for (const ir::FunctionSpec& spec : ir::FunctionSpecs()) {
    if (spec.spelling.empty() || spec.is_operator != is_operator) continue;
    const Rule& rule = RuleOf(spec.function);
    if (!is_operator) known.push_back(spec.spelling);
    // An operator is known by its sign and the number of its operands: `-` has two rows.
    const bool counts = !is_operator || node.children.size() <= rule.most;
    if (spec.spelling == node.text && counts && !(is_operator && node.children.size() < rule.least)) {
      return spec.function;
    }
  }
  if (is_operator) {
    static constexpr diag::Message<> kEmptyList{Code::ExpressionArgumentCount, Severity::kError,
                                                "the list of `in` has no items"};
    emitter_.Emit(node.name_span, kEmptyList).Help("write at least one item: `in [1, 2]`");
  } else {
    auto draft = emitter_.Emit(node.name_span, kUnknownFunction, node.text);
    if (const auto nearest = NearestName(node.text, known)) draft.Help("did you mean `{0}`?", *nearest);
  }
  return std::nullopt;
}

auto ExpressionTyper::TypeCall(const ExprNode& node, const std::optional<ExpressionType>& hint) -> Typed {
  if (node.kind == ExprKind::kCall && IsAggregate(node)) return TypeAggregate(node);
  const auto function = FindFunction(node);
  // Branches give the value of the whole, so they are wished the same type.
  const bool passes_hint = function == ir::Function::kConditional || function == ir::Function::kCoalesce;
  bool ok = function.has_value();
  RuleCall call{node, function.value_or(ir::Function::kIsNull), {}, hint};
  for (const ExprNode& child : node.children) {
    const bool condition = function == ir::Function::kConditional && &child == &node.children.front();
    Typed operand = Type(child, passes_hint && !condition ? hint : std::nullopt);
    ok = ok && operand.has_value();
    if (operand) call.operands.push_back(*operand);
  }
  if (!function) return std::nullopt;
  const Rule& rule = RuleOf(*function);
  if (node.children.size() < rule.least || node.children.size() > rule.most) {
    emitter_.Emit(node.name_span, kArgumentCount, node.text, ArgumentsText(rule), node.children.size())
        .Help("`{0}` takes {1}", node.text, rule.takes);
    return std::nullopt;
  }
  if (*function == ir::Function::kNow && scope_.follows_from_row) {
    // Entity tags follow the version of the row, so a value that changes by itself would be cached as it was.
    emitter_.Emit(node.span, kNowInComputed)
        .Help("store the time in a field, with `\"defaultExpr\": \"now()\"`");
    return std::nullopt;
  }
  return ok ? rule.check(*this, call) : std::nullopt;
}

}  // namespace ingot::check
