// Release. Made by Ingot; changes belong in the definition.
#include "models/release.hpp"

namespace app {
namespace {

constexpr rt::Column kColumns[] = {
    {"id", "id"},
    {"application_id", "applicationId", "applications"},
    {"number", "number"},
    {"status", "status"},
    {"definition_hash", "definitionHash"},
    {"definition", "definition"},
    {"schema_snapshot", "schemaSnapshot"},
    {"migrations", "migrations"},
    {"artifact", "artifact"},
    {"address", "address"},
    {"created_at", "createdAt"},
    {"updated_at", "updatedAt"},
    {"row_version", "rowVersion"},
};

constexpr rt::Statement kInsert{
    "INSERT INTO releases (id, application_id, number, status, definition_hash, definition, "
    "schema_snapshot, migrations, artifact, address, created_at, updated_at, row_version) VALUES "
    "($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) RETURNING id, application_id, "
    "number, status, definition_hash, definition, schema_snapshot, migrations, artifact, address, "
    "created_at, updated_at, row_version"};

}  // namespace

constexpr rt::Table kReleaseTable{
    "releases",
    "id, application_id, number, status, definition_hash, definition, schema_snapshot, migrations, "
    "artifact, address, created_at, updated_at, row_version",
    kColumns,
};

constexpr rt::RowFormat kReleaseRows{
    kReleaseTable,
    "7af05f03",  // in every entity tag of a row: another text whenever another JSON is made of the same row
    rt::writeJson<Release, &Release::applicationId>,
};

void readBody(rt::ObjectReader& body, Release::Input& input) {
  body.field("applicationId", input.applicationId);
  body.field("number", input.number);
  body.field("status", input.status);
  body.field("definitionHash", input.definitionHash);
  body.field("definition", input.definition);
  body.field("schemaSnapshot", input.schemaSnapshot);
  body.field("migrations", input.migrations);
  body.field("artifact", input.artifact);
  body.field("address", input.address);
  body.readOnly("id");
  body.readOnly("createdAt");
  body.readOnly("updatedAt");
  body.finish();
}

void fillDefaults(Release::Input& input, [[maybe_unused]] rt::Write write, [[maybe_unused]] rt::Timestamp now) {
  input.status.orDefault(ReleaseStatus{0});
  input.artifact.orNull();
  input.address.orNull();
}

void check(const Release::Input& input, rt::Checks& checks) {
  checks.required("applicationId", input.applicationId);
  checks.required("number", input.number);
  checks.min("number", input.number, 1);
  checks.required("status", input.status);
  checks.required("definitionHash", input.definitionHash);
  checks.minLength("definitionHash", input.definitionHash, 64);
  checks.maxLength("definitionHash", input.definitionHash, 64);
  checks.required("definition", input.definition);
  checks.required("schemaSnapshot", input.schemaSnapshot);
  checks.required("migrations", input.migrations);
  checks.maxLength("address", input.address, 200);
}

void writeMembers(rt::JsonWriter& json, const Release& item) {
  json.member("id", item.id);
  json.member("applicationId", item.applicationId);
  json.member("number", item.number);
  json.member("status", item.status);
  json.member("definitionHash", item.definitionHash);
  json.member("definition", item.definition);
  json.member("schemaSnapshot", item.schemaSnapshot);
  json.member("migrations", item.migrations);
  json.member("artifact", item.artifact);
  json.member("address", item.address);
  json.member("createdAt", item.createdAt);
  json.member("updatedAt", item.updatedAt);
}

void readRow(const rt::Row& row, Release& item) {
  row.read(item.id, item.applicationId, item.number, item.status, item.definitionHash, item.definition, item.schemaSnapshot, item.migrations, item.artifact, item.address, item.createdAt, item.updatedAt, item.rowVersion);
}

rt::Params rowValues(rt::Session& session, const Release::Input& input) {
  const rt::Timestamp now = session.now();
  return rt::Params(rt::newUuid(), input.applicationId, input.number, input.status, input.definitionHash, input.definition, input.schemaSnapshot, input.migrations, input.artifact, input.address, now, now, std::int64_t{1});
}

Release insertRow(rt::Session& session, const Release::Input& input) {
  return session.first<Release>(kInsert, rowValues(session, input), &kReleaseTable).value();
}

rt::Update updateOf(rt::Session& session, [[maybe_unused]] const rt::Uuid& id, const Release::Input& input) {
  rt::Update update(kReleaseTable);
  update.set("application_id", input.applicationId);
  update.set("number", input.number);
  update.set("status", input.status);
  update.set("definition_hash", input.definitionHash);
  update.set("definition", input.definition);
  update.set("schema_snapshot", input.schemaSnapshot);
  update.set("migrations", input.migrations);
  update.set("artifact", input.artifact);
  update.set("address", input.address);
  update.set("updated_at", session.now());
  return update;
}

}  // namespace app
