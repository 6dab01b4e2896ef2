// The resource of Owner: what its lists offer, and its handlers. Made by Ingot; changes belong in the definition.
#include "resources/owner.hpp"

#include <ingot/rt/resource.hpp>

#include "models/badge.hpp"
#include "models/everything.hpp"
#include "models/everything-admirers.hpp"
#include "models/owner.hpp"
#include "models/room.hpp"
#include "resources/everything.hpp"

namespace app {
namespace {

constexpr rt::Sort kSorts[] = {
    {"name", "name"},
};

constexpr rt::Relation kRelations[] = {
    {"badge", rt::Relation::Kind::single, kBadgeRows, 0, "owner_id"},
    {"things", rt::Relation::Kind::many, kEverythingRows, 1, "owner_id"},
    {"rooms", rt::Relation::Kind::many, kRoomRows, 0, "owner_id"},
    {"favourites", rt::Relation::Kind::linked, kEverythingRows, 0, "owner_id", "everything_admirers", "everything_id"},
};

constexpr rt::Resource kResource({
    .name = "Owner",
    .parameter = "owner",
    .list = {
        .rows = kOwnerRows,
        .sorts = kSorts,
        .relations = kRelations,
    },
});

constexpr rt::Link kFavouritesLink{"Everything", "linked_everything", "everythings", kEverythingAdmirersTable, "owner_id", "everything_id"};

}  // namespace

rt::Response listOwners(rt::Context& context, rt::Request& request) {
  return kResource.list(context, request);
}

rt::Response createOwner(rt::Context& context, rt::Request& request) {
  const auto input = rt::readInput<Owner>(context, request, rt::Write::create);
  return kResource.create<Owner>(context, request, input);
}

rt::Response getOwner(rt::Context& context, rt::Request& request) {
  return kResource.get(context, request);
}

rt::Response replaceOwner(rt::Context& context, rt::Request& request) {
  return kResource.change<Owner>(context, request, rt::Write::replace);
}

rt::Response patchOwner(rt::Context& context, rt::Request& request) {
  return kResource.change<Owner>(context, request, rt::Write::patch);
}

rt::Response deleteOwner(rt::Context& context, rt::Request& request) {
  return kResource.remove(context, request);
}

rt::Response listFavouritesOfOwner(rt::Context& context, rt::Request& request) {
  return listLinkedEverythings(context, request, kResource, kFavouritesLink);
}

rt::Response linkFavouritesOfOwner(rt::Context& context, rt::Request& request) {
  return kResource.link(context, request, kFavouritesLink);
}

rt::Response unlinkFavouritesOfOwner(rt::Context& context, rt::Request& request) {
  return kResource.unlink(context, request, kFavouritesLink);
}

rt::Response listLinkedOwners(rt::Context& context, rt::Request& request, const rt::Resource& owner, const rt::Link& link) {
  return kResource.listLinked(context, request, owner, link);
}

}  // namespace app
