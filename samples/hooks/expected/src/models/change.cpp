// Change. Made by Ingot; changes belong in the definition.
#include "models/change.hpp"

namespace app {
namespace {

constexpr rt::Column kColumns[] = {
    {"id", "id"},
    {"account", "account"},
    {"what", "what"},
    {"row_version", "rowVersion"},
};

constexpr rt::Statement kInsert{
    "INSERT INTO changes (id, account, what, row_version) VALUES ($1, $2, $3, $4) RETURNING "
    "id, account, what, row_version"};

}  // namespace

constexpr rt::Table kChangeTable{
    "changes",
    "id, account, what, row_version",
    kColumns,
};

constexpr rt::RowFormat kChangeRows{
    kChangeTable,
    "68cec7e0",  // in every entity tag of a row: another text whenever another JSON is made of the same row
    rt::writeJson<Change>,
};

void readBody(rt::ObjectReader& body, Change::Input& input) {
  body.field("account", input.account);
  body.field("what", input.what);
  body.readOnly("id");
  body.finish();
}

void fillDefaults([[maybe_unused]] Change::Input& input, [[maybe_unused]] rt::Write write, [[maybe_unused]] rt::Timestamp now) {
}

void check(const Change::Input& input, rt::Checks& checks) {
  checks.required("account", input.account);
  checks.required("what", input.what);
  checks.maxLength("what", input.what, 200);
}

void writeMembers(rt::JsonWriter& json, const Change& item) {
  json.member("id", item.id);
  json.member("account", item.account);
  json.member("what", item.what);
}

void readRow(const rt::Row& row, Change& item) {
  row.read(item.id, item.account, item.what, item.rowVersion);
}

rt::Params rowValues([[maybe_unused]] rt::Session& session, const Change::Input& input) {
  return rt::Params(rt::newUuid(), input.account, input.what, std::int64_t{1});
}

Change insertRow(rt::Session& session, const Change::Input& input) {
  return session.first<Change>(kInsert, rowValues(session, input), &kChangeTable).value();
}

rt::Update updateOf([[maybe_unused]] rt::Session& session, [[maybe_unused]] const rt::Uuid& id, const Change::Input& input) {
  rt::Update update(kChangeTable);
  update.set("account", input.account);
  update.set("what", input.what);
  return update;
}

}  // namespace app
