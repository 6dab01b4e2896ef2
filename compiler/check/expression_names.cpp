// The names of an expression: columns of rows, and values from beside them.
#include <algorithm>
#include <array>
#include <utility>

#include "compiler/base/edit_distance.h"
#include "compiler/check/concealed.h"
#include "compiler/check/expression_typer.h"

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
constexpr diag::Message<> kNoRow{Code::ExpressionUnknownName, Severity::kError, "there is no row `it` here"};
constexpr diag::Message<std::string_view> kNoMembers{Code::ExpressionUnknownName, Severity::kError,
                                                     "`.{0}`: only `it` and references have members"};
constexpr diag::Message<std::string_view> kNotAvailable{
    Code::ExpressionFieldNotAvailable, Severity::kError,
    "`{0}` cannot stand here: a default is made before its row"};
constexpr diag::Message<std::string_view> kComputed{Code::ExpressionComputedField, Severity::kError,
                                                    "the field `{0}` is computed too"};
constexpr diag::Message<std::string_view, std::string_view> kConcealed{Code::ExpressionConcealed, Severity::kError,
                                                                       "the field `{0}` is {1}"};
constexpr diag::Message<std::string_view> kNotStored{Code::ExpressionComputedField, Severity::kError,
                                                     "the field `{0}` is computed, so no column holds it"};
constexpr diag::Message<std::string_view> kNotYet{Code::ExpressionNotYet, Severity::kError,
                                                  "`{0}` is not available in this release"};
constexpr diag::Message<std::string_view> kList{Code::ExpressionUnknownName, Severity::kError,
                                                "`{0}` is a list of rows, not a value"};

constexpr auto kLaterNames = std::to_array<std::string_view>({"user", "input", "body", "params"});

struct SystemName {
  std::string_view name;
  SystemColumn column;
};
constexpr auto kSystemNames = std::to_array<SystemName>({{"id", SystemColumn::kId},
                                                         {"createdAt", SystemColumn::kCreatedAt},
                                                         {"updatedAt", SystemColumn::kUpdatedAt}});

auto FindSystem(std::string_view name) -> std::optional<SystemColumn> {
  const auto found = std::ranges::find(kSystemNames, name, &SystemName::name);
  return found == kSystemNames.end() ? std::nullopt : std::optional(found->column);
}

auto FindField(const ir::App& app, Id<ir::Model> model, std::string_view name) -> std::optional<Id<ir::Field>> {
  for (const Id<ir::Field> field : app.models[model].fields) {
    if (app.fields[field].name == name) return field;
  }
  return std::nullopt;
}

auto HasColumn(const ir::App& app, Id<ir::Model> model, std::string_view name) -> bool {
  return FindSystem(name) || FindField(app, model, name);
}

auto IsLater(std::string_view name) -> bool { return std::ranges::find(kLaterNames, name) != kLaterNames.end(); }

// `a.b.c` as it is written; nothing when its beginning is no name.
auto PathOf(const ExprNode& node) -> std::optional<std::string> {
  if (node.kind == ExprKind::kName) return node.text;
  if (node.kind != ExprKind::kMember) return std::nullopt;
  const auto before = PathOf(node.children[0]);
  return before ? std::optional(*before + "." + node.text) : std::nullopt;
}

}  // namespace

auto ExpressionTyper::TypeName(const ExprNode& node) -> Typed {
  const std::string_view name = node.text;
  if (const ScopeValue* value = FindValue(name)) return TypeValue(node, *value);
  if (const ScopeRow* named = FindRow(name)) {  // a row is known by its id, as a reference is
    return Add({node.span, Scalar(ScalarKind::kUuid), named->nullable, ir::ValueAccess{named->name, SystemColumn::kId}}, node);
  }
  const RowPlace row{scope_.row, 0, nullptr};
  const bool bare = scope_.bare_fields && scope_.row.valid();
  if (bare && HasColumn(app_, scope_.row, name)) return TypeColumn(node, row);
  if (name == "it") {
    const bool none = !ItRow().model.valid();
    if (none) emitter_.Emit(node.name_span, kNoRow);
    if (!none) emitter_.Emit(node.name_span, kRowAlone).Help("name one of its fields: `it.id`");
    return std::nullopt;
  }
  if (IsLater(name)) {
    emitter_.Emit(node.name_span, kNotYet, name).Help("an expression of a field sees its own row only");
    return std::nullopt;
  }
  ReportUnknownName(node, name);
  return std::nullopt;
}

