// Note. Made by Ingot; changes belong in the definition.
#include "models/note.hpp"

namespace app {
namespace {

constexpr rt::Column kColumns[] = {
    {"id", "id"},
    {"text", "text"},
    {"chair_id", "chairId", "chairs"},
    {"created_at", "createdAt"},
    {"updated_at", "updatedAt"},
    {"row_version", "rowVersion"},
};

constexpr rt::Statement kInsert{
    "INSERT INTO notes (id, text, chair_id, created_at, updated_at, row_version) VALUES ($1, "
    "$2, $3, $4, $5, $6) RETURNING id, text, chair_id, created_at, updated_at, row_version"};

}  // namespace

constexpr rt::Table kNoteTable{
    "notes",
    "id, text, chair_id, created_at, updated_at, row_version",
    kColumns,
};

constexpr rt::RowFormat kNoteRows{
    kNoteTable,
    "2339c668",  // in every entity tag of a row: another text whenever another JSON is made of the same row
    rt::writeJson<Note, &Note::chairId>,
};

void readBody(rt::ObjectReader& body, Note::Input& input) {
  body.field("text", input.text);
  body.field("chairId", input.chairId);
  body.readOnly("id");
  body.readOnly("createdAt");
  body.readOnly("updatedAt");
  body.finish();
}

void fillDefaults(Note::Input& input, [[maybe_unused]] rt::Write write, [[maybe_unused]] rt::Timestamp now) {
  input.chairId.orNull();
}

void check(const Note::Input& input, rt::Checks& checks) {
  checks.required("text", input.text);
}

void writeMembers(rt::JsonWriter& json, const Note& item) {
  json.member("id", item.id);
  json.member("text", item.text);
  json.member("chairId", item.chairId);
  json.member("createdAt", item.createdAt);
  json.member("updatedAt", item.updatedAt);
}

void readRow(const rt::Row& row, Note& item) {
  row.read(item.id, item.text, item.chairId, item.createdAt, item.updatedAt, item.rowVersion);
}

rt::Params rowValues(rt::Session& session, const Note::Input& input) {
  const rt::Timestamp now = session.now();
  return rt::Params(rt::newUuid(), input.text, input.chairId, now, now, std::int64_t{1});
}

Note insertRow(rt::Session& session, const Note::Input& input) {
  return session.first<Note>(kInsert, rowValues(session, input), &kNoteTable).value();
}

rt::Update updateOf(rt::Session& session, [[maybe_unused]] const rt::Uuid& id, const Note::Input& input) {
  rt::Update update(kNoteTable);
  update.set("text", input.text);
  update.set("chair_id", input.chairId);
  update.set("updated_at", session.now());
  return update;
}

}  // namespace app
