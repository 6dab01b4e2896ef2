// Relationship. Made by Ingot; changes belong in the definition.
#include "models/relationship.hpp"

namespace app {
namespace {

constexpr rt::Column kColumns[] = {
    {"id", "id"},
    {"application_id", "applicationId", "applications"},
    {"source_model_id", "sourceModelId", "models"},
    {"target_model_id", "targetModelId", "models"},
    {"kind", "kind"},
    {"name", "name"},
    {"inverse", "inverse"},
    {"on_delete", "onDelete"},
    {"created_at", "createdAt"},
    {"updated_at", "updatedAt"},
    {"row_version", "rowVersion"},
};

constexpr rt::Statement kInsert{
    "INSERT INTO relationships (id, application_id, source_model_id, target_model_id, kind, "
    "name, inverse, on_delete, created_at, updated_at, row_version) VALUES ($1, $2, $3, $4, "
    "$5, $6, $7, $8, $9, $10, $11) RETURNING id, application_id, source_model_id, target_model_id, "
    "kind, name, inverse, on_delete, created_at, updated_at, row_version"};

}  // namespace

constexpr rt::Table kRelationshipTable{
    "relationships",
    "id, application_id, source_model_id, target_model_id, kind, name, inverse, on_delete, created_at, "
    "updated_at, row_version",
    kColumns,
};

constexpr rt::RowFormat kRelationshipRows{
    kRelationshipTable,
    "84f9e582",  // in every entity tag of a row: another text whenever another JSON is made of the same row
    rt::writeJson<Relationship, &Relationship::applicationId, &Relationship::sourceModelId, &Relationship::targetModelId>,
};

void readBody(rt::ObjectReader& body, Relationship::Input& input) {
  body.field("applicationId", input.applicationId);
  body.field("sourceModelId", input.sourceModelId);
  body.field("targetModelId", input.targetModelId);
  body.field("kind", input.kind);
  body.field("name", input.name);
  body.field("inverse", input.inverse);
  body.field("onDelete", input.onDelete);
  body.readOnly("id");
  body.readOnly("createdAt");
  body.readOnly("updatedAt");
  body.finish();
}

void fillDefaults(Relationship::Input& input, [[maybe_unused]] rt::Write write, [[maybe_unused]] rt::Timestamp now) {
  input.inverse.orNull();
  input.onDelete.orNull();
}

void check(const Relationship::Input& input, rt::Checks& checks) {
  checks.required("applicationId", input.applicationId);
  checks.required("sourceModelId", input.sourceModelId);
  checks.required("targetModelId", input.targetModelId);
  checks.required("kind", input.kind);
  checks.required("name", input.name);
  checks.minLength("name", input.name, 1);
  checks.maxLength("name", input.name, 40);
  checks.minLength("inverse", input.inverse, 1);
  checks.maxLength("inverse", input.inverse, 40);
}

void writeMembers(rt::JsonWriter& json, const Relationship& item) {
  json.member("id", item.id);
  json.member("applicationId", item.applicationId);
  json.member("sourceModelId", item.sourceModelId);
  json.member("targetModelId", item.targetModelId);
  json.member("kind", item.kind);
  json.member("name", item.name);
  json.member("inverse", item.inverse);
  json.member("onDelete", item.onDelete);
  json.member("createdAt", item.createdAt);
  json.member("updatedAt", item.updatedAt);
}

void readRow(const rt::Row& row, Relationship& item) {
  row.read(item.id, item.applicationId, item.sourceModelId, item.targetModelId, item.kind, item.name, item.inverse, item.onDelete, item.createdAt, item.updatedAt, item.rowVersion);
}

rt::Params rowValues(rt::Session& session, const Relationship::Input& input) {
  const rt::Timestamp now = session.now();
  return rt::Params(rt::newUuid(), input.applicationId, input.sourceModelId, input.targetModelId, input.kind, input.name, input.inverse, input.onDelete, now, now, std::int64_t{1});
}

Relationship insertRow(rt::Session& session, const Relationship::Input& input) {
  return session.first<Relationship>(kInsert, rowValues(session, input), &kRelationshipTable).value();
}

rt::Update updateOf(rt::Session& session, [[maybe_unused]] const rt::Uuid& id, const Relationship::Input& input) {
  rt::Update update(kRelationshipTable);
  update.set("application_id", input.applicationId);
  update.set("source_model_id", input.sourceModelId);
  update.set("target_model_id", input.targetModelId);
  update.set("kind", input.kind);
  update.set("name", input.name);
  update.set("inverse", input.inverse);
  update.set("on_delete", input.onDelete);
  update.set("updated_at", session.now());
  return update;
}

}  // namespace app
