// The resource of Room: what its lists offer, and its handlers. Made by Ingot; changes belong in the definition.
#include "resources/room.hpp"

#include <ingot/rt/resource.hpp>

#include "models/chair.hpp"
#include "models/owner.hpp"
#include "models/room.hpp"

namespace app {
namespace {

constexpr rt::Filter kFilters[] = {
    {"number", "number", rt::FilterKind::integer},
};

constexpr rt::Relation kRelations[] = {
    {"owner", rt::Relation::Kind::one, kOwnerRows, 0, "owner_id"},
    {"chairs", rt::Relation::Kind::many, kChairRows, 0, "room_id"},
};

constexpr rt::Parent kParents[] = {
    {"Owner", "owner", "owners", ""},
};

constexpr rt::DeletedRows kDeleted{
    "rooms_deleted",
    {"INSERT INTO rooms (id, owner_id, number, created_at, updated_at, row_version) SELECT id, "
     "owner_id, number, created_at, updated_at, row_version FROM rooms_deleted WHERE id = $1 "
     "RETURNING id, owner_id, number, created_at, updated_at, row_version"},
};

constexpr rt::Resource kResource({
    .name = "Room",
    .parameter = "room",
    .parentColumn = "owner_id",
    .parents = kParents,
    .list = {
        .rows = kRoomRows,
        .filters = kFilters,
        .relations = kRelations,
    },
    .deleted = &kDeleted,
});

}  // namespace

rt::Response listRooms(rt::Context& context, rt::Request& request) {
  return kResource.list(context, request);
}

rt::Response createRoom(rt::Context& context, rt::Request& request) {
  auto input = rt::readInput<Room>(context, request, rt::Write::create);
  input.ownerId = kResource.parentOf(request);
  return kResource.create<Room>(context, request, input);
}

rt::Response getRoom(rt::Context& context, rt::Request& request) {
  return kResource.get(context, request);
}

rt::Response replaceRoom(rt::Context& context, rt::Request& request) {
  return kResource.change<Room>(context, request, rt::Write::replace);
}

rt::Response patchRoom(rt::Context& context, rt::Request& request) {
  return kResource.change<Room>(context, request, rt::Write::patch);
}

rt::Response deleteRoom(rt::Context& context, rt::Request& request) {
  return kResource.remove(context, request);
}

rt::Response restoreRoom(rt::Context& context, rt::Request& request) {
  return kResource.restore<Room>(context, request);
}

}  // namespace app
