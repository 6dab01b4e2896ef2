// Project. Made by Ingot; changes belong in the definition.
#include "models/project.hpp"

namespace app {
namespace {

constexpr rt::Column kColumns[] = {
    {"id", "id"},
    {"name", "name"},
    {"owner_id", "ownerId", "users"},
    {"created_at", "createdAt"},
    {"updated_at", "updatedAt"},
    {"row_version", "rowVersion"},
};

constexpr rt::Statement kInsert{
    "INSERT INTO projects (id, name, owner_id, created_at, updated_at, row_version) VALUES ($1, "
    "$2, $3, $4, $5, $6) RETURNING id, name, owner_id, created_at, updated_at, row_version"};

}  // namespace

constexpr rt::Table kProjectTable{
    "projects",
    "id, name, owner_id, created_at, updated_at, row_version",
    kColumns,
};

constexpr rt::RowFormat kProjectRows{
    kProjectTable,
    "d2e13799",  // in every entity tag of a row: another text whenever another JSON is made of the same row
    rt::writeJson<Project, &Project::ownerId>,
};

void readBody(rt::ObjectReader& body, Project::Input& input) {
  body.field("name", input.name);
  body.field("ownerId", input.ownerId);
  body.readOnly("id");
  body.readOnly("createdAt");
  body.readOnly("updatedAt");
  body.finish();
}

void fillDefaults([[maybe_unused]] Project::Input& input, [[maybe_unused]] rt::Write write, [[maybe_unused]] rt::Timestamp now) {
}

void check(const Project::Input& input, rt::Checks& checks) {
  checks.required("name", input.name);
  checks.minLength("name", input.name, 1);
  checks.maxLength("name", input.name, 200);
  checks.required("ownerId", input.ownerId);
}

void writeMembers(rt::JsonWriter& json, const Project& item) {
  json.member("id", item.id);
  json.member("name", item.name);
  json.member("ownerId", item.ownerId);
  json.member("createdAt", item.createdAt);
  json.member("updatedAt", item.updatedAt);
}

void readRow(const rt::Row& row, Project& item) {
  row.read(item.id, item.name, item.ownerId, item.createdAt, item.updatedAt, item.rowVersion);
}

rt::Params rowValues(rt::Session& session, const Project::Input& input) {
  const rt::Timestamp now = session.now();
  return rt::Params(rt::newUuid(), input.name, input.ownerId, now, now, std::int64_t{1});
}

Project insertRow(rt::Session& session, const Project::Input& input) {
  return session.first<Project>(kInsert, rowValues(session, input), &kProjectTable).value();
}

rt::Update updateOf(rt::Session& session, [[maybe_unused]] const rt::Uuid& id, const Project::Input& input) {
  rt::Update update(kProjectTable);
  update.set("name", input.name);
  update.set("owner_id", input.ownerId);
  update.set("updated_at", session.now());
  return update;
}

}  // namespace app
