// Project. Made by Ingot; changes belong in the definition.
#include "models/project.hpp"

#include <ingot/rt/expr.hpp>

namespace app {
namespace {

namespace expr = ingot::rt::expr;

constexpr rt::Column kColumns[] = {
    {"id", "id"},
    {"name", "name"},
    {"repo_url", "repoUrl"},
    {"branch", "branch"},
    {"docs_path", "docsPath"},
    {"synced_at", "syncedAt"},
    {"created_at", "createdAt"},
    {"updated_at", "updatedAt"},
    {"row_version", "rowVersion"},
};

constexpr rt::Statement kInsert{
    "INSERT INTO projects (id, name, repo_url, branch, docs_path, synced_at, created_at, updated_at, "
    "row_version, token) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING id, name, "
    "repo_url, branch, docs_path, synced_at, created_at, updated_at, row_version"};

}  // namespace

constexpr rt::Table kProjectTable{
    "projects",
    "id, name, repo_url, branch, docs_path, synced_at, created_at, updated_at, row_version",
    kColumns,
};

constexpr rt::RowFormat kProjectRows{
    kProjectTable,
    "4b4054b5",  // in every entity tag of a row: another text whenever another JSON is made of the same row
    rt::writeJson<Project>,
};

void readBody(rt::ObjectReader& body, Project::Input& input) {
  body.field("name", input.name);
  body.field("repoUrl", input.repoUrl);
  body.field("token", input.token);
  body.field("branch", input.branch);
  body.field("docsPath", input.docsPath);
  body.field("syncedAt", input.syncedAt);
  body.readOnly("id");
  body.readOnly("createdAt");
  body.readOnly("updatedAt");
  body.finish();
}

void fillDefaults(Project::Input& input, rt::Write write, rt::Timestamp now) {
  input.token.orNull();
  input.branch.orDefault("main");
  input.docsPath.orNull();
  if (write != rt::Write::create) return;  // a row that is replaced keeps what an expression once gave it
  input.syncedAt.orDefault(now);
}

void check(const Project::Input& input, rt::Checks& checks) {
  checks.required("name", input.name);
  checks.minLength("name", input.name, 1);
  checks.maxLength("name", input.name, 120);
  checks.required("repoUrl", input.repoUrl);
  checks.url("repoUrl", input.repoUrl);
  checks.minLength("token", input.token, 1);
  checks.maxLength("token", input.token, 1000);
  checks.required("branch", input.branch);
  checks.minLength("branch", input.branch, 1);
}

void writeMembers(rt::JsonWriter& json, const Project& item) {
  json.member("id", item.id);
  json.member("name", item.name);
  json.member("repoUrl", item.repoUrl);
  json.member("branch", item.branch);
  json.member("docsPath", item.docsPath);
  json.member("syncedAt", item.syncedAt);
  json.member("createdAt", item.createdAt);
  json.member("updatedAt", item.updatedAt);
}

void readRow(const rt::Row& row, Project& item) {
  row.read(item.id, item.name, item.repoUrl, item.branch, item.docsPath, item.syncedAt, item.createdAt, item.updatedAt, item.rowVersion);
}

rt::Params rowValues(rt::Session& session, const Project::Input& input) {
  const rt::Timestamp now = session.now();
  const rt::Uuid id = rt::newUuid();
  return rt::Params(id, input.name, input.repoUrl, input.branch, input.docsPath, input.syncedAt, now, now, std::int64_t{1}, rt::sealed(session, Project::Secrets::token, id, input.token));
}

Project insertRow(rt::Session& session, const Project::Input& input) {
  return session.first<Project>(kInsert, rowValues(session, input), &kProjectTable).value();
}

rt::Update updateOf(rt::Session& session, const rt::Uuid& id, const Project::Input& input) {
  rt::Update update(kProjectTable);
  update.set("name", input.name);
  update.set("repo_url", input.repoUrl);
  update.set("token", rt::sealed(session, Project::Secrets::token, id, input.token));
  update.set("branch", input.branch);
  update.set("docs_path", input.docsPath);
  update.set("synced_at", input.syncedAt);
  update.set("updated_at", session.now());
  return update;
}

}  // namespace app
