// ApiKey. Made by Ingot; changes belong in the definition.
#include "models/api-key.hpp"

namespace app {
namespace {

constexpr rt::Column kColumns[] = {
    {"id", "id"},
    {"project_id", "projectId", "projects"},
    {"name", "name"},
    {"is_active", "isActive"},
    {"created_at", "createdAt"},
    {"updated_at", "updatedAt"},
    {"row_version", "rowVersion"},
};

constexpr rt::Statement kInsert{
    "INSERT INTO api_keys (id, project_id, name, is_active, created_at, updated_at, row_version) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id, project_id, name, is_active, created_at, "
    "updated_at, row_version"};

}  // namespace

constexpr rt::Table kApiKeyTable{
    "api_keys",
    "id, project_id, name, is_active, created_at, updated_at, row_version",
    kColumns,
};

constexpr rt::RowFormat kApiKeyRows{
    kApiKeyTable,
    "50e2f53b",  // in every entity tag of a row: another text whenever another JSON is made of the same row
    rt::writeJson<ApiKey, &ApiKey::projectId>,
};

void readBody(rt::ObjectReader& body, ApiKey::Input& input) {
  body.field("name", input.name);
  body.field("isActive", input.isActive);
  body.readOnly("id");
  body.readOnly("projectId");
  body.readOnly("createdAt");
  body.readOnly("updatedAt");
  body.finish();
}

void fillDefaults(ApiKey::Input& input, [[maybe_unused]] rt::Write write, [[maybe_unused]] rt::Timestamp now) {
  input.isActive.orDefault(true);
}

void check(const ApiKey::Input& input, rt::Checks& checks) {
  checks.required("name", input.name);
  checks.minLength("name", input.name, 1);
  checks.maxLength("name", input.name, 120);
  checks.required("isActive", input.isActive);
}

void writeMembers(rt::JsonWriter& json, const ApiKey& item) {
  json.member("id", item.id);
  json.member("projectId", item.projectId);
  json.member("name", item.name);
  json.member("isActive", item.isActive);
  json.member("createdAt", item.createdAt);
  json.member("updatedAt", item.updatedAt);
}

void readRow(const rt::Row& row, ApiKey& item) {
  row.read(item.id, item.projectId, item.name, item.isActive, item.createdAt, item.updatedAt, item.rowVersion);
}

rt::Params rowValues(rt::Session& session, const ApiKey::Input& input) {
  const rt::Timestamp now = session.now();
  return rt::Params(rt::newUuid(), input.projectId, input.name, input.isActive, now, now, std::int64_t{1});
}

ApiKey insertRow(rt::Session& session, const ApiKey::Input& input) {
  return session.first<ApiKey>(kInsert, rowValues(session, input), &kApiKeyTable).value();
}

rt::Update updateOf(rt::Session& session, [[maybe_unused]] const rt::Uuid& id, const ApiKey::Input& input) {
  rt::Update update(kApiKeyTable);
  update.set("name", input.name);
  update.set("is_active", input.isActive);
  update.set("updated_at", session.now());
  return update;
}

}  // namespace app
