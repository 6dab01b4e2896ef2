// The resource of Model: what its lists offer, and its handlers. Made by Ingot; changes belong in the definition.
#include "resources/model.hpp"

#include <ingot/rt/resource.hpp>

#include "models/application.hpp"
#include "models/model.hpp"
#include "models/relationship.hpp"

namespace app {
namespace {

constexpr rt::Filter kFilters[] = {
    {"applicationId", "application_id", rt::FilterKind::uuid},
    {"name", "name", rt::FilterKind::text},
};

constexpr rt::Sort kSorts[] = {
    {"position", "\"position\""},
    {"name", "name"},
    {"createdAt", "created_at"},
};

constexpr rt::Relation kRelations[] = {
    {"application", rt::Relation::Kind::one, kApplicationRows, 0, "application_id"},
    {"sourceRelationships", rt::Relation::Kind::many, kRelationshipRows, 1, "source_model_id"},
    {"targetRelationships", rt::Relation::Kind::many, kRelationshipRows, 2, "target_model_id"},
};

constexpr rt::Resource kResource({
    .name = "Model",
    .parameter = "model",
    .list = {
        .rows = kModelRows,
        .filters = kFilters,
        .sorts = kSorts,
        .relations = kRelations,
    },
});

}  // namespace

rt::Response listModels(rt::Context& context, rt::Request& request) {
  return kResource.list(context, request);
}

rt::Response createModel(rt::Context& context, rt::Request& request) {
  const auto input = rt::readInput<Model>(context, request, rt::Write::create);
  return kResource.create<Model>(context, request, input);
}

rt::Response getModel(rt::Context& context, rt::Request& request) {
  return kResource.get(context, request);
}

rt::Response replaceModel(rt::Context& context, rt::Request& request) {
  return kResource.change<Model>(context, request, rt::Write::replace);
}

rt::Response patchModel(rt::Context& context, rt::Request& request) {
  return kResource.change<Model>(context, request, rt::Write::patch);
}

rt::Response deleteModel(rt::Context& context, rt::Request& request) {
  return kResource.remove(context, request);
}

}  // namespace app
