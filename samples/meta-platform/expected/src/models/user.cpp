// User. Made by Ingot; changes belong in the definition.
#include "models/user.hpp"

namespace app {
namespace {

constexpr rt::Column kColumns[] = {
    {"id", "id"},
    {"name", "name"},
    {"email", "email"},
    {"created_at", "createdAt"},
    {"updated_at", "updatedAt"},
    {"row_version", "rowVersion"},
};

constexpr rt::Statement kInsert{
    "INSERT INTO users (id, name, email, created_at, updated_at, row_version, password) VALUES "
    "($1, $2, $3, $4, $5, $6, $7) RETURNING id, name, email, created_at, updated_at, row_version"};

}  // namespace

constexpr rt::Table kUserTable{
    "users",
    "id, name, email, created_at, updated_at, row_version",
    kColumns,
};

constexpr rt::RowFormat kUserRows{
    kUserTable,
    "ad02cea4",  // in every entity tag of a row: another text whenever another JSON is made of the same row
    rt::writeJson<User>,
};

void readBody(rt::ObjectReader& body, User::Input& input) {
  body.field("name", input.name);
  body.field("email", input.email);
  body.field("password", input.password);
  body.readOnly("id");
  body.readOnly("createdAt");
  body.readOnly("updatedAt");
  body.finish();
}

void fillDefaults([[maybe_unused]] User::Input& input, [[maybe_unused]] rt::Write write, [[maybe_unused]] rt::Timestamp now) {
}

void check(const User::Input& input, rt::Checks& checks) {
  checks.required("name", input.name);
  checks.maxLength("name", input.name, 40);
  checks.slug("name", input.name);
  checks.required("email", input.email);
  checks.email("email", input.email);
  checks.required("password", input.password);
  checks.minLength("password", input.password, 12);
  checks.password("password", input.password);
}

void hashPasswords(rt::Context& context, User::Input& input) {
  rt::hashPassword(context, input.password);
}

void writeMembers(rt::JsonWriter& json, const User& item) {
  json.member("id", item.id);
  json.member("name", item.name);
  json.member("email", item.email);
  json.member("createdAt", item.createdAt);
  json.member("updatedAt", item.updatedAt);
}

void readRow(const rt::Row& row, User& item) {
  row.read(item.id, item.name, item.email, item.createdAt, item.updatedAt, item.rowVersion);
}

rt::Params rowValues(rt::Session& session, const User::Input& input) {
  const rt::Timestamp now = session.now();
  return rt::Params(rt::newUuid(), input.name, input.email, now, now, std::int64_t{1}, input.password);
}

User insertRow(rt::Session& session, const User::Input& input) {
  return session.first<User>(kInsert, rowValues(session, input), &kUserTable).value();
}

rt::Update updateOf(rt::Session& session, [[maybe_unused]] const rt::Uuid& id, const User::Input& input) {
  rt::Update update(kUserTable);
  update.set("name", input.name);
  update.set("email", input.email);
  update.set("password", input.password);
  update.set("updated_at", session.now());
  return update;
}

}  // namespace app
