// The resource of Chair: what its lists offer, and its handlers. Made by Ingot; changes belong in the definition.
#include "resources/chair.hpp"

#include <ingot/rt/resource.hpp>

#include "models/chair.hpp"
#include "models/note.hpp"
#include "models/room.hpp"

namespace app {
namespace {

constexpr rt::Relation kRelations[] = {
    {"room", rt::Relation::Kind::one, kRoomRows, 0, "room_id"},
    {"notes", rt::Relation::Kind::many, kNoteRows, 0, "chair_id"},
};

constexpr rt::Parent kParents[] = {
    {"Room", "room", "rooms", "owner_id"},
    {"Owner", "owner", "owners", ""},
};

constexpr rt::DeletedRows kDeleted{
    "chairs_deleted",
    {"INSERT INTO chairs (id, room_id, material, created_at, updated_at, row_version) SELECT "
     "id, room_id, material, created_at, updated_at, row_version FROM chairs_deleted WHERE id "
     "= $1 RETURNING id, room_id, material, created_at, updated_at, row_version"},
};

constexpr rt::Resource kResource({
    .name = "Chair",
    .parameter = "chair",
    .parentColumn = "room_id",
    .parents = kParents,
    .list = {
        .rows = kChairRows,
        .relations = kRelations,
    },
    .deleted = &kDeleted,
    .versions = &kChairVersions,
});

}  // namespace

rt::Response listChairs(rt::Context& context, rt::Request& request) {
  return kResource.list(context, request);
}

rt::Response createChair(rt::Context& context, rt::Request& request) {
  auto input = rt::readInput<Chair>(context, request, rt::Write::create);
  input.roomId = kResource.parentOf(request);
  return kResource.create<Chair>(context, request, input);
}

rt::Response getChair(rt::Context& context, rt::Request& request) {
  return kResource.get(context, request);
}

rt::Response replaceChair(rt::Context& context, rt::Request& request) {
  return kResource.change<Chair>(context, request, rt::Write::replace);
}

rt::Response patchChair(rt::Context& context, rt::Request& request) {
  return kResource.change<Chair>(context, request, rt::Write::patch);
}

rt::Response deleteChair(rt::Context& context, rt::Request& request) {
  return kResource.remove(context, request);
}

rt::Response restoreChair(rt::Context& context, rt::Request& request) {
  return kResource.restore<Chair>(context, request);
}

rt::Response revisionsOfChair(rt::Context& context, rt::Request& request) {
  return kResource.listRevisions(context, request);
}

rt::Response revisionOfChair(rt::Context& context, rt::Request& request) {
  return kResource.getRevision(context, request);
}

}  // namespace app
