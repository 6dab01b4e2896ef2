#include "codegen/targets/cpp-service/model_view.h"

#include <algorithm>
#include <set>

#include "codegen/expr/cpp.h"
#include "codegen/targets/cpp-service/cpp_values.h"
#include "codegen/targets/cpp-service/field_rules.h"
#include "codegen/targets/cpp-service/statements.h"
#include "codegen/targets/cpp-service/type_view.h"
#include "compiler/base/match.h"
#include "compiler/base/sha256.h"
#include "compiler/ir/evaluate.h"

namespace ingot::codegen::cpp_service {
namespace {

auto Header(std::string_view name) -> Safe<CppPath> { return CppPath::Include(Path::Of("@.hpp", Path::Kebab(name))); }

auto Columns(const ir::App& app, const ir::Model& model) -> std::vector<ColumnView> {
  const auto column = [](std::string_view name, std::string_view wire) {
    return ColumnView{CppString::Quote(SqlIdentifier::Physical(name).View()), CppString::Quote(wire), false, CppString::Quote("")};
  };
  std::vector<ColumnView> columns{column("id", "id")};
  for (const ir::Field* field : ReadFields(app, model)) {
    columns.push_back(column(ir::ColumnName(*field), ir::WireName(*field)));
    if (const auto ref = std::get_if<ir::RefType>(&field->type)) {
      columns.back().references = true;
      columns.back().target = CppString::Quote(SqlIdentifier::Physical(app.models[ref->model].table).View());
    }
  }
  if (model.timestamps) {
    columns.push_back(column("created_at", "createdAt"));
    columns.push_back(column("updated_at", "updatedAt"));
  }
  columns.push_back(column("row_version", "rowVersion"));
  return columns;
}

auto Computed(const ir::App& app, const ir::Model& model) -> std::vector<ComputedView> {
  std::vector<ComputedView> computed;
  for (const Id<ir::Field> id : model.fields) {
    const ir::Field& field = app.fields[id];
    if (!field.computed || field.kept_computed) continue;
    const auto type = ValueType(app, field.type);
    const bool optional = ResultIsOptional(app, *field.computed);
    const auto value = PrintCpp(app, *field.computed);
    computed.push_back({UnusedUnless(ir::ReadsRows(app, *field.computed)), optional ? CppType::Of("std::optional<@>", type) : type,
                        CppExpr::Of("@Of@", CppIdentifier::Value(field.name), CppIdentifier::Type(model.name)),
                        value});
  }
  return computed;
}

// In the order of the definition, between what every row begins and ends with.
auto JsonMembers(const ir::App& app, const ir::Model& model) -> std::vector<JsonMemberView> {
  const auto member = [](std::string_view name, const Safe<CppExpr>& value) { return JsonMemberView{CppString::Quote(name), value}; };
  std::vector<JsonMemberView> json{member("id", CppExpr::Of("item.id"))};
  for (const Id<ir::Field> id : model.fields) {
    const ir::Field& field = app.fields[id];
    if (field.concealed()) continue;
    const auto value = field.computed && !field.stored() ? CppExpr::Of("@Of@(item)", CppIdentifier::Value(field.name), CppIdentifier::Type(model.name))
                                      : CppExpr::Of("item.@", MemberName(field));
    json.push_back(member(ir::WireName(field), value));
  }
  if (model.timestamps) {
    json.push_back(member("createdAt", CppExpr::Of("item.createdAt")));
    json.push_back(member("updatedAt", CppExpr::Of("item.updatedAt")));
  }
  return json;
}

auto RowMembers(const ir::App& app, const ir::Model& model) -> Safe<CppExpr> {
  std::vector<Safe<CppExpr>> parts{CppExpr::Of("item.id")};
  for (const ir::Field* field : ReadFields(app, model)) parts.push_back(CppExpr::Of("item.@", MemberName(*field)));
  if (model.timestamps) parts.insert(parts.end(), {CppExpr::Of("item.createdAt"), CppExpr::Of("item.updatedAt")});
  parts.push_back(CppExpr::Of("item.rowVersion"));
  return CppExpr::Join(", ", parts);
}

// `Doc, &Doc::projectId`
auto Writer(const ir::App& app, const ir::Model& model) -> Safe<CppExpr> {
  const auto type = CppIdentifier::Type(model.name);
  std::vector<Safe<CppExpr>> parts{CppExpr::Of("@", type)};
  for (const ir::Field* field : StoredFields(app, model)) {
    if (std::holds_alternative<ir::RefType>(field->type)) parts.push_back(CppExpr::Of("&@::@", type, MemberName(*field)));
  }
  return CppExpr::Join(", ", parts);
}

// Changes with everything that decides what the JSON of a row looks like.
auto RevisionOf(const ir::App& app, const ir::Model& model, const ModelView& view) -> std::string {
  std::string text;
  const auto add = [&](std::string_view part) { text.append(part).append(1, '\n'); };
  for (const Id<ir::Field> id : model.fields) text += ShapeOf(app, app.fields[id].type);
  for (const MemberView& member : view.members) {
    add(member.type.View());
    add(member.name.View());
  }
  for (const JsonMemberView& member : view.json) {
    add(member.name.View());
    add(member.value.View());
  }
  for (const ComputedView& computed : view.computed) {
    add(computed.function.View());
    add(computed.value.View());
  }
  return Sha256Hex(text).substr(0, 8);
}

auto HasSecrets(const ir::App& app, const ir::Model& model) -> bool {
  return std::ranges::any_of(model.fields, [&](Id<ir::Field> id) { return app.fields[id].secret; });
}

// `input.name`, or its ciphertext.
auto StoredValue(const ir::Model& model, const ir::Field& field) -> Safe<CppExpr> {
  if (!field.secret) return CppExpr::Of("input.@", MemberName(field));
  const auto member = MemberName(field);
  return CppExpr::Of("rt::sealed(session, @::Secrets::@, id, input.@)", CppIdentifier::Type(model.name), member, member);
}

// What a secret is sealed for; what was renamed was sealed under the names before.
auto Secrets(const ir::App& app, const ir::Model& model) -> std::vector<SecretView> {
  const auto name = [](std::string_view physical) { return CppString::Quote(SqlIdentifier::Physical(physical).View()); };
  std::vector<SecretView> secrets;
  for (const ir::Field* field : ConcealedFields(app, model)) {
    if (!field->secret) continue;
    auto place = CppExpr::Of("@, @", name(model.table), name(ir::ColumnName(*field)));
    if (!model.renamed_from.empty() || !field->renamed_from.empty()) {
      ir::Field former = *field;
      former.name = field->renamed_from;
      const auto table = model.renamed_from.empty() ? CppString::Quote("") : name(ir::TableName(model.renamed_from));
      const auto column = former.name.empty() ? CppString::Quote("") : name(ir::ColumnName(former));
      place = CppExpr::Of("@, @, @", place, table, column);
    }
    secrets.push_back({MemberName(*field), place});
  }
  return secrets;
}

auto InsertValues(const ir::App& app, const ir::Model& model) -> Safe<CppExpr> {
  std::vector<Safe<CppExpr>> parts{HasSecrets(app, model) ? CppExpr::Of("id") : CppExpr::Of("rt::newUuid()")};
  for (const ir::Field* field : ReadFields(app, model)) {
    parts.push_back(field->computed ? KeptValue(app, *field, CppExpr::Of("input"))
                    : field->file() ? CppExpr::Of("std::nullopt")
                                    : CppExpr::Of("input.@", MemberName(*field)));
  }
  if (model.timestamps) parts.insert(parts.end(), {CppExpr::Of("now"), CppExpr::Of("now")});
  parts.push_back(CppExpr::Of("std::int64_t{1}"));
  for (const ir::Field* field : ConcealedFields(app, model)) parts.push_back(StoredValue(model, *field));
  return CppExpr::Join(", ", parts);
}

void AddFields(const ir::App& app, const ir::Model& model, ModelView& view) {
  for (const ir::Field* field : StoredFields(app, model)) {
    const auto name = MemberName(*field);
    if (!field->concealed()) view.members.push_back({MemberType(app, *field), name});
    if (!field->computed && !field->file()) view.inputs.push_back({CppType::Of("rt::Input<@>", ValueType(app, field->type)), name});
  }
  for (const ir::Field* field : StoredFields(app, model)) {
    if (!field->computed) continue;
    view.kept.push_back({CppExpr::Of("input.@", MemberName(app.fields[SourceOf(app, *field)])), CppString::Quote(SqlIdentifier::Physical(ir::ColumnName(*field)).View()),
                         KeptValue(app, *field, CppExpr::Of("input"))});
  }
  for (const ir::Field* field : SentFields(app, model)) {
    view.sets.push_back({CppString::Quote(SqlIdentifier::Physical(ir::ColumnName(*field)).View()), StoredValue(model, *field)});
    if (field->password()) view.passwords.push_back(MemberName(*field));
    view.body_fields.push_back({CppString::Quote(ir::WireName(*field)), MemberName(*field)});
    const auto place = CppExpr::Of("input.@", MemberName(*field));
    if (auto fill = FieldFill(app, *field, place)) (field->default_expression ? view.firsts : view.fills).push_back(*std::move(fill));
    for (auto& rule : FieldRules(app, *field, ir::WireName(*field), place)) view.checks.push_back(std::move(rule));
  }
  for (const std::string& name : ReadOnlyNames(app, model)) view.read_only.push_back(CppString::Quote(name));
}

// `if (checks.knows("endsAt", input.endsAt) && !(...)) checks.broken(kRules[0])`
void AddRowRules(const ir::App& app, const ir::Model& model, ModelView& view) {
  const CppFields place = [](const ir::Field& field) {
    return field.required ? CppExpr::Of("*input.@", MemberName(field)) : CppExpr::Of("input.@.optional()", MemberName(field));
  };
  for (const ir::RowCheck& check : model.checks) {
    const auto number = static_cast<int64_t>(view.rules.size());
    RowRuleView rule{CppIdentifier::Numbered("kFieldsOfRule", static_cast<int>(number) + 1), {}, CppExpr::Of("")};
    std::vector<Safe<CppExpr>> conditions;
    for (const Id<ir::Field> id : check.fields) {
      const ir::Field& field = app.fields[id];
      rule.fields.push_back(CppString::Quote(ir::WireName(field)));
      conditions.push_back(CppExpr::Of("checks.knows(@, input.@)", rule.fields.back(), MemberName(field)));
    }
    const std::string words = check.message.empty() ? "breaks the rule `" + check.name + "`" : check.message;
    rule.members = CppExpr::Of("@, @, @", CppString::Quote(check.constraint), CppString::Quote(words), rule.list);
    conditions.push_back(CppExpr::Of("!(@)", PrintCpp(app, check.condition, place)));
    view.checks.push_back(CppExpr::Of("if (@) checks.broken(kRules[@])", CppExpr::Join(" && ", conditions), CppLiteral::Integer(number)));
    view.rules.push_back(std::move(rule));
  }
  view.has_rules = !view.rules.empty();
}

auto Unused(const ir::App& app, const ir::Model& model, const ModelView& view) -> UnusedView {
  const auto sent = SentFields(app, model);
  const bool now = std::any_of(sent.begin(), sent.end(), [&](const ir::Field* field) {
    return field->default_expression && ir::UsesNow(app, *field->default_expression);
  });
  return {UnusedUnless(!view.body_fields.empty()), UnusedUnless(!view.fills.empty() || !view.firsts.empty()),
          UnusedUnless(!view.firsts.empty()),      UnusedUnless(now),
          UnusedUnless(!view.checks.empty()),      UnusedUnless(!view.inputs.empty()),
          UnusedUnless(model.timestamps || !view.secrets.empty()), UnusedUnless(!view.secrets.empty())};
}

}  // namespace

auto SourceOf(const ir::App& app, const ir::Field& kept) -> Id<ir::Field> { return ir::FieldsOf(app, *kept.computed).front(); }

auto KeptValue(const ir::App& app, const ir::Field& kept, const Safe<CppExpr>& input) -> Safe<CppExpr> {
  return PrintCpp(app, *kept.computed, CppFields([&](const ir::Field& field) {
                    if (field.required) return CppExpr::Of("*@.@", input, MemberName(field));
                    return CppExpr::Of("@.@.optional()", input, MemberName(field));
                  }));
}

auto MakeModelView(const ir::App& app, const ir::Model& model) -> ModelView {
  ModelView view{
      .file = Path::Kebab(model.name),
      .include = Header(model.name),
      .type = CppIdentifier::Type(model.name),
      .plural = CppIdentifier::Type(ir::PluralName(model.name)),
      .timestamps = model.timestamps,
      .has_versions = model.revision.has_value(),
      .versions = CppString::Quote(SqlIdentifier::Physical(ir::HistoryTable(model.table)).View()),
      .enums = TypeIncludes(app, model.fields),
      .computed = Computed(app, model),
      .secrets = Secrets(app, model),
      .columns = Columns(app, model),
      .json = JsonMembers(app, model),
      .table = CppString::Quote(SqlIdentifier::Physical(model.table).View()),
      .column_list = CppString::Quote(ColumnList(app, model).View()),
      .insert = CppString::Quote(InsertStatement(app, model).View()),
      .revision = CppString::Quote(""),
      .writer = Writer(app, model),
      .row_members = RowMembers(app, model),
      .insert_values = InsertValues(app, model),
      .unused = {CppExpr::Of(""), CppExpr::Of(""), CppExpr::Of(""), CppExpr::Of(""), CppExpr::Of(""), CppExpr::Of(""), CppExpr::Of(""), CppExpr::Of("")},
  };
  view.has_enums = !view.enums.empty();
  view.has_computed = !view.computed.empty();
  AddFields(app, model, view);
  AddRowRules(app, model, view);
  view.has_secrets = !view.secrets.empty();
  view.has_passwords = !view.passwords.empty();
  view.has_files = !FileFields(app, model).empty();
  view.has_concealed = view.has_secrets || view.has_passwords;
  view.has_first = !view.firsts.empty();
  view.revision = CppString::Quote(RevisionOf(app, model, view));
  view.unused = Unused(app, model, view);
  view.uses_expressions = view.has_computed || view.has_rules || !view.kept.empty();
  for (const ir::Field* field : SentFields(app, model)) view.uses_expressions = view.uses_expressions || field->default_expression;
  return view;
}

}  // namespace ingot::codegen::cpp_service
