// The resource of Application: what its lists offer, and its handlers. Made by Ingot; changes belong in the definition.
#include "resources/application.hpp"

#include <ingot/rt/resource.hpp>

#include "models/application.hpp"
#include "models/component.hpp"
#include "models/deployment.hpp"
#include "models/job.hpp"
#include "models/model.hpp"
#include "models/prompt.hpp"
#include "models/relationship.hpp"
#include "models/release.hpp"
#include "models/user.hpp"
#include "models/workflow.hpp"

namespace app {
namespace {

constexpr rt::Filter kFilters[] = {
    {"userId", "user_id", rt::FilterKind::uuid},
    {"name", "name", rt::FilterKind::text},
};

constexpr rt::Sort kSorts[] = {
    {"name", "name"},
    {"createdAt", "created_at"},
    {"updatedAt", "updated_at"},
};

constexpr rt::Relation kRelations[] = {
    {"user", rt::Relation::Kind::one, kUserRows, 0, "user_id"},
    {"components", rt::Relation::Kind::many, kComponentRows, 0, "application_id"},
    {"deployment", rt::Relation::Kind::single, kDeploymentRows, 0, "application_id"},
    {"jobs", rt::Relation::Kind::many, kJobRows, 0, "application_id"},
    {"models", rt::Relation::Kind::many, kModelRows, 0, "application_id"},
    {"prompts", rt::Relation::Kind::many, kPromptRows, 0, "application_id"},
    {"relationships", rt::Relation::Kind::many, kRelationshipRows, 0, "application_id"},
    {"releases", rt::Relation::Kind::many, kReleaseRows, 0, "application_id"},
    {"workflows", rt::Relation::Kind::many, kWorkflowRows, 0, "application_id"},
};

constexpr rt::Resource kResource({
    .name = "Application",
    .parameter = "application",
    .list = {
        .rows = kApplicationRows,
        .filters = kFilters,
        .sorts = kSorts,
        .relations = kRelations,
    },
});

}  // namespace

rt::Response listApplications(rt::Context& context, rt::Request& request) {
  return kResource.list(context, request);
}

rt::Response createApplication(rt::Context& context, rt::Request& request) {
  const auto input = rt::readInput<Application>(context, request, rt::Write::create);
  return kResource.create<Application>(context, request, input);
}

rt::Response getApplication(rt::Context& context, rt::Request& request) {
  return kResource.get(context, request);
}

rt::Response replaceApplication(rt::Context& context, rt::Request& request) {
  return kResource.change<Application>(context, request, rt::Write::replace);
}

rt::Response patchApplication(rt::Context& context, rt::Request& request) {
  return kResource.change<Application>(context, request, rt::Write::patch);
}

rt::Response deleteApplication(rt::Context& context, rt::Request& request) {
  return kResource.remove(context, request);
}

}  // namespace app