auto ExpressionTyper::FindValue(std::string_view path) const -> const ScopeValue* {
  const auto value = std::ranges::find(scope_.values, path, &ScopeValue::name);
  return value == scope_.values.end() ? nullptr : &*value;
}

auto ExpressionTyper::TypeValue(const ExprNode& node, const ScopeValue& value) -> Typed {
  const auto* choice = std::get_if<ir::EnumType>(&value.type);
  if (choice != nullptr && !choice->id.valid()) return std::nullopt;  // its type was reported
  return Add({node.span, value.type, value.nullable, ir::ValueAccess{value.name, std::nullopt}}, node);
}

auto ExpressionTyper::FindRow(std::string_view name) const -> const ScopeRow* {
  const auto row = std::ranges::find(scope_.rows, name, &ScopeRow::name);
  return row == scope_.rows.end() ? nullptr : &*row;
}

auto ExpressionTyper::TypeMember(const ExprNode& node) -> Typed {
  const auto path = PathOf(node);
  if (!path) {
    emitter_.Emit(node.name_span, kNoMembers, node.text);
    return std::nullopt;
  }
  if (const ScopeValue* value = FindValue(*path)) return TypeValue(node, *value);
  const ExprNode& row = node.children[0];
  if (row.kind == ExprKind::kName && row.text == "it") {
    if (ItRow().model.valid()) return TypeColumn(node, ItRow());
    emitter_.Emit(row.span, kNoRow);
    return std::nullopt;
  }
  const std::string_view root = std::string_view(*path).substr(0, path->find('.'));
  if (const ScopeRow* named = FindRow(root); named != nullptr && row.kind == ExprKind::kName) {
    return TypeColumn(node, {named->model, 0, named});
  }
  const auto has_root = [&](const ScopeValue& value) { return value.name.starts_with(std::string(root) + "."); };
  if (std::ranges::any_of(scope_.values, has_root)) {
    ReportUnknownName(node, *path);
    return std::nullopt;
  }
  const auto field =
      scope_.bare_fields && scope_.row.valid() ? FindField(app_, scope_.row, root) : std::optional<Id<ir::Field>>();
  if (field && std::holds_alternative<ir::RefType>(app_.fields[*field].type)) {
    emitter_.Emit(node.span, kNotYet, *path).Help("an expression of a field sees its own row only");
  } else if (IsLater(root)) {
    emitter_.Emit(row.name_span, kNotYet, root).Help("an expression of a field sees its own row only");
  } else {
    emitter_.Emit(node.name_span, kNoMembers, node.text);
  }
  return std::nullopt;
}

// `node.text` is the name of the column.
auto ExpressionTyper::TypeColumn(const ExprNode& node, const RowPlace& row) -> Typed {
  if (const auto system = FindSystem(node.text)) return TypeSystemColumn(node, *system, row);
  if (const auto field = FindField(app_, row.model, node.text)) return TypeField(node, *field, row);
  ReportUnknownColumn(node, row);
  return std::nullopt;
}

void ExpressionTyper::ReportUnknownColumn(const ExprNode& node, const RowPlace& row) {
  for (const Id<ir::Field> reference : app_.models[row.model].inverses) {
    if (app_.fields[reference].inverse != node.text) continue;
    emitter_.Emit(node.name_span, kList, node.text).Help("ask for its rows: `exists(...)`, `count(...)`");
    return;
  }
  std::vector<std::string_view> known;
  for (const Id<ir::Field> field : app_.models[row.model].fields) {
    if (!app_.fields[field].computed) known.push_back(app_.fields[field].name);
  }
  for (const SystemName& system : kSystemNames) known.push_back(system.name);
  auto draft = emitter_.Emit(node.name_span, kUnknownName, node.text);
  if (const auto nearest = NearestName(node.text, known)) draft.Help("did you mean `{0}`?", *nearest);
}

