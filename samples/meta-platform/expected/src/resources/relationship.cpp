// The resource of Relationship: what its lists offer, and its handlers. Made by Ingot; changes belong in the definition.
#include "resources/relationship.hpp"

#include <ingot/rt/resource.hpp>

#include "models/application.hpp"
#include "models/model.hpp"
#include "models/relationship.hpp"

namespace app {
namespace {

constexpr rt::Filter kFilters[] = {
    {"applicationId", "application_id", rt::FilterKind::uuid},
    {"sourceModelId", "source_model_id", rt::FilterKind::uuid},
    {"targetModelId", "target_model_id", rt::FilterKind::uuid},
};

constexpr rt::Sort kSorts[] = {
    {"name", "name"},
    {"createdAt", "created_at"},
};

constexpr rt::Relation kRelations[] = {
    {"application", rt::Relation::Kind::one, kApplicationRows, 0, "application_id"},
    {"sourceModel", rt::Relation::Kind::one, kModelRows, 1, "source_model_id"},
    {"targetModel", rt::Relation::Kind::one, kModelRows, 2, "target_model_id"},
};

constexpr rt::Resource kResource({
    .name = "Relationship",
    .parameter = "relationship",
    .list = {
        .rows = kRelationshipRows,
        .filters = kFilters,
        .sorts = kSorts,
        .relations = kRelations,
    },
});

}  // namespace

rt::Response listRelationships(rt::Context& context, rt::Request& request) {
  return kResource.list(context, request);
}

rt::Response createRelationship(rt::Context& context, rt::Request& request) {
  const auto input = rt::readInput<Relationship>(context, request, rt::Write::create);
  return kResource.create<Relationship>(context, request, input);
}

rt::Response getRelationship(rt::Context& context, rt::Request& request) {
  return kResource.get(context, request);
}

rt::Response replaceRelationship(rt::Context& context, rt::Request& request) {
  return kResource.change<Relationship>(context, request, rt::Write::replace);
}

rt::Response patchRelationship(rt::Context& context, rt::Request& request) {
  return kResource.change<Relationship>(context, request, rt::Write::patch);
}

rt::Response deleteRelationship(rt::Context& context, rt::Request& request) {
  return kResource.remove(context, request);
}

}  // namespace app
