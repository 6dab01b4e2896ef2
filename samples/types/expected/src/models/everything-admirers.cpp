// EverythingAdmirers. Made by Ingot; changes belong in the definition.
#include "models/everything-admirers.hpp"

namespace app {
namespace {

constexpr rt::Column kColumns[] = {
    {"id", "id"},
    {"everything_id", "everythingId", "everythings"},
    {"owner_id", "ownerId", "owners"},
    {"row_version", "rowVersion"},
};

constexpr rt::Statement kInsert{
    "INSERT INTO everything_admirers (id, everything_id, owner_id, row_version) VALUES ($1, "
    "$2, $3, $4) RETURNING id, everything_id, owner_id, row_version"};

}  // namespace

constexpr rt::Table kEverythingAdmirersTable{
    "everything_admirers",
    "id, everything_id, owner_id, row_version",
    kColumns,
};

constexpr rt::RowFormat kEverythingAdmirersRows{
    kEverythingAdmirersTable,
    "cc90bdbd",  // in every entity tag of a row: another text whenever another JSON is made of the same row
    rt::writeJson<EverythingAdmirers, &EverythingAdmirers::everythingId, &EverythingAdmirers::ownerId>,
};

void readBody(rt::ObjectReader& body, EverythingAdmirers::Input& input) {
  body.field("everythingId", input.everythingId);
  body.field("ownerId", input.ownerId);
  body.readOnly("id");
  body.finish();
}

void fillDefaults([[maybe_unused]] EverythingAdmirers::Input& input, [[maybe_unused]] rt::Write write, [[maybe_unused]] rt::Timestamp now) {
}

void check(const EverythingAdmirers::Input& input, rt::Checks& checks) {
  checks.required("everythingId", input.everythingId);
  checks.required("ownerId", input.ownerId);
}

void writeMembers(rt::JsonWriter& json, const EverythingAdmirers& item) {
  json.member("id", item.id);
  json.member("everythingId", item.everythingId);
  json.member("ownerId", item.ownerId);
}

void readRow(const rt::Row& row, EverythingAdmirers& item) {
  row.read(item.id, item.everythingId, item.ownerId, item.rowVersion);
}

rt::Params rowValues([[maybe_unused]] rt::Session& session, const EverythingAdmirers::Input& input) {
  return rt::Params(rt::newUuid(), input.everythingId, input.ownerId, std::int64_t{1});
}

EverythingAdmirers insertRow(rt::Session& session, const EverythingAdmirers::Input& input) {
  return session.first<EverythingAdmirers>(kInsert, rowValues(session, input), &kEverythingAdmirersTable).value();
}

rt::Update updateOf([[maybe_unused]] rt::Session& session, [[maybe_unused]] const rt::Uuid& id, const EverythingAdmirers::Input& input) {
  rt::Update update(kEverythingAdmirersTable);
  update.set("everything_id", input.everythingId);
  update.set("owner_id", input.ownerId);
  return update;
}

}  // namespace app
