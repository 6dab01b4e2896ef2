// Doc. Made by Ingot; changes belong in the definition.
#include "models/doc.hpp"

#include <ingot/rt/expr.hpp>

namespace app {
namespace {

namespace expr = ingot::rt::expr;

constexpr rt::Column kColumns[] = {
    {"id", "id"},
    {"project_id", "projectId", "projects"},
    {"file_name", "fileName"},
    {"content", "content"},
    {"hash", "hash"},
    {"created_at", "createdAt"},
    {"updated_at", "updatedAt"},
    {"row_version", "rowVersion"},
};

constexpr rt::Statement kInsert{
    "INSERT INTO docs (id, project_id, file_name, content, hash, created_at, updated_at, row_version) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id, project_id, file_name, content, hash, "
    "created_at, updated_at, row_version"};

}  // namespace

constexpr rt::Table kDocTable{
    "docs",
    "id, project_id, file_name, content, hash, created_at, updated_at, row_version",
    kColumns,
};

constexpr rt::RowFormat kDocRows{
    kDocTable,
    "28583733",  // in every entity tag of a row: another text whenever another JSON is made of the same row
    rt::writeJson<Doc, &Doc::projectId>,
};

constexpr rt::Table kVersionsTable{
    "docs_history",
    "id, project_id, file_name, content, hash, created_at, updated_at, row_version",
    kColumns,
};

constexpr rt::RowFormat kDocVersions{
    kVersionsTable,
    "28583733",
    rt::writeJson<Doc, &Doc::projectId>,
};

void readBody(rt::ObjectReader& body, Doc::Input& input) {
  body.field("fileName", input.fileName);
  body.field("content", input.content);
  body.readOnly("id");
  body.readOnly("projectId");
  body.readOnly("hash");
  body.readOnly("version");
  body.readOnly("createdAt");
  body.readOnly("updatedAt");
  body.finish();
}

void fillDefaults([[maybe_unused]] Doc::Input& input, [[maybe_unused]] rt::Write write, [[maybe_unused]] rt::Timestamp now) {
}

void check(const Doc::Input& input, rt::Checks& checks) {
  checks.required("fileName", input.fileName);
  checks.minLength("fileName", input.fileName, 1);
  checks.maxLength("fileName", input.fileName, 255);
  checks.required("content", input.content);
}

void writeMembers(rt::JsonWriter& json, const Doc& item) {
  json.member("id", item.id);
  json.member("projectId", item.projectId);
  json.member("fileName", item.fileName);
  json.member("content", item.content);
  json.member("hash", item.hash);
  json.member("version", item.rowVersion);
  json.member("createdAt", item.createdAt);
  json.member("updatedAt", item.updatedAt);
}

void readRow(const rt::Row& row, Doc& item) {
  row.read(item.id, item.projectId, item.fileName, item.content, item.hash, item.createdAt, item.updatedAt, item.rowVersion);
}

rt::Params rowValues(rt::Session& session, const Doc::Input& input) {
  const rt::Timestamp now = session.now();
  return rt::Params(rt::newUuid(), input.projectId, input.fileName, input.content, expr::sha256(*input.content), now, now, std::int64_t{1});
}

Doc insertRow(rt::Session& session, const Doc::Input& input) {
  return session.first<Doc>(kInsert, rowValues(session, input), &kDocTable).value();
}

rt::Update updateOf(rt::Session& session, [[maybe_unused]] const rt::Uuid& id, const Doc::Input& input) {
  rt::Update update(kDocTable);
  update.set("file_name", input.fileName);
  update.set("content", input.content);
  if (input.content.given()) update.set("hash", expr::sha256(*input.content));
  update.set("updated_at", session.now());
  return update;
}

}  // namespace app
