// Lock. Made by Ingot; changes belong in the definition.
#include "models/lock.hpp"

namespace app {
namespace {

constexpr rt::Column kColumns[] = {
    {"id", "id"},
    {"project_id", "projectId", "projects"},
    {"locked_by", "lockedBy"},
    {"reason", "reason"},
    {"expires_at", "expiresAt"},
    {"created_at", "createdAt"},
    {"updated_at", "updatedAt"},
    {"row_version", "rowVersion"},
};

constexpr rt::Statement kInsert{
    "INSERT INTO locks (id, project_id, locked_by, reason, expires_at, created_at, updated_at, "
    "row_version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id, project_id, locked_by, "
    "reason, expires_at, created_at, updated_at, row_version"};

}  // namespace

constexpr rt::Table kLockTable{
    "locks",
    "id, project_id, locked_by, reason, expires_at, created_at, updated_at, row_version",
    kColumns,
};

constexpr rt::RowFormat kLockRows{
    kLockTable,
    "89b8952e",  // in every entity tag of a row: another text whenever another JSON is made of the same row
    rt::writeJson<Lock, &Lock::projectId>,
};

void readBody(rt::ObjectReader& body, Lock::Input& input) {
  body.field("projectId", input.projectId);
  body.field("lockedBy", input.lockedBy);
  body.field("reason", input.reason);
  body.field("expiresAt", input.expiresAt);
  body.readOnly("id");
  body.readOnly("createdAt");
  body.readOnly("updatedAt");
  body.finish();
}

void fillDefaults(Lock::Input& input, [[maybe_unused]] rt::Write write, [[maybe_unused]] rt::Timestamp now) {
  input.reason.orNull();
}

void check(const Lock::Input& input, rt::Checks& checks) {
  checks.required("projectId", input.projectId);
  checks.required("lockedBy", input.lockedBy);
  checks.minLength("lockedBy", input.lockedBy, 1);
  checks.maxLength("lockedBy", input.lockedBy, 120);
  checks.maxLength("reason", input.reason, 500);
  checks.required("expiresAt", input.expiresAt);
}

void writeMembers(rt::JsonWriter& json, const Lock& item) {
  json.member("id", item.id);
  json.member("projectId", item.projectId);
  json.member("lockedBy", item.lockedBy);
  json.member("reason", item.reason);
  json.member("expiresAt", item.expiresAt);
  json.member("createdAt", item.createdAt);
  json.member("updatedAt", item.updatedAt);
}

void readRow(const rt::Row& row, Lock& item) {
  row.read(item.id, item.projectId, item.lockedBy, item.reason, item.expiresAt, item.createdAt, item.updatedAt, item.rowVersion);
}

rt::Params rowValues(rt::Session& session, const Lock::Input& input) {
  const rt::Timestamp now = session.now();
  return rt::Params(rt::newUuid(), input.projectId, input.lockedBy, input.reason, input.expiresAt, now, now, std::int64_t{1});
}

Lock insertRow(rt::Session& session, const Lock::Input& input) {
  return session.first<Lock>(kInsert, rowValues(session, input), &kLockTable).value();
}

rt::Update updateOf(rt::Session& session, [[maybe_unused]] const rt::Uuid& id, const Lock::Input& input) {
  rt::Update update(kLockTable);
  update.set("project_id", input.projectId);
  update.set("locked_by", input.lockedBy);
  update.set("reason", input.reason);
  update.set("expires_at", input.expiresAt);
  update.set("updated_at", session.now());
  return update;
}

}  // namespace app
