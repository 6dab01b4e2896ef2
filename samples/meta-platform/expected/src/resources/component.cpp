// The resource of Component: what its lists offer, and its handlers. Made by Ingot; changes belong in the definition.
#include "resources/component.hpp"

#include <ingot/rt/resource.hpp>

#include "enums/component-kind.hpp"
#include "models/application.hpp"
#include "models/component.hpp"

namespace app {
namespace {

constexpr rt::Filter kFilters[] = {
    {"applicationId", "application_id", rt::FilterKind::uuid},
    {"kind", "kind", rt::FilterKind::closedText, 0, ComponentKind::texts},
    {"name", "name", rt::FilterKind::text},
};

constexpr rt::Sort kSorts[] = {
    {"position", "\"position\""},
    {"name", "name"},
    {"createdAt", "created_at"},
};

constexpr rt::Relation kRelations[] = {
    {"application", rt::Relation::Kind::one, kApplicationRows, 0, "application_id"},
};

constexpr rt::Resource kResource({
    .name = "Component",
    .parameter = "component",
    .list = {
        .rows = kComponentRows,
        .filters = kFilters,
        .sorts = kSorts,
        .relations = kRelations,
    },
});

}  // namespace

rt::Response listComponents(rt::Context& context, rt::Request& request) {
  return kResource.list(context, request);
}

rt::Response createComponent(rt::Context& context, rt::Request& request) {
  const auto input = rt::readInput<Component>(context, request, rt::Write::create);
  return kResource.create<Component>(context, request, input);
}

rt::Response getComponent(rt::Context& context, rt::Request& request) {
  return kResource.get(context, request);
}

rt::Response replaceComponent(rt::Context& context, rt::Request& request) {
  return kResource.change<Component>(context, request, rt::Write::replace);
}

rt::Response patchComponent(rt::Context& context, rt::Request& request) {
  return kResource.change<Component>(context, request, rt::Write::patch);
}

rt::Response deleteComponent(rt::Context& context, rt::Request& request) {
  return kResource.remove(context, request);
}

}  // namespace app
