#include "codegen/targets/openapi/models.h"

#include <set>
#include <string>

#include "codegen/api/routes.h"
#include "codegen/targets/openapi/endpoints.h"
#include "codegen/targets/openapi/files.h"
#include "codegen/targets/openapi/schemas.h"

namespace ingot::codegen::openapi {
namespace {

auto Member(const std::string& name, const Safe<JsonText>& value) -> MemberView { return {JsonString::Quote(name), value}; }

auto Object() -> JsonObject { return std::move(JsonObject().Add("type", "object")); }

// A time that the service sets, in the form in which it is answered.
auto AnsweredTime() -> Safe<JsonText> {
  const ir::FieldSchema& spec = *ir::SpecOf(ir::ScalarKind::kTimestamp).schema;
  return JsonObject()
      .Add("type", "string")
      .Add("format", JsonString::Quote(spec.format))
      .Add("pattern", JsonString::Quote(spec.answered))
      .Add("readOnly", JsonLiteral::Boolean(true))
      .Text();
}

// Is it the reference whose target stands in the URL?
auto IsParent(const ir::Model& model, Id<ir::Field> field) -> bool {
  return model.resource && model.resource->under.has_value() && model.resource->under->index() == field.index();
}

auto Row(const ir::App& app, const ir::Model& model) -> Safe<JsonText> {
  JsonObject properties;
  JsonArray required;
  const auto add = [&](const std::string& name, const Safe<JsonText>& schema) {
    properties.Add(JsonString::Quote(name), schema);
    required.Add(JsonString::Quote(name));
  };
  add("id", JsonObject().Add("type", "string").Add("format", "uuid").Add("readOnly", JsonLiteral::Boolean(true)).Text());
  for (const Id<ir::Field> id : model.fields) {
    const ir::Field& field = app.fields[id];
    if (field.concealed()) continue;
    add(ir::WireName(field), AnsweredSchema(app, field, field.computed || field.revision || field.file() || IsParent(model, id)));
  }
  if (model.timestamps) {
    add("createdAt", AnsweredTime());
    add("updatedAt", AnsweredTime());
  }
  return Titled(model.label, model.description, "")
      .Append(Object())
      .Add("required", required.Text())
      .Add("properties", properties.Text())
      .Text();
}

// The sets of fields that no two rows share, but those of one field, which stand with the field.
auto UniqueWords(const ir::App& app, const ir::Model& model) -> std::string {
  std::string words;
  for (const auto& set : model.unique) {
    if (set.size() < 2) continue;
    std::string names;
    for (const Id<ir::Field> id : set) names += (names.empty() ? "" : " and ") + ir::WireName(app.fields[id]);
    words += (words.empty() ? "" : " ") + ("No two rows share " + names + ".");
  }
  return words;
}

// What the fields of a row keep together.
auto CheckWords(const ir::Model& model) -> std::string {
  std::string words;
  for (const ir::RowCheck& check : model.checks) {
    words += words.empty() ? "The fields of a row keep rules together, else they are refused as `check_failed`: `" : ", `";
    words += check.name + "`";
    if (!check.message.empty()) words += " (" + check.message + ")";
  }
  return words.empty() ? words : words + ".";
}

// What a client sends: `whole` for a new or replaced row, else a patch, which leaves out what stays.
auto Sent(const ir::App& app, const ir::Model& model, bool whole) -> Safe<JsonText> {
  JsonObject properties;
  JsonArray required;
  for (const ir::Field* field : SentFields(app, model)) {
    const auto name = JsonString::Quote(ir::WireName(*field));
    properties.Add(name, AcceptedSchema(app, *field, whole));
    if (field->required && !field->default_value && !field->default_expression) required.Add(name);
  }
  std::string words = UniqueWords(app, model);
  if (const std::string checks = CheckWords(model); !checks.empty()) words += (words.empty() ? "" : " ") + checks;
  JsonObject schema = Titled("", "", words).Append(Object()).Add("additionalProperties", JsonLiteral::Boolean(false));
  if (whole && !required.IsEmpty()) schema.Add("required", required.Text());
  return schema.Add("properties", properties.Text()).Text();
}

auto One(const ir::App& app, const ir::Field& reference) -> Safe<JsonText> {
  const std::string& target = app.models[std::get<ir::RefType>(reference.type).model].name;
  return reference.required ? ClosedRow(target) : OrNull(ClosedRow(target));
}

void AddRows(const std::string& name, const std::string& model, int64_t most, JsonObject& properties) {
  properties.Add(JsonString::Quote(name), ArrayOf(ClosedRow(model), most));
  const auto truncated = JsonObject().Add("const", JsonLiteral::Boolean(true)).Add("description", "There are more of them.").Text();
  properties.Add(JsonString::Quote(name + "Truncated"), truncated);
}

auto WithRelations(const ir::App& app, const ir::Model& model) -> Safe<JsonText> {
  JsonObject properties;
  for (const ir::Field* field : StoredFields(app, model)) {
    if (std::holds_alternative<ir::RefType>(field->type)) properties.Add(JsonString::Quote(field->name), One(app, *field));
  }
  for (const Id<ir::Field> id : model.inverses) {
    const ir::Field& field = app.fields[id];
    if (ir::IsOneToOne(app, field)) {
      properties.Add(JsonString::Quote(field.inverse), OrNull(ClosedRow(app.models[field.model].name)));
      continue;
    }
    AddRows(field.inverse, app.models[field.model].name, app.info.max_page_size, properties);
  }
  for (const ir::Link& link : model.links) AddRows(link.name, app.models[link.target].name, app.info.max_page_size, properties);
  return JsonObject()
      .Add("description", "A row, and the relations that `include` names.")
      .Add("allOf", JsonArray().Add(JsonObject().Add("$ref", SchemaRef(model.name)).Text()).Text())
      .Add("properties", properties.Text())
      .Add("unevaluatedProperties", JsonLiteral::Boolean(false))
      .Text();
}

auto Whole(int64_t least) -> JsonObject { return std::move(JsonObject().Add("type", "integer").Add("minimum", JsonLiteral::Integer(least))); }

auto Page(const ir::App& app, const ir::Model& model, bool related) -> Safe<JsonText> {
  const auto item = related ? JsonObject().Add("$ref", SchemaRef(model.name + ".WithRelations")).Text() : ClosedRow(model.name);
  JsonObject properties;
  properties.Add("data", ArrayOf(item, app.info.max_page_size))
      .Add("page", Whole(1).Text())
      .Add("limit", Whole(1).Add("maximum", JsonLiteral::Integer(app.info.max_page_size)).Text())
      .Add("total", Whole(0).Add("description", "How many rows all pages have.").Text());
  JsonArray required;
  for (const char* name : {"data", "page", "limit", "total"}) required.Add(JsonString::Quote(name));
  return Object()
      .Add("additionalProperties", JsonLiteral::Boolean(false))
      .Add("required", required.Text())
      .Add("properties", properties.Text())
      .Text();
}

// Models whose rows are answered: those with a resource, what a resource can include, and `names`.
auto Answered(const ir::App& app, std::set<std::string> names) -> std::set<std::string> {
  for (const ir::Model& model : app.models) {
    if (!model.resource) continue;
    names.insert(model.name);
    for (const ir::Field* field : StoredFields(app, model)) {
      if (const auto ref = std::get_if<ir::RefType>(&field->type)) names.insert(app.models[ref->model].name);
    }
    for (const Id<ir::Field> id : model.inverses) names.insert(app.models[app.fields[id].model].name);
  }
  return names;
}

// What the rows of these models point at, as they are answered and sent.
void NoteModels(const ir::App& app, const std::set<std::string>& models, Mentioned& found) {
  for (const ir::Model& model : app.models) {
    if (!models.contains(model.name)) continue;
    for (const Id<ir::Field> id : model.fields) {
      if (!app.fields[id].concealed()) NoteType(app, app.fields[id].type, found);
    }
    if (!model.resource) continue;
    for (const ir::Field* field : SentFields(app, model)) NoteSent(app, *field, found);
  }
}

auto TypeSchemas(const ir::App& app, const Mentioned& mentioned) -> std::vector<MemberView> {
  std::vector<MemberView> schemas;
  for (const ir::ValueType& type : app.types) {
    const bool sent = mentioned.sent.contains(type.name);
    if (type.scalar.valid()) {
      if (sent) schemas.push_back(Member(type.name, AcceptedSchema(app, app.fields[type.scalar], false)));
      continue;
    }
    if (mentioned.answered.contains(type.name)) schemas.push_back(Member(type.name, AnsweredObject(app, type)));
    if (sent) schemas.push_back(Member(type.name + ".Input", AcceptedObject(app, type)));
  }
  return schemas;
}

}  // namespace

auto OrNull(const Safe<JsonText>& row) -> Safe<JsonText> {
  const auto nothing = JsonObject().Add("type", "null").Text();
  return JsonObject().Add("anyOf", JsonArray().Add(row).Add(nothing).Text()).Text();
}

auto ArrayOf(const Safe<JsonText>& items, int64_t most) -> Safe<JsonText> {
  return JsonObject().Add("type", "array").Add("maxItems", JsonLiteral::Integer(most)).Add("items", items).Text();
}

auto ClosedRow(std::string_view model) -> Safe<JsonText> {
  return JsonObject().Add("$ref", SchemaRef(model)).Add("unevaluatedProperties", JsonLiteral::Boolean(false)).Text();
}

auto RelationNames(const ir::App& app, const ir::Model& model) -> std::vector<std::string> {
  std::vector<std::string> names;
  for (const ir::Field* field : StoredFields(app, model)) {
    if (std::holds_alternative<ir::RefType>(field->type)) names.push_back(field->name);
  }
  for (const Id<ir::Field> id : model.inverses) names.push_back(app.fields[id].inverse);
  for (const ir::Link& link : model.links) names.push_back(link.name);
  return names;
}

auto ModelSchemas(const ir::App& app) -> std::vector<MemberView> {
  std::vector<MemberView> schemas;
  Mentioned mentioned = MentionedByEndpoints(app);
  const std::set<std::string> answered = Answered(app, mentioned.models);
  NoteModels(app, answered, mentioned);
  for (const ir::Enum& closed : app.enums) {
    if (mentioned.enums.contains(closed.name)) schemas.push_back(Member(closed.name, EnumSchema(closed)));
  }
  for (MemberView& schema : TypeSchemas(app, mentioned)) schemas.push_back(std::move(schema));
  for (const ir::Model& model : app.models) {
    if (!answered.contains(model.name)) continue;
    schemas.push_back(Member(model.name, Row(app, model)));
    if (!model.resource) continue;
    schemas.push_back(Member(model.name + ".Input", Sent(app, model, true)));
    const bool related = !RelationNames(app, model).empty();
    schemas.push_back(Member(model.name + ".Page", Page(app, model, related)));
    schemas.push_back(Member(model.name + ".Patch", Sent(app, model, false)));
    if (related && model.revision) schemas.push_back(Member(model.name + ".RevisionPage", Page(app, model, false)));
    if (related) schemas.push_back(Member(model.name + ".WithRelations", WithRelations(app, model)));
  }
  if (HasFiles(app)) schemas.push_back(Member("file", FileSchema()));
  return schemas;
}

}  // namespace ingot::codegen::openapi
