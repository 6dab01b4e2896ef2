#include "codegen/targets/cpp-service/model_view.h"

#include <algorithm>
#include <set>

#include "codegen/expr/cpp.h"
#include "codegen/targets/cpp-service/cpp_values.h"
#include "codegen/targets/cpp-service/statements.h"
#include "compiler/base/match.h"
#include "compiler/base/sha256.h"

namespace ingot::codegen::cpp_service {
namespace {

auto Header(std::string_view name) -> Safe<CppPath> { return CppPath::Include(Path::Of("@.hpp", Path::Kebab(name))); }

auto EnumIncludes(const ir::App& app, const ir::Model& model) -> std::vector<IncludeView> {
  std::set<std::string> names;
  for (const Id<ir::Field> id : model.fields) {
    const auto list = std::get_if<ir::ListType>(&app.fields[id].type);
    const ir::FieldType type = list == nullptr ? app.fields[id].type : ir::ElementType(*list);
    if (const auto closed = std::get_if<ir::EnumType>(&type)) names.insert(app.enums[closed->id].name);
  }
  std::vector<IncludeView> includes;
  for (const std::string& name : names) includes.push_back({CppPath::Include(Path::Of("enums/@.hpp", Path::Kebab(name)))});
  return includes;
}

auto Columns(const ir::App& app, const ir::Model& model) -> std::vector<ColumnView> {
  const auto column = [](std::string_view name, std::string_view wire) {
    return ColumnView{CppString::Quote(SqlIdentifier::Physical(name).View()), CppString::Quote(wire), false, CppString::Quote("")};
  };
  std::vector<ColumnView> columns{column("id", "id")};
  for (const ir::Field* field : StoredFields(app, model)) {
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

// What a field becomes that a body leaves out. An expression is for new rows only: a row that is replaced keeps what the
// expression once gave it, so that the same replacement twice is the same as once.
auto Fill(const ir::App& app, const ir::Field& field) -> std::optional<Safe<CppExpr>> {
  const auto member = MemberName(field);
  if (field.default_value) return CppExpr::Of("input.@.orDefault(@)", member, ValueExpr(app, field.type, *field.default_value));
  if (field.default_expression) {
    const auto value = PrintCpp(app, *field.default_expression);
    if (ResultIsOptional(app, *field.default_expression)) return CppExpr::Of("input.@.orResult(@)", member, value);
    return CppExpr::Of("input.@.orDefault(@)", member, value);
  }
  if (field.required) return std::nullopt;
  return CppExpr::Of("input.@.orNull()", member);
}

// One rule of a field: `checks.maxLength("fileName", input.fileName, 255)`.
class Rules {
 public:
  Rules(const ir::App& app, const ir::Field& field)
      : app_(app), field_(field), name_(CppString::Quote(ir::WireName(field))), member_(MemberName(field)) {}

  auto All() -> std::vector<Safe<CppExpr>> {
    if (field_.required && field_.default_expression) rules_.push_back(CppExpr::Of("checks.notNull(@, input.@)", name_, member_));
    if (field_.required && !field_.default_expression) rules_.push_back(CppExpr::Of("checks.required(@, input.@)", name_, member_));
    const auto list = std::get_if<ir::ListType>(&field_.type);
    if (list != nullptr) AddItems();
    single_ = list == nullptr ? field_.type : ir::ElementType(*list);
    if (const auto scalar = std::get_if<ir::ScalarType>(&single_)) AddScalar(*scalar);
    return std::move(rules_);
  }

 private:
  // The rules that follow are those of each item.
  void AddItems() {
    if (field_.min_items > 0) AddLength("minItems", field_.min_items);
    AddLength("maxItems", field_.max_items);
  }

  void AddScalar(const ir::ScalarType& type) {
    const ir::FieldTypeSpec& spec = ir::SpecOf(type.kind);
    if (type.kind == ir::ScalarKind::kDecimal) {
      rules_.push_back(CppExpr::Of("checks.precision(@, input.@, @)", name_, member_, CppLiteral::Integer(type.precision)));
    }
    if (spec.bounds == ir::Bounds::kLength || spec.bounds == ir::Bounds::kBytes) {
      if (field_.min) AddLength("minLength", std::get<int64_t>(*field_.min));
      if (field_.max) AddLength("maxLength", std::get<int64_t>(*field_.max));
    } else {
      if (field_.min) AddBound("min", *field_.min);
      if (field_.max) AddBound("max", *field_.max);
    }
    if (field_.pattern) {
      rules_.push_back(CppExpr::Of("checks.pattern(@, input.@, @)", name_, member_, CppString::Quote(*field_.pattern)));
    }
    AddTextRule(type.kind);
  }

  void AddLength(Constant rule, int64_t limit) {
    rules_.push_back(CppExpr::Of("checks.@(@, input.@, @)", CppIdentifier::Fixed(rule), name_, member_, CppLiteral::Integer(limit)));
  }

  void AddBound(Constant rule, const ir::Value& limit) {
    rules_.push_back(CppExpr::Of("checks.@(@, input.@, @)", CppIdentifier::Fixed(rule), name_, member_, ValueExpr(app_, single_, limit)));
  }

  void AddTextRule(ir::ScalarKind kind) {
    const auto add = [&](Constant rule) {
      rules_.push_back(CppExpr::Of("checks.@(@, input.@)", CppIdentifier::Fixed(rule), name_, member_));
    };
    switch (kind) {
#define INGOT_FIELD_TYPE(Kind, name, value, cpp, sqlite, postgres, json, bounds, filter, text_rule, ...) \
  case ir::ScalarKind::k##Kind:                                                                     \
    if (std::string_view(text_rule) != "none") add(text_rule);                                      \
    break;
#include "compiler/ir/field_types.def"
#undef INGOT_FIELD_TYPE
    }
  }

  const ir::App& app_;
  const ir::Field& field_;
  ir::FieldType single_;  // the field's type, or that of each item
  Safe<CppString> name_;
  Safe<CppIdentifier> member_;
  std::vector<Safe<CppExpr>> rules_;
};

auto Computed(const ir::App& app, const ir::Model& model) -> std::vector<ComputedView> {
  std::vector<ComputedView> computed;
  for (const Id<ir::Field> id : model.fields) {
    const ir::Field& field = app.fields[id];
    if (!field.computed) continue;
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
    const auto value = field.computed ? CppExpr::Of("@Of@(item)", CppIdentifier::Value(field.name), CppIdentifier::Type(model.name))
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
  for (const ir::Field* field : StoredFields(app, model)) parts.push_back(CppExpr::Of("item.@", MemberName(*field)));
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
auto RevisionOf(const ModelView& view) -> std::string {
  std::string text;
  const auto add = [&](std::string_view part) { text.append(part).append(1, '\n'); };
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

auto InsertValues(const ir::App& app, const ir::Model& model) -> Safe<CppExpr> {
  std::vector<Safe<CppExpr>> parts{CppExpr::Of("rt::newUuid()")};
  for (const ir::Field* field : StoredFields(app, model)) parts.push_back(CppExpr::Of("input.@", MemberName(*field)));
  if (model.timestamps) parts.insert(parts.end(), {CppExpr::Of("now"), CppExpr::Of("now")});
  parts.push_back(CppExpr::Of("std::int64_t{1}"));
  return CppExpr::Join(", ", parts);
}

void AddFields(const ir::App& app, const ir::Model& model, ModelView& view) {
  for (const ir::Field* field : StoredFields(app, model)) {
    const auto name = MemberName(*field);
    view.members.push_back({MemberType(app, *field), name});
    view.inputs.push_back({CppType::Of("rt::Input<@>", ValueType(app, field->type)), name});
  }
  for (const ir::Field* field : SentFields(app, model)) {
    view.sets.push_back({CppString::Quote(SqlIdentifier::Physical(ir::ColumnName(*field)).View()), MemberName(*field)});
    view.body_fields.push_back({CppString::Quote(ir::WireName(*field)), MemberName(*field)});
    if (auto fill = Fill(app, *field)) (field->default_expression ? view.firsts : view.fills).push_back(*std::move(fill));
    for (auto& rule : Rules(app, *field).All()) view.checks.push_back(std::move(rule));
  }
  for (const std::string& name : ReadOnlyNames(app, model)) view.read_only.push_back(CppString::Quote(name));
}

auto Unused(const ir::App& app, const ir::Model& model, const ModelView& view) -> UnusedView {
  const auto sent = SentFields(app, model);
  const bool now = std::any_of(sent.begin(), sent.end(), [&](const ir::Field* field) {
    return field->default_expression && UsesNow(app, *field->default_expression);
  });
  return {UnusedUnless(!view.body_fields.empty()), UnusedUnless(!view.fills.empty() || !view.firsts.empty()),
          UnusedUnless(!view.firsts.empty()),      UnusedUnless(now),
          UnusedUnless(!view.checks.empty()),      UnusedUnless(!view.members.empty()),
          UnusedUnless(model.timestamps)};
}

}  // namespace

auto UsesNow(const ir::App& app, Id<ir::Expression> id) -> bool {
  const auto call = std::get_if<ir::Call>(&app.expressions[id].node);
  if (call == nullptr) return false;
  return call->function == ir::Function::kNow || call->function == ir::Function::kShiftNow ||
         std::any_of(call->arguments.begin(), call->arguments.end(), [&](Id<ir::Expression> argument) { return UsesNow(app, argument); });
}

auto MakeEnumView(const ir::Enum& closed) -> EnumView {
  EnumView view{Path::Kebab(closed.name), CppIdentifier::Type(closed.name), static_cast<int>(closed.values.size()), {}};
  for (const std::string& text : closed.values) view.texts.push_back(CppString::Quote(text));
  return view;
}

auto MakeModelView(const ir::App& app, const ir::Model& model) -> ModelView {
  ModelView view{
      .file = Path::Kebab(model.name),
      .include = Header(model.name),
      .type = CppIdentifier::Type(model.name),
      .plural = CppIdentifier::Type(ir::PluralName(model.name)),
      .timestamps = model.timestamps,
      .enums = EnumIncludes(app, model),
      .computed = Computed(app, model),
      .columns = Columns(app, model),
      .json = JsonMembers(app, model),
      .table = CppString::Quote(SqlIdentifier::Physical(model.table).View()),
      .column_list = CppString::Quote(ColumnList(app, model).View()),
      .insert = CppString::Quote(InsertStatement(app, model).View()),
      .revision = CppString::Quote(""),
      .writer = Writer(app, model),
      .row_members = RowMembers(app, model),
      .insert_values = InsertValues(app, model),
      .unused = {CppExpr::Of(""), CppExpr::Of(""), CppExpr::Of(""), CppExpr::Of(""), CppExpr::Of(""), CppExpr::Of(""), CppExpr::Of("")},
  };
  view.has_enums = !view.enums.empty();
  view.has_computed = !view.computed.empty();
  AddFields(app, model, view);
  view.has_first = !view.firsts.empty();
  view.revision = CppString::Quote(RevisionOf(view));
  view.unused = Unused(app, model, view);
  view.uses_expressions = view.has_computed;
  for (const ir::Field* field : SentFields(app, model)) view.uses_expressions = view.uses_expressions || field->default_expression;
  return view;
}

}  // namespace ingot::codegen::cpp_service
