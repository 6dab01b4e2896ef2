// Room. Made by Ingot; changes belong in the definition.
#include "models/room.hpp"

namespace app {
namespace {

constexpr rt::Column kColumns[] = {
    {"id", "id"},
    {"owner_id", "ownerId", "owners"},
    {"number", "number"},
    {"created_at", "createdAt"},
    {"updated_at", "updatedAt"},
    {"row_version", "rowVersion"},
};

constexpr rt::Statement kInsert{
    "INSERT INTO rooms (id, owner_id, number, created_at, updated_at, row_version) VALUES ($1, "
    "$2, $3, $4, $5, $6) RETURNING id, owner_id, number, created_at, updated_at, row_version"};

}  // namespace

constexpr rt::Table kRoomTable{
    "rooms",
    "id, owner_id, number, created_at, updated_at, row_version",
    kColumns,
};

constexpr rt::RowFormat kRoomRows{
    kRoomTable,
    "94568b6f",  // in every entity tag of a row: another text whenever another JSON is made of the same row
    rt::writeJson<Room, &Room::ownerId>,
};

void readBody(rt::ObjectReader& body, Room::Input& input) {
  body.field("number", input.number);
  body.readOnly("id");
  body.readOnly("ownerId");
  body.readOnly("createdAt");
  body.readOnly("updatedAt");
  body.finish();
}

void fillDefaults([[maybe_unused]] Room::Input& input, [[maybe_unused]] rt::Write write, [[maybe_unused]] rt::Timestamp now) {
}

void check(const Room::Input& input, rt::Checks& checks) {
  checks.required("number", input.number);
  checks.min("number", input.number, 1);
}

void writeMembers(rt::JsonWriter& json, const Room& item) {
  json.member("id", item.id);
  json.member("ownerId", item.ownerId);
  json.member("number", item.number);
  json.member("createdAt", item.createdAt);
  json.member("updatedAt", item.updatedAt);
}

void readRow(const rt::Row& row, Room& item) {
  row.read(item.id, item.ownerId, item.number, item.createdAt, item.updatedAt, item.rowVersion);
}

rt::Params rowValues(rt::Session& session, const Room::Input& input) {
  const rt::Timestamp now = session.now();
  return rt::Params(rt::newUuid(), input.ownerId, input.number, now, now, std::int64_t{1});
}

Room insertRow(rt::Session& session, const Room::Input& input) {
  return session.first<Room>(kInsert, rowValues(session, input), &kRoomTable).value();
}

rt::Update updateOf(rt::Session& session, [[maybe_unused]] const rt::Uuid& id, const Room::Input& input) {
  rt::Update update(kRoomTable);
  update.set("number", input.number);
  update.set("updated_at", session.now());
  return update;
}

}  // namespace app
