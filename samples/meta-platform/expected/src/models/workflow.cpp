// Workflow. Made by Ingot; changes belong in the definition.
#include "models/workflow.hpp"

namespace app {
namespace {

constexpr rt::Column kColumns[] = {
    {"id", "id"},
    {"application_id", "applicationId", "applications"},
    {"name", "name"},
    {"definition", "definition"},
    {"created_at", "createdAt"},
    {"updated_at", "updatedAt"},
    {"row_version", "rowVersion"},
};

constexpr rt::Statement kInsert{
    "INSERT INTO workflows (id, application_id, name, definition, created_at, updated_at, row_version) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id, application_id, name, definition, created_at, "
    "updated_at, row_version"};

}  // namespace

constexpr rt::Table kWorkflowTable{
    "workflows",
    "id, application_id, name, definition, created_at, updated_at, row_version",
    kColumns,
};

constexpr rt::RowFormat kWorkflowRows{
    kWorkflowTable,
    "806417b9",  // in every entity tag of a row: another text whenever another JSON is made of the same row
    rt::writeJson<Workflow, &Workflow::applicationId>,
};

void readBody(rt::ObjectReader& body, Workflow::Input& input) {
  body.field("applicationId", input.applicationId);
  body.field("name", input.name);
  body.field("definition", input.definition);
  body.readOnly("id");
  body.readOnly("createdAt");
  body.readOnly("updatedAt");
  body.finish();
}

void fillDefaults(Workflow::Input& input, [[maybe_unused]] rt::Write write, [[maybe_unused]] rt::Timestamp now) {
  input.definition.orDefault(rt::Json{"{}"});
}

void check(const Workflow::Input& input, rt::Checks& checks) {
  checks.required("applicationId", input.applicationId);
  checks.required("name", input.name);
  checks.minLength("name", input.name, 1);
  checks.maxLength("name", input.name, 40);
  checks.required("definition", input.definition);
}

void writeMembers(rt::JsonWriter& json, const Workflow& item) {
  json.member("id", item.id);
  json.member("applicationId", item.applicationId);
  json.member("name", item.name);
  json.member("definition", item.definition);
  json.member("createdAt", item.createdAt);
  json.member("updatedAt", item.updatedAt);
}

void readRow(const rt::Row& row, Workflow& item) {
  row.read(item.id, item.applicationId, item.name, item.definition, item.createdAt, item.updatedAt, item.rowVersion);
}

rt::Params rowValues(rt::Session& session, const Workflow::Input& input) {
  const rt::Timestamp now = session.now();
  return rt::Params(rt::newUuid(), input.applicationId, input.name, input.definition, now, now, std::int64_t{1});
}

Workflow insertRow(rt::Session& session, const Workflow::Input& input) {
  return session.first<Workflow>(kInsert, rowValues(session, input), &kWorkflowTable).value();
}

rt::Update updateOf(rt::Session& session, [[maybe_unused]] const rt::Uuid& id, const Workflow::Input& input) {
  rt::Update update(kWorkflowTable);
  update.set("application_id", input.applicationId);
  update.set("name", input.name);
  update.set("definition", input.definition);
  update.set("updated_at", session.now());
  return update;
}

}  // namespace app
