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
    "INSERT INTO owners (id, name, row_version, recovery, password) VALUES ($1, $2, $3, $4, "
    "$5) RETURNING id, name, row_version"};

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
  body.field("recovery", input.recovery);
  body.field("password", input.password);
  body.readOnly("id");
  body.finish();
}

void fillDefaults([[maybe_unused]] Owner::Input& input, [[maybe_unused]] rt::Write write, [[maybe_unused]] rt::Timestamp now) {
}

void check(const Owner::Input& input, rt::Checks& checks) {
  checks.required("name", input.name);
  checks.maxLength("name", input.name, 80);
  checks.required("recovery", input.recovery);
  checks.email("recovery", input.recovery);
  checks.required("password", input.password);
  checks.minLength("password", input.password, 8);
  checks.maxLength("password", input.password, 60);
  checks.password("password", input.password);
}

void hashPasswords(rt::Context& context, Owner::Input& input) {
  rt::hashPassword(context, input.password);
}

void writeMembers(rt::JsonWriter& json, const Owner& item) {
  json.member("id", item.id);
  json.member("name", item.name);
}

void readRow(const rt::Row& row, Owner& item) {
  row.read(item.id, item.name, item.rowVersion);
}

rt::Params rowValues(rt::Session& session, const Owner::Input& input) {
  const rt::Uuid id = rt::newUuid();
  return rt::Params(id, input.name, std::int64_t{1}, rt::sealed(session, Owner::Secrets::recovery, id, input.recovery), input.password);
}

Owner insertRow(rt::Session& session, const Owner::Input& input) {
  return session.first<Owner>(kInsert, rowValues(session, input), &kOwnerTable).value();
}

rt::Update updateOf(rt::Session& session, const rt::Uuid& id, const Owner::Input& input) {
  rt::Update update(kOwnerTable);
  update.set("name", input.name);
  update.set("recovery", rt::sealed(session, Owner::Secrets::recovery, id, input.recovery));
  update.set("password", input.password);
  return update;
}

}  // namespace app
