// Functions over the rows of a model: `exists(Lock, it.project == project)`, `sum(items, it.price)`.
#include <algorithm>
#include <array>

#include "compiler/base/edit_distance.h"
#include "compiler/check/expression_operands.h"
#include "compiler/check/expression_typer.h"

namespace ingot::check {
namespace {

using diag::Code;
using diag::Severity;
using frontend::ExprKind;
using frontend::ExprNode;
using ir::Aggregation;
using ir::Function;

constexpr diag::Message<std::string_view> kNotHere{Code::ExpressionAggregate, Severity::kError,
                                                   "`{0}` asks for rows of the database, which cannot be done here"};
constexpr diag::Message<std::string_view> kNoRows{Code::ExpressionNoRows, Severity::kError,
                                                  "the first argument of `{0}` says which rows: a model or a list of a row"};
constexpr diag::Message<std::string_view, std::string_view, size_t> kArgumentCount{
    Code::ExpressionArgumentCount, Severity::kError, "`{0}` takes {1}, {2} are given"};
constexpr diag::Message<size_t> kTooManyRows{Code::ExpressionTooDeep, Severity::kError,
                                             "functions over rows nest deeper than {0} levels here"};

constexpr size_t kMostRows = 4;

struct Form {
  std::string_view name;
  Aggregation kind;
  size_t least;  // arguments
  size_t most;
  std::string_view takes;
  bool valued;    // the second argument is what is added up or compared
  bool opposite;  // `all`: no row for which the condition is not true
};
constexpr auto kForms = std::to_array<Form>({
    {"exists", Aggregation::kExists, 1, 2, "rows and a condition", false, false},
    {"any", Aggregation::kExists, 1, 2, "rows and a condition", false, false},
    {"all", Aggregation::kExists, 2, 2, "rows and a condition", false, true},
    {"count", Aggregation::kCount, 1, 2, "rows and a condition", false, false},
    {"sum", Aggregation::kSum, 2, 3, "rows, a number or duration of each, and a condition", true, false},
    {"min", Aggregation::kMin, 2, 3, "rows, a value of each, and a condition", true, false},
    {"max", Aggregation::kMax, 2, 3, "rows, a value of each, and a condition", true, false},
});

auto FormOf(std::string_view name) -> const Form* {
  const auto found = std::ranges::find(kForms, name, &Form::name);
  return found == kForms.end() ? nullptr : &*found;
}

auto Counted(const Form& form) -> std::string {
  if (form.least == form.most) return fmt::format("{} arguments", form.most);
  return fmt::format("{} to {} arguments", form.least, form.most);
}

}  // namespace

// `min` and `max` are functions of two values too.
auto ExpressionTyper::IsAggregate(const ExprNode& node) const -> bool {
  const Form* form = FormOf(node.text);
  if (form == nullptr) return false;
  const bool two_meanings = form->kind == Aggregation::kMin || form->kind == Aggregation::kMax;
  return !two_meanings || (!node.children.empty() && FindRows(node.children[0]));
}

auto ExpressionTyper::FindRows(const ExprNode& node) const -> std::optional<RowSet> {
  const auto list_of = [&](const RowPlace& row) -> std::optional<RowSet> {
    if (!row.model.valid()) return std::nullopt;
    for (const Id<ir::Field> reference : app_.models[row.model].inverses) {
      const ir::Field& field = app_.fields[reference];
      if (field.inverse == node.text) return RowSet{field.model, reference, row};
    }
    return std::nullopt;
  };
  if (node.kind == ExprKind::kName) {
    for (const Id<ir::Model> model : app_.models.Ids()) {
      if (app_.models[model].name == node.text) return RowSet{model, std::nullopt, {}};
    }
    return scope_.bare_fields ? list_of({scope_.row, 0, nullptr}) : std::nullopt;
  }
  if (node.kind != ExprKind::kMember || node.children[0].kind != ExprKind::kName) return std::nullopt;
  const std::string_view root = node.children[0].text;
  if (root == "it") return list_of(ItRow());
  const ScopeRow* named = FindRow(root);
  return named != nullptr ? list_of({named->model, 0, named}) : std::nullopt;
}

auto ExpressionTyper::TypeAggregate(const ExprNode& node) -> Typed {
  const Form& form = *FormOf(node.text);
  if (!scope_.allow_aggregates) {
    emitter_.Emit(node.name_span, kNotHere, node.text)
        .Help("functions over rows stand where a statement runs, as in the conditions of endpoints");
    return std::nullopt;
  }
  if (node.children.size() < form.least || node.children.size() > form.most) {
    emitter_.Emit(node.name_span, kArgumentCount, node.text, Counted(form), node.children.size())
        .Help("`{0}` takes {1}", node.text, form.takes);
    return std::nullopt;
  }
  const auto rows = FindRows(node.children[0]);
  if (!rows) {
    ReportNoRows(node);
    return std::nullopt;
  }
  if (rows_.size() > kMostRows) {
    emitter_.Emit(node.name_span, kTooManyRows, kMostRows);
    return std::nullopt;
  }
  rows_.push_back(rows->model);
  const Typed made = TypeAggregateOf(node, *rows);
  rows_.pop_back();
  return made;
}

auto ExpressionTyper::TypeAggregateOf(const ExprNode& node, const RowSet& set) -> Typed {
  const Form& form = *FormOf(node.text);
  const ExpressionType truth = Scalar(ScalarKind::kBool);
  ir::Aggregate aggregate{form.kind, set.model, ItRow().number, std::nullopt, std::nullopt};
  Ids conditions;
  if (set.reference) conditions.push_back(*RelationCondition(node.children[0], set).id);
  bool ok = true;
  if (form.valued) {
    aggregate.value = AggregatedValue(node, node.children[1], form.kind);
    ok = aggregate.value.has_value();
  }
  const size_t at = form.valued ? 2 : 1;
  if (node.children.size() > at) {
    const Typed operand = Type(node.children[at]);
    auto condition = operand ? AsTruth(*this, node.text, form.takes, *operand) : std::nullopt;
    ok = ok && condition.has_value();
    if (condition && form.opposite) condition = Make(node, truth, false, Function::kNot, {*condition}).id;
    if (condition) conditions.push_back(*condition);
  }
  if (!ok) return std::nullopt;
  if (conditions.size() == 1) aggregate.condition = conditions[0];
  if (conditions.size() > 1) aggregate.condition = Make(node, truth, false, Function::kAnd, conditions).id;
  ExpressionType type = truth;
  if (form.kind == Aggregation::kCount) type = Scalar(ScalarKind::kInt);
  if (form.valued) type = Get(*aggregate.value).type;
  // A sum may be too large, and no row has no smallest value.
  const Operand made = Add({node.span, type, form.valued, aggregate}, node);
  return form.opposite ? Make(node, truth, false, Function::kNot, {*made.id}) : made;
}

// The reference of the row is the id of the row whose list it is in.
auto ExpressionTyper::RelationCondition(const ExprNode& node, const RowSet& set) -> Operand {
  const ExpressionType uuid = Scalar(ScalarKind::kUuid);
  const ir::Field& reference = app_.fields[*set.reference];
  const Operand from = Add({node.span, uuid, !reference.required, ir::FieldAccess{*set.reference, ItRow().number}}, node);
  ir::Expression id{node.span, uuid, false, ir::SystemAccess{ir::SystemColumn::kId, set.of.number, set.of.model}};
  if (set.of.named != nullptr) {
    id.nullable = set.of.named->nullable;
    id.node = ir::ValueAccess{set.of.named->name, ir::SystemColumn::kId};
  }
  const Operand to = Add(std::move(id), node);
  return Make(node, Scalar(ScalarKind::kBool), false, Function::kEqual, {*from.id, *to.id});
}

auto ExpressionTyper::AggregatedValue(const ExprNode& call, const ExprNode& node, Aggregation kind) -> TypedId {
  const Typed operand = Type(node);
  if (!operand) return std::nullopt;
  const auto type = TypeOf(*operand);
  const bool number = type && (IsWhole(*type) || Is(*type, ScalarKind::kDecimal) || Is(*type, ScalarKind::kDuration));
  // Adding floats gives another result in another order.
  const bool good = kind == Aggregation::kSum ? number : type && IsOrdered(*type) && !Is(*type, ScalarKind::kFloat);
  if (good) return As(*operand, *type);
  emitter_.Emit(node.span, kOperands, call.text, Described(*this, *operand))
      .Help("`{0}` takes {1}", call.text, FormOf(call.text)->takes);
  return std::nullopt;
}

void ExpressionTyper::ReportNoRows(const ExprNode& call) {
  const ExprNode& rows = call.children[0];
  std::vector<std::string_view> known;
  for (const ir::Model& model : app_.models) known.push_back(model.name);
  auto draft = emitter_.Emit(rows.span, kNoRows, call.text);
  if (rows.kind != ExprKind::kName && rows.kind != ExprKind::kMember) return;
  if (const auto nearest = NearestName(rows.text, known)) draft.Help("did you mean `{0}`?", *nearest);
}

}  // namespace ingot::check
