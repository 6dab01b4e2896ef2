// Chair. Made by Ingot; changes belong in the definition.
#include "models/chair.hpp"

namespace app {
namespace {

constexpr rt::Column kColumns[] = {
    {"id", "id"},
    {"room_id", "roomId", "rooms"},
    {"material", "material"},
    {"created_at", "createdAt"},
    {"updated_at", "updatedAt"},
    {"row_version", "rowVersion"},
};

constexpr rt::Statement kInsert{
    "INSERT INTO chairs (id, room_id, material, created_at, updated_at, row_version) VALUES "
    "($1, $2, $3, $4, $5, $6) RETURNING id, room_id, material, created_at, updated_at, row_version"};

}  // namespace

constexpr rt::Table kChairTable{
    "chairs",
    "id, room_id, material, created_at, updated_at, row_version",
    kColumns,
};

constexpr rt::RowFormat kChairRows{
    kChairTable,
    "97426c1d",  // in every entity tag of a row: another text whenever another JSON is made of the same row
    rt::writeJson<Chair, &Chair::roomId>,
};

constexpr rt::Table kVersionsTable{
    "chairs_history",
    "id, room_id, material, created_at, updated_at, row_version",
    kColumns,
};

constexpr rt::RowFormat kChairVersions{
    kVersionsTable,
    "97426c1d",
    rt::writeJson<Chair, &Chair::roomId>,
};

void readBody(rt::ObjectReader& body, Chair::Input& input) {
  body.field("material", input.material);
  body.readOnly("id");
  body.readOnly("roomId");
  body.readOnly("version");
  body.readOnly("createdAt");
  body.readOnly("updatedAt");
  body.finish();
}

void fillDefaults(Chair::Input& input, [[maybe_unused]] rt::Write write, [[maybe_unused]] rt::Timestamp now) {
  input.material.orDefault("wood");
}

void check(const Chair::Input& input, rt::Checks& checks) {
  checks.required("material", input.material);
}

void writeMembers(rt::JsonWriter& json, const Chair& item) {
  json.member("id", item.id);
  json.member("roomId", item.roomId);
  json.member("material", item.material);
  json.member("version", item.rowVersion);
  json.member("createdAt", item.createdAt);
  json.member("updatedAt", item.updatedAt);
}

void readRow(const rt::Row& row, Chair& item) {
  row.read(item.id, item.roomId, item.material, item.createdAt, item.updatedAt, item.rowVersion);
}

rt::Params rowValues(rt::Session& session, const Chair::Input& input) {
  const rt::Timestamp now = session.now();
  return rt::Params(rt::newUuid(), input.roomId, input.material, now, now, std::int64_t{1});
}

Chair insertRow(rt::Session& session, const Chair::Input& input) {
  return session.first<Chair>(kInsert, rowValues(session, input), &kChairTable).value();
}

rt::Update updateOf(rt::Session& session, [[maybe_unused]] const rt::Uuid& id, const Chair::Input& input) {
  rt::Update update(kChairTable);
  update.set("material", input.material);
  update.set("updated_at", session.now());
  return update;
}

}  // namespace app
