// The resource of Task: what its lists offer, and its handlers. Made by Ingot; changes belong in the definition.
#include "resources/task.hpp"

#include <ingot/rt/resource.hpp>

#include "enums/task-status.hpp"
#include "models/project.hpp"
#include "models/task.hpp"

namespace app {
namespace {

constexpr rt::Filter kFilters[] = {
    {"projectId", "project_id", rt::FilterKind::uuid},
    {"status", "status", rt::FilterKind::closedText, 0, TaskStatus::texts},
    {"priority", "priority", rt::FilterKind::integer},
    {"dueAt", "due_at", rt::FilterKind::timestamp},
};

constexpr rt::Sort kSorts[] = {
    {"createdAt", "created_at"},
    {"dueAt", "due_at"},
    {"priority", "priority"},
};

constexpr rt::Relation kRelations[] = {
    {"project", rt::Relation::Kind::one, kProjectRows, 0, "project_id"},
};

constexpr rt::Resource kResource({
    .name = "Task",
    .parameter = "task",
    .list = {
        .rows = kTaskRows,
        .filters = kFilters,
        .sorts = kSorts,
        .relations = kRelations,
    },
});

}  // namespace

rt::Response listTasks(rt::Context& context, rt::Request& request) {
  return kResource.list(context, request);
}

rt::Response createTask(rt::Context& context, rt::Request& request) {
  const auto input = rt::readInput<Task>(context, request, rt::Write::create);
  return kResource.create<Task>(context, request, input);
}

rt::Response getTask(rt::Context& context, rt::Request& request) {
  return kResource.get(context, request);
}

rt::Response replaceTask(rt::Context& context, rt::Request& request) {
  return kResource.change<Task>(context, request, rt::Write::replace);
}

rt::Response patchTask(rt::Context& context, rt::Request& request) {
  return kResource.change<Task>(context, request, rt::Write::patch);
}

rt::Response deleteTask(rt::Context& context, rt::Request& request) {
  return kResource.remove(context, request);
}

}  // namespace app
