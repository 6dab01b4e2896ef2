// Account. Made by Ingot; changes belong in the definition.
#include "models/account.hpp"

namespace app {
namespace {

constexpr rt::Column kColumns[] = {
    {"id", "id"},
    {"owner", "owner"},
    {"balance", "balance"},
    {"closed", "closed"},
    {"created_at", "createdAt"},
    {"updated_at", "updatedAt"},
    {"row_version", "rowVersion"},
};

constexpr rt::Statement kInsert{
    "INSERT INTO accounts (id, owner, balance, closed, created_at, updated_at, row_version) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id, owner, balance, closed, created_at, updated_at, "
    "row_version"};

}  // namespace

constexpr rt::Table kAccountTable{
    "accounts",
    "id, owner, balance, closed, created_at, updated_at, row_version",
    kColumns,
};

constexpr rt::RowFormat kAccountRows{
    kAccountTable,
    "b4fba7f4",  // in every entity tag of a row: another text whenever another JSON is made of the same row
    rt::writeJson<Account>,
};

void readBody(rt::ObjectReader& body, Account::Input& input) {
  body.field("owner", input.owner);
  body.field("balance", input.balance);
  body.field("closed", input.closed);
  body.readOnly("id");
  body.readOnly("createdAt");
  body.readOnly("updatedAt");
  body.finish();
}

void fillDefaults(Account::Input& input, [[maybe_unused]] rt::Write write, [[maybe_unused]] rt::Timestamp now) {
  input.balance.orDefault(0);
  input.closed.orDefault(false);
}

void check(const Account::Input& input, rt::Checks& checks) {
  checks.required("owner", input.owner);
  checks.minLength("owner", input.owner, 1);
  checks.maxLength("owner", input.owner, 80);
}

void writeMembers(rt::JsonWriter& json, const Account& item) {
  json.member("id", item.id);
  json.member("owner", item.owner);
  json.member("balance", item.balance);
  json.member("closed", item.closed);
  json.member("createdAt", item.createdAt);
  json.member("updatedAt", item.updatedAt);
}

void readRow(const rt::Row& row, Account& item) {
  row.read(item.id, item.owner, item.balance, item.closed, item.createdAt, item.updatedAt, item.rowVersion);
}

rt::Params rowValues(rt::Session& session, const Account::Input& input) {
  const rt::Timestamp now = session.now();
  return rt::Params(rt::newUuid(), input.owner, input.balance, input.closed, now, now, std::int64_t{1});
}

Account insertRow(rt::Session& session, const Account::Input& input) {
  return session.first<Account>(kInsert, rowValues(session, input), &kAccountTable).value();
}

rt::Update updateOf(rt::Session& session, [[maybe_unused]] const rt::Uuid& id, const Account::Input& input) {
  rt::Update update(kAccountTable);
  update.set("owner", input.owner);
  update.set("balance", input.balance);
  update.set("closed", input.closed);
  update.set("updated_at", session.now());
  return update;
}

}  // namespace app
