// The resource of Workflow: what its lists offer, and its handlers. Made by Ingot; changes belong in the definition.
#include "resources/workflow.hpp"

#include <ingot/rt/resource.hpp>

#include "models/application.hpp"
#include "models/workflow.hpp"

namespace app {
namespace {

constexpr rt::Filter kFilters[] = {
    {"applicationId", "application_id", rt::FilterKind::uuid},
    {"name", "name", rt::FilterKind::text},
};

constexpr rt::Sort kSorts[] = {
    {"name", "name"},
    {"createdAt", "created_at"},
};

constexpr rt::Relation kRelations[] = {
    {"application", rt::Relation::Kind::one, kApplicationRows, 0, "application_id"},
};

constexpr rt::Resource kResource({
    .name = "Workflow",
    .parameter = "workflow",
    .list = {
        .rows = kWorkflowRows,
        .filters = kFilters,
        .sorts = kSorts,
        .relations = kRelations,
    },
});

}  // namespace

rt::Response listWorkflows(rt::Context& context, rt::Request& request) {
  return kResource.list(context, request);
}

rt::Response createWorkflow(rt::Context& context, rt::Request& request) {
  const auto input = rt::readInput<Workflow>(context, request, rt::Write::create);
  return kResource.create<Workflow>(context, request, input);
}

rt::Response getWorkflow(rt::Context& context, rt::Request& request) {
  return kResource.get(context, request);
}

rt::Response replaceWorkflow(rt::Context& context, rt::Request& request) {
  return kResource.change<Workflow>(context, request, rt::Write::replace);
}

rt::Response patchWorkflow(rt::Context& context, rt::Request& request) {
  return kResource.change<Workflow>(context, request, rt::Write::patch);
}

rt::Response deleteWorkflow(rt::Context& context, rt::Request& request) {
  return kResource.remove(context, request);
}

}  // namespace app
