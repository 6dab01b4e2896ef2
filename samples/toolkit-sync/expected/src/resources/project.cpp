// The resource of Project: what its lists offer, and its handlers. Made by Ingot; changes belong in the definition.
#include "resources/project.hpp"

#include <ingot/rt/resource.hpp>

#include "models/doc.hpp"
#include "models/lock.hpp"
#include "models/project.hpp"

namespace app {
namespace {

constexpr rt::Filter kFilters[] = {
    {"name", "name", rt::FilterKind::text},
    {"branch", "branch", rt::FilterKind::text},
    {"syncedAt", "synced_at", rt::FilterKind::timestamp},
};

constexpr rt::Sort kSorts[] = {
    {"name", "name"},
    {"createdAt", "created_at"},
};

constexpr rt::Relation kRelations[] = {
    {"docs", rt::Relation::Kind::many, kDocRows, 0, "project_id"},
    {"locks", rt::Relation::Kind::single, kLockRows, 0, "project_id"},
};

constexpr rt::Resource kResource({
    .name = "Project",
    .parameter = "project",
    .list = {
        .rows = kProjectRows,
        .filters = kFilters,
        .sorts = kSorts,
        .relations = kRelations,
    },
});

}  // namespace

rt::Response listProjects(rt::Context& context, rt::Request& request) {
  return kResource.list(context, request);
}

rt::Response createProject(rt::Context& context, rt::Request& request) {
  const auto input = rt::readInput<Project>(context, request, rt::Write::create);
  return kResource.create<Project>(context, request, input);
}

rt::Response getProject(rt::Context& context, rt::Request& request) {
  return kResource.get(context, request);
}

rt::Response replaceProject(rt::Context& context, rt::Request& request) {
  return kResource.change<Project>(context, request, rt::Write::replace);
}

rt::Response patchProject(rt::Context& context, rt::Request& request) {
  return kResource.change<Project>(context, request, rt::Write::patch);
}

rt::Response deleteProject(rt::Context& context, rt::Request& request) {
  return kResource.remove(context, request);
}

}  // namespace app
