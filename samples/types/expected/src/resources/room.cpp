// The handlers of Room. Made by Ingot; changes belong in the definition.
#include "resources/room.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <ingot/rt/list.hpp>
#include <ingot/rt/related.hpp>
#include <ingot/rt/resource.hpp>

#include "models/chair.hpp"
#include "models/owner.hpp"
#include "models/room.hpp"

namespace app {
namespace {

constexpr rt::Filter kFilters[] = {
    {"number", "number", rt::FilterKind::integer},
};

constexpr std::span<const rt::Sort> kSorts;

constexpr std::string_view kIncludes[] = {
    "owner",
    "chairs",
};

constexpr rt::ListSpec kList{kSelectRooms, "SELECT count(*) FROM rooms", kFilters, kSorts, kIncludes};

// Throws 404 unless the rows that the URL names are there and belong to each other.
void requireParents(rt::Session& session, const rt::Request& request) {
  const auto parent = findOwner(session, request.pathParameter<rt::Uuid>("owner"));
  if (!parent) throw rt::notFound("Owner");
}

// Which row a request is about.
struct Key {
  rt::Uuid id;
  rt::Uuid ownerId;

  explicit Key(const rt::Request& request)
      : id(request.pathParameter<rt::Uuid>("room")), ownerId(request.pathParameter<rt::Uuid>("owner")) {
  }

  [[nodiscard]] std::optional<Room> find(rt::Session& session) const {
    auto item = findRoom(session, id);
    if (item && item->ownerId != ownerId) item.reset();
    return item;
  }

  void narrow(rt::RowMatch& match, std::optional<std::int64_t> version) const {
    match.where("id", id);
    match.where("owner_id", ownerId);
    if (version) match.where("row_version", *version);
  }

  // Why no row was changed: there is another version of it, or there is none.
  [[noreturn]] void refuse(rt::Session& session) const {
    if (find(session)) throw rt::preconditionFailed();
    throw rt::notFound("Room");
  }
};

// What `include=` adds to a page of rows: one statement for each relation, however many rows there are.
struct Related {
  rt::Includes includes;
  std::vector<Owner> owner;
  std::vector<Chair> chairs;

  Related(rt::Context& context, rt::Session& session, const rt::Includes& wanted, std::span<const Room> items)
      : includes(wanted) {
    if (includes.has("owner")) owner = rt::fetchReferenced<Owner>(session, kSelectOwners, items, &Room::ownerId);
    if (includes.has("chairs")) chairs = rt::fetchReferring<Chair>(session, kChairTable, kChairColumns, "room_id", items, context.api().maxPageSize);
  }

  void write(rt::JsonWriter& json, const Room& item) const {
    writeRoom(json, item);
    if (includes.has("owner")) rt::writeReferenced(json, "owner", owner, item.ownerId, writeOwner);
    if (includes.has("chairs")) rt::writeReferring(json, "chairs", chairs, &Chair::roomId, item.id, writeChair);
  }
};

Room::Input inputOf(const rt::Request& request, rt::Context& context, rt::Write write) {
  rt::Checks checks(write);
  rt::ObjectReader body(request.jsonBody(), checks);
  Room::Input input;
  readRoom(body, input);
  if (write != rt::Write::patch) fillRoom(input, context.now());
  checkRoom(input, checks);
  checks.finish();
  return input;
}

rt::Response change(rt::Context& context, const rt::Request& request, rt::Write write) {
  const Key key(request);
  const auto version = rt::ifMatch(request);
  const Room::Input input = inputOf(request, context, write);
  rt::Update update = updateRoom(input, context.now());
  key.narrow(update, version);
  const Room item = context.write([&](rt::Session& session) {
    auto changed = update.run<Room>(session, kRoomColumns);
    if (!changed) key.refuse(session);
    return *std::move(changed);
  });
  return rt::rowResponse(request, item.rowVersion, rt::objectOf(writeRoom, item));
}

}  // namespace

rt::Response listRooms(rt::Context& context, rt::Request& request) {
  rt::ListQuery query(context, request, kList);
  query.where("owner_id", request.pathParameter<rt::Uuid>("owner"));
  return context.read([&](rt::Session& session) {
    const auto page = rt::fetchPage<Room>(session, query);
    if (page.total == 0) requireParents(session, request);
    const Related related(context, session, query.includes(), page.rows);
    return rt::pageResponse(request, query, page, [&](rt::JsonWriter& json, const Room& item) { related.write(json, item); });
  });
}

rt::Response createRoom(rt::Context& context, rt::Request& request) {
  Room::Input input = inputOf(request, context, rt::Write::create);
  input.ownerId = request.pathParameter<rt::Uuid>("owner");
  const Room item = context.write([&](rt::Session& session) {
    requireParents(session, request);
    return insertRoom(session, input, context.now());
  });
  return rt::createdResponse(request, item.id, item.rowVersion, rt::objectOf(writeRoom, item));
}

rt::Response getRoom(rt::Context& context, rt::Request& request) {
  const Key key(request);
  const auto includes = rt::readIncludes(request, kIncludes);
  return context.read([&](rt::Session& session) {
    const auto item = key.find(session);
    if (!item) throw rt::notFound("Room");
    if (includes.empty()) return rt::rowResponse(request, item->rowVersion, rt::objectOf(writeRoom, *item));
    const Related related(context, session, includes, {&*item, 1});
    rt::JsonWriter json;
    json.beginObject();
    related.write(json, *item);
    json.endObject();
    return rt::jsonResponse(std::move(json));
  });
}

rt::Response replaceRoom(rt::Context& context, rt::Request& request) {
  return change(context, request, rt::Write::replace);
}

rt::Response patchRoom(rt::Context& context, rt::Request& request) {
  return change(context, request, rt::Write::patch);
}

rt::Response deleteRoom(rt::Context& context, rt::Request& request) {
  const Key key(request);
  rt::Delete removal(kRoomTable);
  key.narrow(removal, rt::ifMatch(request));
  context.write([&](rt::Session& session) {
    if (!removal.run(session)) key.refuse(session);
  });
  return rt::noContent();
}

}  // namespace app
