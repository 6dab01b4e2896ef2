// Entry. Made by Ingot; changes belong in the definition.
#include "models/entry.hpp"

namespace app {
namespace {

constexpr rt::Column kColumns[] = {
    {"id", "id"},
    {"account_id", "accountId", "accounts"},
    {"amount", "amount"},
    {"note", "note"},
    {"created_at", "createdAt"},
    {"updated_at", "updatedAt"},
    {"row_version", "rowVersion"},
};

constexpr rt::Statement kInsert{
    "INSERT INTO entries (id, account_id, amount, note, created_at, updated_at, row_version) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id, account_id, amount, note, created_at, "
    "updated_at, row_version"};

}  // namespace

constexpr rt::Table kEntryTable{
    "entries",
    "id, account_id, amount, note, created_at, updated_at, row_version",
    kColumns,
};

constexpr rt::RowFormat kEntryRows{
    kEntryTable,
    "9bb6f624",  // in every entity tag of a row: another text whenever another JSON is made of the same row
    rt::writeJson<Entry, &Entry::accountId>,
};

void readBody(rt::ObjectReader& body, Entry::Input& input) {
  body.field("accountId", input.accountId);
  body.field("amount", input.amount);
  body.field("note", input.note);
  body.readOnly("id");
  body.readOnly("createdAt");
  body.readOnly("updatedAt");
  body.finish();
}

void fillDefaults(Entry::Input& input, [[maybe_unused]] rt::Write write, [[maybe_unused]] rt::Timestamp now) {
  input.note.orNull();
}

void check(const Entry::Input& input, rt::Checks& checks) {
  checks.required("accountId", input.accountId);
  checks.required("amount", input.amount);
  checks.maxLength("note", input.note, 200);
}

void writeMembers(rt::JsonWriter& json, const Entry& item) {
  json.member("id", item.id);
  json.member("accountId", item.accountId);
  json.member("amount", item.amount);
  json.member("note", item.note);
  json.member("createdAt", item.createdAt);
  json.member("updatedAt", item.updatedAt);
}

void readRow(const rt::Row& row, Entry& item) {
  row.read(item.id, item.accountId, item.amount, item.note, item.createdAt, item.updatedAt, item.rowVersion);
}

rt::Params rowValues(rt::Session& session, const Entry::Input& input) {
  const rt::Timestamp now = session.now();
  return rt::Params(rt::newUuid(), input.accountId, input.amount, input.note, now, now, std::int64_t{1});
}

Entry insertRow(rt::Session& session, const Entry::Input& input) {
  return session.first<Entry>(kInsert, rowValues(session, input), &kEntryTable).value();
}

rt::Update updateOf(rt::Session& session, [[maybe_unused]] const rt::Uuid& id, const Entry::Input& input) {
  rt::Update update(kEntryTable);
  update.set("account_id", input.accountId);
  update.set("amount", input.amount);
  update.set("note", input.note);
  update.set("updated_at", session.now());
  return update;
}

}  // namespace app
