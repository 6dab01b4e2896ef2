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

constexpr rt::Statement kFind{
    "SELECT id, owner_id, number, created_at, updated_at, row_version FROM rooms WHERE id = "
    "$1"};

constexpr rt::Statement kInsert{
    "INSERT INTO rooms (id, owner_id, number, created_at, updated_at, row_version) VALUES ($1, "
    "$2, $3, $4, $5, $6) RETURNING id, owner_id, number, created_at, updated_at, row_version"};

}  // namespace

constexpr rt::Table kRoomTable{"rooms", kColumns};

void readRoom(rt::ObjectReader& body, Room::Input& input) {
  body.field("number", input.number);
  body.readOnly("id");
  body.readOnly("ownerId");
  body.readOnly("createdAt");
  body.readOnly("updatedAt");
  body.finish();
}

void fillRoom([[maybe_unused]] Room::Input& input, [[maybe_unused]] rt::Timestamp now) {
}

void checkRoom(const Room::Input& input, rt::Checks& checks) {
  checks.required("number", input.number);
  checks.min("number", input.number, 1);
}

void writeRoom(rt::JsonWriter& json, const Room& item) {
  json.member("id", item.id);
  json.member("ownerId", item.ownerId);
  json.member("number", item.number);
  json.member("createdAt", item.createdAt);
  json.member("updatedAt", item.updatedAt);
}

void readRow(const rt::Row& row, Room& item) {
  row.read(item.id, item.ownerId, item.number, item.createdAt, item.updatedAt, item.rowVersion);
}

std::optional<Room> findRoom(rt::Session& session, const rt::Uuid& id) {
  return session.first<Room>(kFind, rt::Params(id));
}

Room insertRoom(rt::Session& session, const Room::Input& input, rt::Timestamp now) {
  const rt::Params values(rt::newUuid(), input.ownerId, input.number, now, now, std::int64_t{1});
  return session.first<Room>(kInsert, values, &kRoomTable).value();
}

rt::Update updateRoom(const Room::Input& input, rt::Timestamp now) {
  rt::Update update(kRoomTable);
  update.set("number", input.number);
  update.set("updated_at", now);
  return update;
}

}  // namespace app
