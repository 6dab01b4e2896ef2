// Owner. Made by Ingot; changes belong in the definition.
#include "models/owner.hpp"

namespace app {
namespace {

constexpr rt::Column kColumns[] = {
    {"id", "id"},
    {"name", "name"},
    {"row_version", "rowVersion"},
};

constexpr rt::Statement kInsert{
    "INSERT INTO owners (id, name, row_version) VALUES ($1, $2, $3) RETURNING id, name, row_version"};

}  // namespace

constexpr rt::Table kOwnerTable{
    "owners",
    "id, name, row_version",
    kColumns,
};

constexpr rt::RowFormat kOwnerRows{
    kOwnerTable,
    "2c651e8f",  // in every entity tag of a row: another text whenever another JSON is made of the same row
    rt::writeJson<Owner>,
};

void readBody(rt::ObjectReader& body, Owner::Input& input) {
  body.field("name", input.name);
  body.readOnly("id");
  body.finish();
}

void fillDefaults([[maybe_unused]] Owner::Input& input, [[maybe_unused]] rt::Write write, [[maybe_unused]] rt::Timestamp now) {
}

void check(const Owner::Input& input, rt::Checks& checks) {
  checks.required("name", input.name);
  checks.maxLength("name", input.name, 80);
}

void writeMembers(rt::JsonWriter& json, const Owner& item) {
  json.member("id", item.id);
  json.member("name", item.name);
}

void readRow(const rt::Row& row, Owner& item) {
  row.read(item.id, item.name, item.rowVersion);
}

rt::Params rowValues([[maybe_unused]] rt::Session& session, const Owner::Input& input) {
  return rt::Params(rt::newUuid(), input.name, std::int64_t{1});
}

Owner insertRow(rt::Session& session, const Owner::Input& input) {
  return session.first<Owner>(kInsert, rowValues(session, input), &kOwnerTable).value();
}

rt::Update updateOf(const Owner::Input& input, [[maybe_unused]] rt::Timestamp now) {
  rt::Update update(kOwnerTable);
  update.set("name", input.name);
  return update;
}

}  // namespace app
