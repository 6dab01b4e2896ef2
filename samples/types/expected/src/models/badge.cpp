// Badge. Made by Ingot; changes belong in the definition.
#include "models/badge.hpp"

namespace app {
namespace {

constexpr rt::Column kColumns[] = {
    {"id", "id"},
    {"owner_id", "ownerId", "owners"},
    {"spare_id", "spareId", "badges"},
    {"number", "number"},
    {"created_at", "createdAt"},
    {"updated_at", "updatedAt"},
    {"row_version", "rowVersion"},
};

constexpr rt::Statement kInsert{
    "INSERT INTO badges (id, owner_id, spare_id, number, created_at, updated_at, row_version) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id, owner_id, spare_id, number, created_at, "
    "updated_at, row_version"};

}  // namespace

constexpr rt::Table kBadgeTable{
    "badges",
    "id, owner_id, spare_id, number, created_at, updated_at, row_version",
    kColumns,
};

constexpr rt::RowFormat kBadgeRows{
    kBadgeTable,
    "ece9c89a",  // in every entity tag of a row: another text whenever another JSON is made of the same row
    rt::writeJson<Badge, &Badge::ownerId, &Badge::spareId>,
};

void readBody(rt::ObjectReader& body, Badge::Input& input) {
  body.field("ownerId", input.ownerId);
  body.field("spareId", input.spareId);
  body.field("number", input.number);
  body.readOnly("id");
  body.readOnly("createdAt");
  body.readOnly("updatedAt");
  body.finish();
}

void fillDefaults(Badge::Input& input, [[maybe_unused]] rt::Write write, [[maybe_unused]] rt::Timestamp now) {
  input.spareId.orNull();
  input.number.orNull();
}

void check(const Badge::Input& input, rt::Checks& checks) {
  checks.required("ownerId", input.ownerId);
  checks.min("number", input.number, 1);
}

void writeMembers(rt::JsonWriter& json, const Badge& item) {
  json.member("id", item.id);
  json.member("ownerId", item.ownerId);
  json.member("spareId", item.spareId);
  json.member("number", item.number);
  json.member("createdAt", item.createdAt);
  json.member("updatedAt", item.updatedAt);
}

void readRow(const rt::Row& row, Badge& item) {
  row.read(item.id, item.ownerId, item.spareId, item.number, item.createdAt, item.updatedAt, item.rowVersion);
}

rt::Params rowValues(rt::Session& session, const Badge::Input& input) {
  const rt::Timestamp now = session.now();
  return rt::Params(rt::newUuid(), input.ownerId, input.spareId, input.number, now, now, std::int64_t{1});
}

Badge insertRow(rt::Session& session, const Badge::Input& input) {
  return session.first<Badge>(kInsert, rowValues(session, input), &kBadgeTable).value();
}

rt::Update updateOf(rt::Session& session, [[maybe_unused]] const rt::Uuid& id, const Badge::Input& input) {
  rt::Update update(kBadgeTable);
  update.set("owner_id", input.ownerId);
  update.set("spare_id", input.spareId);
  update.set("number", input.number);
  update.set("updated_at", session.now());
  return update;
}

}  // namespace app
