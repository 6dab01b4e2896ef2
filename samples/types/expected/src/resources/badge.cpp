// The resource of Badge: what its lists offer, and its handlers. Made by Ingot; changes belong in the definition.
#include "resources/badge.hpp"

#include <ingot/rt/resource.hpp>

#include "models/badge.hpp"
#include "models/owner.hpp"

namespace app {
namespace {

constexpr rt::Filter kFilters[] = {
    {"ownerId", "owner_id", rt::FilterKind::uuid},
};

constexpr rt::Relation kRelations[] = {
    {"owner", rt::Relation::Kind::one, kOwnerRows, 0, "owner_id"},
    {"spare", rt::Relation::Kind::one, kBadgeRows, 1, "spare_id"},
    {"spareOf", rt::Relation::Kind::single, kBadgeRows, 1, "spare_id"},
};

constexpr rt::Resource kResource({
    .name = "Badge",
    .parameter = "badge",
    .list = {
        .rows = kBadgeRows,
        .filters = kFilters,
        .relations = kRelations,
    },
});

}  // namespace

rt::Response listBadges(rt::Context& context, rt::Request& request) {
  return kResource.list(context, request);
}

rt::Response createBadge(rt::Context& context, rt::Request& request) {
  const auto input = rt::readInput<Badge>(context, request, rt::Write::create);
  return kResource.create<Badge>(context, request, input);
}

rt::Response getBadge(rt::Context& context, rt::Request& request) {
  return kResource.get(context, request);
}

rt::Response replaceBadge(rt::Context& context, rt::Request& request) {
  return kResource.change<Badge>(context, request, rt::Write::replace);
}

rt::Response patchBadge(rt::Context& context, rt::Request& request) {
  return kResource.change<Badge>(context, request, rt::Write::patch);
}

rt::Response deleteBadge(rt::Context& context, rt::Request& request) {
  return kResource.remove(context, request);
}

}  // namespace app
