// PromptVersion. Made by Ingot; changes belong in the definition.
#include "models/prompt-version.hpp"

namespace app {
namespace {

constexpr rt::Column kColumns[] = {
    {"id", "id"},
    {"prompt_id", "promptId", "prompts"},
    {"number", "number"},
    {"content", "content"},
    {"variables", "variables"},
    {"created_at", "createdAt"},
    {"updated_at", "updatedAt"},
    {"row_version", "rowVersion"},
};

constexpr rt::Statement kInsert{
    "INSERT INTO prompt_versions (id, prompt_id, number, content, variables, created_at, updated_at, "
    "row_version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id, prompt_id, number, content, "
    "variables, created_at, updated_at, row_version"};

}  // namespace

constexpr rt::Table kPromptVersionTable{
    "prompt_versions",
    "id, prompt_id, number, content, variables, created_at, updated_at, row_version",
    kColumns,
};

constexpr rt::RowFormat kPromptVersionRows{
    kPromptVersionTable,
    "7c2f6964",  // in every entity tag of a row: another text whenever another JSON is made of the same row
    rt::writeJson<PromptVersion, &PromptVersion::promptId>,
};

void readBody(rt::ObjectReader& body, PromptVersion::Input& input) {
  body.field("number", input.number);
  body.field("content", input.content);
  body.field("variables", input.variables);
  body.readOnly("id");
  body.readOnly("promptId");
  body.readOnly("createdAt");
  body.readOnly("updatedAt");
  body.finish();
}

void fillDefaults(PromptVersion::Input& input, [[maybe_unused]] rt::Write write, [[maybe_unused]] rt::Timestamp now) {
  input.variables.orDefault(rt::Json{"[]"});
}

void check(const PromptVersion::Input& input, rt::Checks& checks) {
  checks.required("number", input.number);
  checks.min("number", input.number, 1);
  checks.required("content", input.content);
  checks.required("variables", input.variables);
}

void writeMembers(rt::JsonWriter& json, const PromptVersion& item) {
  json.member("id", item.id);
  json.member("promptId", item.promptId);
  json.member("number", item.number);
  json.member("content", item.content);
  json.member("variables", item.variables);
  json.member("createdAt", item.createdAt);
  json.member("updatedAt", item.updatedAt);
}

void readRow(const rt::Row& row, PromptVersion& item) {
  row.read(item.id, item.promptId, item.number, item.content, item.variables, item.createdAt, item.updatedAt, item.rowVersion);
}

rt::Params rowValues(rt::Session& session, const PromptVersion::Input& input) {
  const rt::Timestamp now = session.now();
  return rt::Params(rt::newUuid(), input.promptId, input.number, input.content, input.variables, now, now, std::int64_t{1});
}

PromptVersion insertRow(rt::Session& session, const PromptVersion::Input& input) {
  return session.first<PromptVersion>(kInsert, rowValues(session, input), &kPromptVersionTable).value();
}

rt::Update updateOf(rt::Session& session, [[maybe_unused]] const rt::Uuid& id, const PromptVersion::Input& input) {
  rt::Update update(kPromptVersionTable);
  update.set("number", input.number);
  update.set("content", input.content);
  update.set("variables", input.variables);
  update.set("updated_at", session.now());
  return update;
}

}  // namespace app