void ExpressionTyper::ReportUnknownName(const ExprNode& node, std::string_view name) {
  std::vector<std::string_view> known;
  const bool has_row = ItRow().model.valid() && scope_.allow_fields;
  if (has_row && scope_.bare_fields) {
    for (const Id<ir::Field> field : app_.models[scope_.row].fields) {
      if (!app_.fields[field].computed) known.push_back(app_.fields[field].name);
    }
    for (const SystemName& system : kSystemNames) known.push_back(system.name);
  }
  for (const ScopeValue& value : scope_.values) known.push_back(value.name);
  for (const ScopeRow& row : scope_.rows) known.push_back(row.name);
  auto draft = emitter_.Emit(node.name_span, kUnknownName, name);
  if (has_row && !scope_.bare_fields && HasColumn(app_, ItRow().model, name)) {
    draft.Help("a field of the row is written `it.{0}`", name);
  } else if (const auto nearest = NearestName(name, known)) {
    draft.Help("did you mean `{0}`?", *nearest);
  } else if (std::ranges::any_of(ir::FunctionSpecs(), [&](const auto& spec) {
               return !spec.is_operator && spec.spelling == name;
             })) {
    draft.Help("a function is called with parentheses: `{0}(...)`", name);
  } else {
    draft.Help("a text stands in quotes: '{0}'", name);
  }
}

auto ExpressionTyper::TypeSystemColumn(const ExprNode& node, SystemColumn column, const RowPlace& row) -> Typed {
  if (!scope_.allow_fields && row.number == 0 && row.named == nullptr) {
    emitter_.Emit(node.name_span, kNotAvailable, node.text).Help("use `now()` for the time of the request");
    return std::nullopt;
  }
  if (column != SystemColumn::kId && !app_.models[row.model].timestamps) {
    emitter_.Emit(node.name_span, kUnknownName, node.text).Help("this model has no timestamps");
    return std::nullopt;
  }
  const auto type = Scalar(column == SystemColumn::kId ? ScalarKind::kUuid : ScalarKind::kTimestamp);
  if (row.named != nullptr) {
    return Add({node.span, type, row.named->nullable, ir::ValueAccess{row.named->name, column}}, node);
  }
  return Add({node.span, type, false, ir::SystemAccess{column, row.number, row.model}}, node);
}

auto ExpressionTyper::TypeField(const ExprNode& node, Id<ir::Field> id, const RowPlace& row) -> Typed {
  const ir::Field& field = app_.fields[id];
  const bool own = row.number == 0 && row.named == nullptr;
  if (field.concealed()) {
    emitter_.Emit(node.name_span, kConcealed, field.name, ConcealedWord(field))
        .Note(field.span, "`{0}` is declared here", field.name)
        .Help("no expression reads it; code of the app does");
    return std::nullopt;
  }
  if (!scope_.allow_fields && own) {
    emitter_.Emit(node.name_span, kNotAvailable, field.name)
        .Help("use literals and functions, such as `now()`");
    return std::nullopt;
  }
  if (field.computed && (!field.kept_computed || (scope_.follows_from_row && own))) {
    const auto& message = scope_.follows_from_row && own ? kComputed : kNotStored;
    emitter_.Emit(node.name_span, message, field.name)
        .Note(field.span, "`{0}` is computed here", field.name)
        .Help("write what it computes instead of its name");
    return std::nullopt;
  }
  if (ir::IsKeptAsJson(field.type)) {
    emitter_.Emit(node.name_span, kNotYet, field.name)
        .Help("an expression cannot use {}", std::string_view(std::holds_alternative<ir::ListType>(field.type) ? "a list" : "a value with members"));
    return std::nullopt;
  }
  if (field.file()) {
    emitter_.Emit(node.name_span, kNotYet, field.name).Help("an expression cannot use a file");
    return std::nullopt;
  }
  // The type of the field failed, which was reported there.
  const auto* choice = std::get_if<ir::EnumType>(&field.type);
  if (choice != nullptr && !choice->id.valid()) return std::nullopt;
  const ExpressionType type = TypeOfField(field.type);
  if (row.named != nullptr) {
    const bool nullable = row.named->nullable || !field.required;
    return Add({node.span, type, nullable, ir::ValueAccess{row.named->name, id}}, node);
  }
  return Add({node.span, type, !field.required, ir::FieldAccess{id, row.number}}, node);
}

}  // namespace ingot::check
