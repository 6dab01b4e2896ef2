// Task. Made by Ingot; changes belong in the definition.
#include "models/task.hpp"

namespace app {
namespace {

constexpr rt::Column kColumns[] = {
    {"id", "id"},
    {"project_id", "projectId", "projects"},
    {"title", "title"},
    {"description", "description"},
    {"status", "status"},
    {"priority", "priority"},
    {"due_at", "dueAt"},
    {"created_at", "createdAt"},
    {"updated_at", "updatedAt"},
    {"row_version", "rowVersion"},
};

constexpr rt::Statement kInsert{
    "INSERT INTO tasks (id, project_id, title, description, status, priority, due_at, created_at, "
    "updated_at, row_version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING id, "
    "project_id, title, description, status, priority, due_at, created_at, updated_at, row_version"};

}  // namespace

constexpr rt::Table kTaskTable{
    "tasks",
    "id, project_id, title, description, status, priority, due_at, created_at, updated_at, row_version",
    kColumns,
};

constexpr rt::RowFormat kTaskRows{
    kTaskTable,
    "aa6405e9",  // in every entity tag of a row: another text whenever another JSON is made of the same row
    rt::writeJson<Task, &Task::projectId>,
};

void readBody(rt::ObjectReader& body, Task::Input& input) {
  body.field("projectId", input.projectId);
  body.field("title", input.title);
  body.field("description", input.description);
  body.field("status", input.status);
  body.field("priority", input.priority);
  body.field("dueAt", input.dueAt);
  body.readOnly("id");
  body.readOnly("createdAt");
  body.readOnly("updatedAt");
  body.finish();
}

void fillDefaults(Task::Input& input, [[maybe_unused]] rt::Write write, [[maybe_unused]] rt::Timestamp now) {
  input.description.orNull();
  input.status.orDefault(TaskStatus{0});
  input.priority.orDefault(0);
  input.dueAt.orNull();
}

void check(const Task::Input& input, rt::Checks& checks) {
  checks.required("projectId", input.projectId);
  checks.required("title", input.title);
  checks.minLength("title", input.title, 1);
  checks.maxLength("title", input.title, 200);
  checks.required("status", input.status);
  checks.required("priority", input.priority);
  checks.min("priority", input.priority, 0);
  checks.max("priority", input.priority, 5);
}

void writeMembers(rt::JsonWriter& json, const Task& item) {
  json.member("id", item.id);
  json.member("projectId", item.projectId);
  json.member("title", item.title);
  json.member("description", item.description);
  json.member("status", item.status);
  json.member("priority", item.priority);
  json.member("dueAt", item.dueAt);
  json.member("createdAt", item.createdAt);
  json.member("updatedAt", item.updatedAt);
}

void readRow(const rt::Row& row, Task& item) {
  row.read(item.id, item.projectId, item.title, item.description, item.status, item.priority, item.dueAt, item.createdAt, item.updatedAt, item.rowVersion);
}

rt::Params rowValues(rt::Session& session, const Task::Input& input) {
  const rt::Timestamp now = session.now();
  return rt::Params(rt::newUuid(), input.projectId, input.title, input.description, input.status, input.priority, input.dueAt, now, now, std::int64_t{1});
}

Task insertRow(rt::Session& session, const Task::Input& input) {
  return session.first<Task>(kInsert, rowValues(session, input), &kTaskTable).value();
}

rt::Update updateOf(rt::Session& session, [[maybe_unused]] const rt::Uuid& id, const Task::Input& input) {
  rt::Update update(kTaskTable);
  update.set("project_id", input.projectId);
  update.set("title", input.title);
  update.set("description", input.description);
  update.set("status", input.status);
  update.set("priority", input.priority);
  update.set("due_at", input.dueAt);
  update.set("updated_at", session.now());
  return update;
}

}  // namespace app
