// Prompt. Made by Ingot; changes belong in the definition.
#include "models/prompt.hpp"

namespace app {
namespace {

constexpr rt::Column kColumns[] = {
    {"id", "id"},
    {"application_id", "applicationId", "applications"},
    {"name", "name"},
    {"content", "content"},
    {"variables", "variables"},
    {"created_at", "createdAt"},
    {"updated_at", "updatedAt"},
    {"row_version", "rowVersion"},
};

constexpr rt::Statement kInsert{
    "INSERT INTO prompts (id, application_id, name, content, variables, created_at, updated_at, "
    "row_version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id, application_id, name, "
    "content, variables, created_at, updated_at, row_version"};

}  // namespace

constexpr rt::Table kPromptTable{
    "prompts",
    "id, application_id, name, content, variables, created_at, updated_at, row_version",
    kColumns,
};

constexpr rt::RowFormat kPromptRows{
    kPromptTable,
    "0d178e3c",  // in every entity tag of a row: another text whenever another JSON is made of the same row
    rt::writeJson<Prompt, &Prompt::applicationId>,
};

void readBody(rt::ObjectReader& body, Prompt::Input& input) {
  body.field("applicationId", input.applicationId);
  body.field("name", input.name);
  body.field("content", input.content);
  body.field("variables", input.variables);
  body.readOnly("id");
  body.readOnly("createdAt");
  body.readOnly("updatedAt");
  body.finish();
}

void fillDefaults(Prompt::Input& input, [[maybe_unused]] rt::Write write, [[maybe_unused]] rt::Timestamp now) {
  input.variables.orDefault(rt::Json{"[]"});
}

void check(const Prompt::Input& input, rt::Checks& checks) {
  checks.required("applicationId", input.applicationId);
  checks.required("name", input.name);
  checks.minLength("name", input.name, 1);
  checks.maxLength("name", input.name, 40);
  checks.required("content", input.content);
  checks.required("variables", input.variables);
}

void writeMembers(rt::JsonWriter& json, const Prompt& item) {
  json.member("id", item.id);
  json.member("applicationId", item.applicationId);
  json.member("name", item.name);
  json.member("content", item.content);
  json.member("variables", item.variables);
  json.member("createdAt", item.createdAt);
  json.member("updatedAt", item.updatedAt);
}

void readRow(const rt::Row& row, Prompt& item) {
  row.read(item.id, item.applicationId, item.name, item.content, item.variables, item.createdAt, item.updatedAt, item.rowVersion);
}

rt::Params rowValues(rt::Session& session, const Prompt::Input& input) {
  const rt::Timestamp now = session.now();
  return rt::Params(rt::newUuid(), input.applicationId, input.name, input.content, input.variables, now, now, std::int64_t{1});
}

Prompt insertRow(rt::Session& session, const Prompt::Input& input) {
  return session.first<Prompt>(kInsert, rowValues(session, input), &kPromptTable).value();
}

rt::Update updateOf(rt::Session& session, [[maybe_unused]] const rt::Uuid& id, const Prompt::Input& input) {
  rt::Update update(kPromptTable);
  update.set("application_id", input.applicationId);
  update.set("name", input.name);
  update.set("content", input.content);
  update.set("variables", input.variables);
  update.set("updated_at", session.now());
  return update;
}

}  // namespace app
