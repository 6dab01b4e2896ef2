// Model. Made by Ingot; changes belong in the definition.
#include "models/model.hpp"

namespace app {
namespace {

constexpr rt::Column kColumns[] = {
    {"id", "id"},
    {"application_id", "applicationId", "applications"},
    {"name", "name"},
    {"\"position\"", "position"},
    {"fields", "fields"},
    {"options", "options"},
    {"created_at", "createdAt"},
    {"updated_at", "updatedAt"},
    {"row_version", "rowVersion"},
};

constexpr rt::Statement kInsert{
    "INSERT INTO models (id, application_id, name, \"position\", fields, options, created_at, "
    "updated_at, row_version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING id, application_id, "
    "name, \"position\", fields, options, created_at, updated_at, row_version"};

}  // namespace

constexpr rt::Table kModelTable{
    "models",
    "id, application_id, name, \"position\", fields, options, created_at, updated_at, row_version",
    kColumns,
};

constexpr rt::RowFormat kModelRows{
    kModelTable,
    "349f8455",  // in every entity tag of a row: another text whenever another JSON is made of the same row
    rt::writeJson<Model, &Model::applicationId>,
};

void readBody(rt::ObjectReader& body, Model::Input& input) {
  body.field("applicationId", input.applicationId);
  body.field("name", input.name);
  body.field("position", input.position);
  body.field("fields", input.fields);
  body.field("options", input.options);
  body.readOnly("id");
  body.readOnly("createdAt");
  body.readOnly("updatedAt");
  body.finish();
}

void fillDefaults(Model::Input& input, [[maybe_unused]] rt::Write write, [[maybe_unused]] rt::Timestamp now) {
  input.position.orDefault(0);
  input.fields.orDefault(rt::Json{"[]"});
  input.options.orDefault(rt::Json{"{}"});
}

void check(const Model::Input& input, rt::Checks& checks) {
  checks.required("applicationId", input.applicationId);
  checks.required("name", input.name);
  checks.minLength("name", input.name, 1);
  checks.maxLength("name", input.name, 40);
  checks.required("position", input.position);
  checks.required("fields", input.fields);
  checks.required("options", input.options);
}

void writeMembers(rt::JsonWriter& json, const Model& item) {
  json.member("id", item.id);
  json.member("applicationId", item.applicationId);
  json.member("name", item.name);
  json.member("position", item.position);
  json.member("fields", item.fields);
  json.member("options", item.options);
  json.member("createdAt", item.createdAt);
  json.member("updatedAt", item.updatedAt);
}

void readRow(const rt::Row& row, Model& item) {
  row.read(item.id, item.applicationId, item.name, item.position, item.fields, item.options, item.createdAt, item.updatedAt, item.rowVersion);
}

rt::Params rowValues(rt::Session& session, const Model::Input& input) {
  const rt::Timestamp now = session.now();
  return rt::Params(rt::newUuid(), input.applicationId, input.name, input.position, input.fields, input.options, now, now, std::int64_t{1});
}

Model insertRow(rt::Session& session, const Model::Input& input) {
  return session.first<Model>(kInsert, rowValues(session, input), &kModelTable).value();
}

rt::Update updateOf(rt::Session& session, [[maybe_unused]] const rt::Uuid& id, const Model::Input& input) {
  rt::Update update(kModelTable);
  update.set("application_id", input.applicationId);
  update.set("name", input.name);
  update.set("\"position\"", input.position);
  update.set("fields", input.fields);
  update.set("options", input.options);
  update.set("updated_at", session.now());
  return update;
}

}  // namespace app
