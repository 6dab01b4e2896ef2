// Application. Made by Ingot; changes belong in the definition.
#include "models/application.hpp"

namespace app {
namespace {

constexpr rt::Column kColumns[] = {
    {"id", "id"},
    {"user_id", "userId", "users"},
    {"name", "name"},
    {"version", "version"},
    {"configuration", "configuration"},
    {"created_at", "createdAt"},
    {"updated_at", "updatedAt"},
    {"row_version", "rowVersion"},
};

constexpr rt::Statement kInsert{
    "INSERT INTO applications (id, user_id, name, version, configuration, created_at, updated_at, "
    "row_version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id, user_id, name, version, "
    "configuration, created_at, updated_at, row_version"};

}  // namespace

constexpr rt::Table kApplicationTable{
    "applications",
    "id, user_id, name, version, configuration, created_at, updated_at, row_version",
    kColumns,
};

constexpr rt::RowFormat kApplicationRows{
    kApplicationTable,
    "75a4cd85",  // in every entity tag of a row: another text whenever another JSON is made of the same row
    rt::writeJson<Application, &Application::userId>,
};

void readBody(rt::ObjectReader& body, Application::Input& input) {
  body.field("userId", input.userId);
  body.field("name", input.name);
  body.field("version", input.version);
  body.field("configuration", input.configuration);
  body.readOnly("id");
  body.readOnly("createdAt");
  body.readOnly("updatedAt");
  body.finish();
}

void fillDefaults(Application::Input& input, [[maybe_unused]] rt::Write write, [[maybe_unused]] rt::Timestamp now) {
  input.version.orNull();
  input.configuration.orDefault(rt::Json{"{}"});
}

void check(const Application::Input& input, rt::Checks& checks) {
  checks.required("userId", input.userId);
  checks.required("name", input.name);
  checks.maxLength("name", input.name, 40);
  checks.slug("name", input.name);
  checks.maxLength("version", input.version, 64);
  checks.required("configuration", input.configuration);
}

void writeMembers(rt::JsonWriter& json, const Application& item) {
  json.member("id", item.id);
  json.member("userId", item.userId);
  json.member("name", item.name);
  json.member("version", item.version);
  json.member("configuration", item.configuration);
  json.member("createdAt", item.createdAt);
  json.member("updatedAt", item.updatedAt);
}

void readRow(const rt::Row& row, Application& item) {
  row.read(item.id, item.userId, item.name, item.version, item.configuration, item.createdAt, item.updatedAt, item.rowVersion);
}

rt::Params rowValues(rt::Session& session, const Application::Input& input) {
  const rt::Timestamp now = session.now();
  return rt::Params(rt::newUuid(), input.userId, input.name, input.version, input.configuration, now, now, std::int64_t{1});
}

Application insertRow(rt::Session& session, const Application::Input& input) {
  return session.first<Application>(kInsert, rowValues(session, input), &kApplicationTable).value();
}

rt::Update updateOf(rt::Session& session, [[maybe_unused]] const rt::Uuid& id, const Application::Input& input) {
  rt::Update update(kApplicationTable);
  update.set("user_id", input.userId);
  update.set("name", input.name);
  update.set("version", input.version);
  update.set("configuration", input.configuration);
  update.set("updated_at", session.now());
  return update;
}

}  // namespace app
