#include "compiler/check/expression_typer.h"

#include <algorithm>
#include <array>
#include <utility>

#include "compiler/base/edit_distance.h"
#include "compiler/base/match.h"
#include "compiler/check/expression_literals.h"
#include "compiler/check/expression_rules.h"

namespace ingot::check {
namespace {

using diag::Code;
using diag::Severity;
using frontend::ExprKind;
using frontend::ExprNode;
using ir::SystemColumn;

constexpr diag::Message<std::string_view> kUnknownName{Code::ExpressionUnknownName, Severity::kError,
                                                       "unknown name `{0}`"};
constexpr diag::Message<> kRowAlone{Code::ExpressionUnknownName, Severity::kError,
                                    "`it` is the row itself, not a value"};
constexpr diag::Message<std::string_view> kNoMembers{Code::ExpressionUnknownName, Severity::kError,
                                                     "`.{0}`: only `it` and references have members"};
constexpr diag::Message<std::string_view> kUnknownFunction{Code::ExpressionUnknownFunction, Severity::kError,
                                                           "unknown function `{0}`"};
constexpr diag::Message<std::string_view, std::string_view, size_t> kArgumentCount{
    Code::ExpressionArgumentCount, Severity::kError, "`{0}` takes {1}, {2} are given"};
constexpr diag::Message<std::string_view> kNotAvailable{
    Code::ExpressionFieldNotAvailable, Severity::kError,
    "`{0}` cannot stand here: a default is made before its row"};
constexpr diag::Message<std::string_view> kComputed{Code::ExpressionComputedField, Severity::kError,
                                                    "the field `{0}` is computed too"};
constexpr diag::Message<std::string_view> kNotYet{Code::ExpressionNotYet, Severity::kError,
                                                  "`{0}` is not available in this release"};

constexpr diag::Message<> kNowInComputed{
    Code::ExpressionNowInComputed, Severity::kError,
    "`now()` cannot stand in a computed field, which follows from its row alone"};

constexpr auto kLaterNames = std::to_array<std::string_view>({"user", "input", "body", "params"});
constexpr auto kLaterFunctions =
    std::to_array<std::string_view>({"exists", "count", "sum", "avg", "any", "all"});

struct SystemName {
  std::string_view name;
  SystemColumn column;
};
constexpr auto kSystemNames = std::to_array<SystemName>({{"id", SystemColumn::kId},
                                                         {"createdAt", SystemColumn::kCreatedAt},
                                                         {"updatedAt", SystemColumn::kUpdatedAt}});

auto Holds(std::span<const std::string_view> names, std::string_view name) -> bool {
  return std::ranges::find(names, name) != names.end();
}

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
    case ExprKind::kName: return TypeName(node, node.text);
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

auto ExpressionTyper::TypeName(const ExprNode& node, std::string_view name) -> Typed {
  for (const SystemName& system : kSystemNames) {
    if (system.name == name) return TypeSystemColumn(node, system.column);
  }
  for (const Id<ir::Field> field : app_.models[scope_.row].fields) {
    if (app_.fields[field].name == name) return TypeField(node, field);
  }
  if (Holds(kLaterNames, name)) {
    emitter_.Emit(node.name_span, kNotYet, name).Help("an expression of a field sees its own row only");
    return std::nullopt;
  }
  if (name == "it") {
    emitter_.Emit(node.name_span, kRowAlone).Help("name one of its fields: `it.id`");
    return std::nullopt;
  }
  ReportUnknownName(node, name);
  return std::nullopt;
}

void ExpressionTyper::ReportUnknownName(const ExprNode& node, std::string_view name) {
  std::vector<std::string_view> known;
  if (scope_.allow_fields) {
    for (const Id<ir::Field> field : app_.models[scope_.row].fields) {
      if (!app_.fields[field].computed) known.push_back(app_.fields[field].name);
    }
    for (const SystemName& system : kSystemNames) known.push_back(system.name);
  }
  auto draft = emitter_.Emit(node.name_span, kUnknownName, name);
  if (const auto nearest = NearestName(name, known)) {
    draft.Help("did you mean `{0}`?", *nearest);
  } else if (std::ranges::any_of(ir::FunctionSpecs(), [&](const auto& spec) {
               return !spec.is_operator && spec.spelling == name;
             })) {
    draft.Help("a function is called with parentheses: `{0}(...)`", name);
  } else {
    draft.Help("a text stands in quotes: '{0}'", name);
  }
}

auto ExpressionTyper::TypeSystemColumn(const ExprNode& node, SystemColumn column) -> Typed {
  if (!scope_.allow_fields) {
    emitter_.Emit(node.name_span, kNotAvailable, node.text).Help("use `now()` for the time of the request");
    return std::nullopt;
  }
  if (column != SystemColumn::kId && !app_.models[scope_.row].timestamps) {
    emitter_.Emit(node.name_span, kUnknownName, node.text).Help("this model has no timestamps");
    return std::nullopt;
  }
  const auto kind = column == SystemColumn::kId ? ScalarKind::kUuid : ScalarKind::kTimestamp;
  return Add({node.span, Scalar(kind), false, ir::SystemAccess{column}}, node);
}

auto ExpressionTyper::TypeField(const ExprNode& node, Id<ir::Field> id) -> Typed {
  const ir::Field& field = app_.fields[id];
  if (!scope_.allow_fields) {
    emitter_.Emit(node.name_span, kNotAvailable, field.name)
        .Help("use literals and functions, such as `now()`");
    return std::nullopt;
  }
  if (field.computed) {
    emitter_.Emit(node.name_span, kComputed, field.name)
        .Note(field.span, "`{0}` is computed here", field.name)
        .Help("write what it computes instead of its name");
    return std::nullopt;
  }
  // The type of the field failed, which was reported there.
  if (const auto* choice = std::get_if<ir::EnumType>(&field.type); choice && !choice->id.valid())
    return std::nullopt;
  const auto* choice = std::get_if<ir::EnumType>(&field.type);
  if (choice != nullptr && !choice->id.valid()) return std::nullopt;  // its type was reported
  return Add({node.span, TypeOfField(field.type), !field.required, ir::FieldAccess{id}}, node);
}

auto ExpressionTyper::TypeMember(const ExprNode& node) -> Typed {
  const ExprNode& row = node.children[0];
  if (row.kind == ExprKind::kName && row.text == "it") return TypeName(node, node.text);
  if (row.kind == ExprKind::kName) {
    for (const Id<ir::Field> field : app_.models[scope_.row].fields) {
      const bool reference = std::holds_alternative<ir::RefType>(app_.fields[field].type);
      if (app_.fields[field].name != row.text || !reference) continue;
      emitter_.Emit(node.span, kNotYet, row.text + "." + node.text)
          .Help("an expression of a field sees its own row only");
      return std::nullopt;
    }
    if (Holds(kLaterNames, row.text)) return TypeName(row, row.text);
  }
  emitter_.Emit(node.name_span, kNoMembers, node.text);
  return std::nullopt;
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
  } else if (Holds(kLaterFunctions, node.text)) {
    emitter_.Emit(node.name_span, kNotYet, node.text)
        .Help("functions over related rows come in a later release");
  } else {
    auto draft = emitter_.Emit(node.name_span, kUnknownFunction, node.text);
    if (const auto nearest = NearestName(node.text, known)) draft.Help("did you mean `{0}`?", *nearest);
  }
  return std::nullopt;
}

auto ExpressionTyper::TypeCall(const ExprNode& node, const std::optional<ExpressionType>& hint) -> Typed {
  const auto function = FindFunction(node);
  // What a later release takes, a model or a condition on its rows, has no meaning yet.
  if (!function && Holds(kLaterFunctions, node.text)) return std::nullopt;
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
  if (*function == ir::Function::kNow && scope_.allow_fields) {
    // Entity tags follow the version of the row, so a value that changes by itself would be cached as it was.
    emitter_.Emit(node.span, kNowInComputed)
        .Help("store the time in a field, with `\"defaultExpr\": \"now()\"`");
    return std::nullopt;
  }
  return ok ? rule.check(*this, call) : std::nullopt;
}

}  // namespace ingot::check
