// Component. Made by Ingot; changes belong in the definition.
#include "models/component.hpp"

namespace app {
namespace {

constexpr rt::Column kColumns[] = {
    {"id", "id"},
    {"application_id", "applicationId", "applications"},
    {"kind", "kind"},
    {"name", "name"},
    {"\"position\"", "position"},
    {"body", "body"},
    {"created_at", "createdAt"},
    {"updated_at", "updatedAt"},
    {"row_version", "rowVersion"},
};

constexpr rt::Statement kInsert{
    "INSERT INTO components (id, application_id, kind, name, \"position\", body, created_at, "
    "updated_at, row_version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING id, application_id, "
    "kind, name, \"position\", body, created_at, updated_at, row_version"};

}  // namespace

constexpr rt::Table kComponentTable{
    "components",
    "id, application_id, kind, name, \"position\", body, created_at, updated_at, row_version",
    kColumns,
};

constexpr rt::RowFormat kComponentRows{
    kComponentTable,
    "c8a06902",  // in every entity tag of a row: another text whenever another JSON is made of the same row
    rt::writeJson<Component, &Component::applicationId>,
};

void readBody(rt::ObjectReader& body, Component::Input& input) {
  body.field("applicationId", input.applicationId);
  body.field("kind", input.kind);
  body.field("name", input.name);
  body.field("position", input.position);
  body.field("body", input.body);
  body.readOnly("id");
  body.readOnly("createdAt");
  body.readOnly("updatedAt");
  body.finish();
}

void fillDefaults(Component::Input& input, [[maybe_unused]] rt::Write write, [[maybe_unused]] rt::Timestamp now) {
  input.position.orDefault(0);
  input.body.orDefault(rt::Json{"{}"});
}

void check(const Component::Input& input, rt::Checks& checks) {
  checks.required("applicationId", input.applicationId);
  checks.required("kind", input.kind);
  checks.required("name", input.name);
  checks.minLength("name", input.name, 1);
  checks.maxLength("name", input.name, 40);
  checks.required("position", input.position);
  checks.required("body", input.body);
}

void writeMembers(rt::JsonWriter& json, const Component& item) {
  json.member("id", item.id);
  json.member("applicationId", item.applicationId);
  json.member("kind", item.kind);
  json.member("name", item.name);
  json.member("position", item.position);
  json.member("body", item.body);
  json.member("createdAt", item.createdAt);
  json.member("updatedAt", item.updatedAt);
}

void readRow(const rt::Row& row, Component& item) {
  row.read(item.id, item.applicationId, item.kind, item.name, item.position, item.body, item.createdAt, item.updatedAt, item.rowVersion);
}

rt::Params rowValues(rt::Session& session, const Component::Input& input) {
  const rt::Timestamp now = session.now();
  return rt::Params(rt::newUuid(), input.applicationId, input.kind, input.name, input.position, input.body, now, now, std::int64_t{1});
}

Component insertRow(rt::Session& session, const Component::Input& input) {
  return session.first<Component>(kInsert, rowValues(session, input), &kComponentTable).value();
}

rt::Update updateOf(rt::Session& session, [[maybe_unused]] const rt::Uuid& id, const Component::Input& input) {
  rt::Update update(kComponentTable);
  update.set("application_id", input.applicationId);
  update.set("kind", input.kind);
  update.set("name", input.name);
  update.set("\"position\"", input.position);
  update.set("body", input.body);
  update.set("updated_at", session.now());
  return update;
}

}  // namespace app
