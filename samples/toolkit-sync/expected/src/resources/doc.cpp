// The resource of Doc: what its lists offer, and its handlers. Made by Ingot; changes belong in the definition.
#include "resources/doc.hpp"

#include <ingot/rt/resource.hpp>

#include "models/doc.hpp"
#include "models/project.hpp"

namespace app {
namespace {

constexpr rt::Filter kFilters[] = {
    {"fileName", "file_name", rt::FilterKind::text},
    {"hash", "hash", rt::FilterKind::text},
    {"version", "row_version", rt::FilterKind::integer},
    {"updatedAt", "updated_at", rt::FilterKind::timestamp},
};

constexpr rt::Sort kSorts[] = {
    {"fileName", "file_name"},
    {"version", "row_version"},
    {"updatedAt", "updated_at"},
};

constexpr rt::Relation kRelations[] = {
    {"project", rt::Relation::Kind::one, kProjectRows, 0, "project_id"},
};

constexpr rt::Parent kParents[] = {
    {"Project", "project", "projects", ""},
};

constexpr rt::Resource kResource({
    .name = "Doc",
    .parameter = "doc",
    .parentColumn = "project_id",
    .parents = kParents,
    .list = {
        .rows = kDocRows,
        .filters = kFilters,
        .sorts = kSorts,
        .relations = kRelations,
    },
    .versions = &kDocVersions,
});

}  // namespace

rt::Response listDocs(rt::Context& context, rt::Request& request) {
  return kResource.list(context, request);
}

rt::Response createDoc(rt::Context& context, rt::Request& request) {
  auto input = rt::readInput<Doc>(context, request, rt::Write::create);
  input.projectId = kResource.parentOf(request);
  return kResource.create<Doc>(context, request, input);
}

rt::Response getDoc(rt::Context& context, rt::Request& request) {
  return kResource.get(context, request);
}

rt::Response replaceDoc(rt::Context& context, rt::Request& request) {
  return kResource.change<Doc>(context, request, rt::Write::replace);
}

rt::Response patchDoc(rt::Context& context, rt::Request& request) {
  return kResource.change<Doc>(context, request, rt::Write::patch);
}

rt::Response deleteDoc(rt::Context& context, rt::Request& request) {
  return kResource.remove(context, request);
}

rt::Response revisionsOfDoc(rt::Context& context, rt::Request& request) {
  return kResource.listRevisions(context, request);
}

rt::Response revisionOfDoc(rt::Context& context, rt::Request& request) {
  return kResource.getRevision(context, request);
}

}  // namespace app
