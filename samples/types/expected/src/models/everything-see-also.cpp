// EverythingSeeAlso. Made by Ingot; changes belong in the definition.
#include "models/everything-see-also.hpp"

namespace app {
namespace {

constexpr rt::Column kColumns[] = {
    {"id", "id"},
    {"everything_id", "everythingId", "everythings"},
    {"other_everything_id", "otherEverythingId", "everythings"},
    {"row_version", "rowVersion"},
};

constexpr rt::Statement kInsert{
    "INSERT INTO everything_see_also (id, everything_id, other_everything_id, row_version) VALUES "
    "($1, $2, $3, $4) RETURNING id, everything_id, other_everything_id, row_version"};

}  // namespace

constexpr rt::Table kEverythingSeeAlsoTable{
    "everything_see_also",
    "id, everything_id, other_everything_id, row_version",
    kColumns,
};

constexpr rt::RowFormat kEverythingSeeAlsoRows{
    kEverythingSeeAlsoTable,
    "c7191677",  // in every entity tag of a row: another text whenever another JSON is made of the same row
    rt::writeJson<EverythingSeeAlso, &EverythingSeeAlso::everythingId, &EverythingSeeAlso::otherEverythingId>,
};

void readBody(rt::ObjectReader& body, EverythingSeeAlso::Input& input) {
  body.field("everythingId", input.everythingId);
  body.field("otherEverythingId", input.otherEverythingId);
  body.readOnly("id");
  body.finish();
}

void fillDefaults([[maybe_unused]] EverythingSeeAlso::Input& input, [[maybe_unused]] rt::Write write, [[maybe_unused]] rt::Timestamp now) {
}

void check(const EverythingSeeAlso::Input& input, rt::Checks& checks) {
  checks.required("everythingId", input.everythingId);
  checks.required("otherEverythingId", input.otherEverythingId);
}

void writeMembers(rt::JsonWriter& json, const EverythingSeeAlso& item) {
  json.member("id", item.id);
  json.member("everythingId", item.everythingId);
  json.member("otherEverythingId", item.otherEverythingId);
}

void readRow(const rt::Row& row, EverythingSeeAlso& item) {
  row.read(item.id, item.everythingId, item.otherEverythingId, item.rowVersion);
}

rt::Params rowValues([[maybe_unused]] rt::Session& session, const EverythingSeeAlso::Input& input) {
  return rt::Params(rt::newUuid(), input.everythingId, input.otherEverythingId, std::int64_t{1});
}

EverythingSeeAlso insertRow(rt::Session& session, const EverythingSeeAlso::Input& input) {
  return session.first<EverythingSeeAlso>(kInsert, rowValues(session, input), &kEverythingSeeAlsoTable).value();
}

rt::Update updateOf([[maybe_unused]] rt::Session& session, [[maybe_unused]] const rt::Uuid& id, const EverythingSeeAlso::Input& input) {
  rt::Update update(kEverythingSeeAlsoTable);
  update.set("everything_id", input.everythingId);
  update.set("other_everything_id", input.otherEverythingId);
  return update;
}

}  // namespace app
