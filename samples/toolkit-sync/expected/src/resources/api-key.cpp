// The resource of ApiKey: what its lists offer, and its handlers. Made by Ingot; changes belong in the definition.
#include "resources/api-key.hpp"

#include <ingot/rt/resource.hpp>

#include "models/api-key.hpp"
#include "models/project.hpp"

namespace app {
namespace {

constexpr rt::Filter kFilters[] = {
    {"isActive", "is_active", rt::FilterKind::boolean},
};

constexpr rt::Sort kSorts[] = {
    {"name", "name"},
    {"createdAt", "created_at"},
};

constexpr rt::Relation kRelations[] = {
    {"project", rt::Relation::Kind::one, kProjectRows, 0, "project_id"},
};

constexpr rt::Parent kParents[] = {
    {"Project", "project", "projects", ""},
};

constexpr rt::Resource kResource({
    .name = "ApiKey",
    .parameter = "apiKey",
    .parentColumn = "project_id",
    .parents = kParents,
    .list = {
        .rows = kApiKeyRows,
        .filters = kFilters,
        .sorts = kSorts,
        .relations = kRelations,
    },
});

}  // namespace

rt::Response listApiKeys(rt::Context& context, rt::Request& request) {
  return kResource.list(context, request);
}

rt::Response createApiKey(rt::Context& context, rt::Request& request) {
  auto input = rt::readInput<ApiKey>(context, request, rt::Write::create);
  input.projectId = kResource.parentOf(request);
  return kResource.create<ApiKey>(context, request, input);
}

rt::Response getApiKey(rt::Context& context, rt::Request& request) {
  return kResource.get(context, request);
}

rt::Response replaceApiKey(rt::Context& context, rt::Request& request) {
  return kResource.change<ApiKey>(context, request, rt::Write::replace);
}

rt::Response patchApiKey(rt::Context& context, rt::Request& request) {
  return kResource.change<ApiKey>(context, request, rt::Write::patch);
}

rt::Response deleteApiKey(rt::Context& context, rt::Request& request) {
  return kResource.remove(context, request);
}

}  // namespace app
