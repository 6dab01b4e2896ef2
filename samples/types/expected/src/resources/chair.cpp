// The handlers of Chair. Made by Ingot; changes belong in the definition.
#include "resources/chair.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <ingot/rt/list.hpp>
#include <ingot/rt/related.hpp>
#include <ingot/rt/resource.hpp>

#include "models/chair.hpp"
#include "models/note.hpp"
#include "models/owner.hpp"
#include "models/room.hpp"

namespace app {
namespace {

constexpr std::span<const rt::Filter> kFilters;

constexpr std::span<const rt::Sort> kSorts;

constexpr std::string_view kIncludes[] = {
    "room",
    "notes",
};

constexpr rt::ListSpec kList{kSelectChairs, "SELECT count(*) FROM chairs", kFilters, kSorts, kIncludes};

// Throws 404 unless the rows that the URL names are there and belong to each other.
void requireParents(rt::Session& session, const rt::Request& request) {
  const auto parent = findRoom(session, request.pathParameter<rt::Uuid>("room"));
  if (!parent || parent->ownerId != request.pathParameter<rt::Uuid>("owner")) throw rt::notFound("Room");
}

// Which row a request is about.
struct Key {
  rt::Uuid id;
  rt::Uuid roomId;

  explicit Key(const rt::Request& request)
      : id(request.pathParameter<rt::Uuid>("chair")), roomId(request.pathParameter<rt::Uuid>("room")) {
  }

  [[nodiscard]] std::optional<Chair> find(rt::Session& session) const {
    auto item = findChair(session, id);
    if (item && item->roomId != roomId) item.reset();
    return item;
  }

  void narrow(rt::RowMatch& match, std::optional<std::int64_t> version) const {
    match.where("id", id);
    match.where("room_id", roomId);
    if (version) match.where("row_version", *version);
  }

  // Why no row was changed: there is another version of it, or there is none.
  [[noreturn]] void refuse(rt::Session& session) const {
    if (find(session)) throw rt::preconditionFailed();
    throw rt::notFound("Chair");
  }
};

// What `include=` adds to a page of rows: one statement for each relation, however many rows there are.
struct Related {
  rt::Includes includes;
  std::vector<Room> room;
  std::vector<Note> notes;

  Related(rt::Context& context, rt::Session& session, const rt::Includes& wanted, std::span<const Chair> items)
      : includes(wanted) {
    if (includes.has("room")) room = rt::fetchReferenced<Room>(session, kSelectRooms, items, &Chair::roomId);
    if (includes.has("notes")) notes = rt::fetchReferring<Note>(session, kNoteTable, kNoteColumns, "chair_id", items, context.api().maxPageSize);
  }

  void write(rt::JsonWriter& json, const Chair& item) const {
    writeChair(json, item);
    if (includes.has("room")) rt::writeReferenced(json, "room", room, item.roomId, writeRoom);
    if (includes.has("notes")) rt::writeReferring(json, "notes", notes, &Note::chairId, item.id, writeNote);
  }
};

Chair::Input inputOf(const rt::Request& request, rt::Context& context, rt::Write write) {
  rt::Checks checks(write);
  rt::ObjectReader body(request.jsonBody(), checks);
  Chair::Input input;
  readChair(body, input);
  if (write != rt::Write::patch) fillChair(input, context.now());
  checkChair(input, checks);
  checks.finish();
  return input;
}

rt::Response change(rt::Context& context, const rt::Request& request, rt::Write write) {
  const Key key(request);
  const auto version = rt::ifMatch(request);
  const Chair::Input input = inputOf(request, context, write);
  rt::Update update = updateChair(input, context.now());
  key.narrow(update, version);
  const Chair item = context.write([&](rt::Session& session) {
    requireParents(session, request);
    auto changed = update.run<Chair>(session, kChairColumns);
    if (!changed) key.refuse(session);
    return *std::move(changed);
  });
  return rt::rowResponse(request, item.rowVersion, rt::objectOf(writeChair, item));
}

}  // namespace

rt::Response listChairs(rt::Context& context, rt::Request& request) {
  rt::ListQuery query(context, request, kList);
  query.where("room_id", request.pathParameter<rt::Uuid>("room"));
  return context.read([&](rt::Session& session) {
    requireParents(session, request);
    const auto page = rt::fetchPage<Chair>(session, query);
    const Related related(context, session, query.includes(), page.rows);
    return rt::pageResponse(request, query, page, [&](rt::JsonWriter& json, const Chair& item) { related.write(json, item); });
  });
}

rt::Response createChair(rt::Context& context, rt::Request& request) {
  Chair::Input input = inputOf(request, context, rt::Write::create);
  input.roomId = request.pathParameter<rt::Uuid>("room");
  const Chair item = context.write([&](rt::Session& session) {
    requireParents(session, request);
    return insertChair(session, input, context.now());
  });
  return rt::createdResponse(request, item.id, item.rowVersion, rt::objectOf(writeChair, item));
}

rt::Response getChair(rt::Context& context, rt::Request& request) {
  const Key key(request);
  const auto includes = rt::readIncludes(request, kIncludes);
  return context.read([&](rt::Session& session) {
    requireParents(session, request);
    const auto item = key.find(session);
    if (!item) throw rt::notFound("Chair");
    if (includes.empty()) return rt::rowResponse(request, item->rowVersion, rt::objectOf(writeChair, *item));
    const Related related(context, session, includes, {&*item, 1});
    rt::JsonWriter json;
    json.beginObject();
    related.write(json, *item);
    json.endObject();
    return rt::jsonResponse(std::move(json));
  });
}

rt::Response replaceChair(rt::Context& context, rt::Request& request) {
  return change(context, request, rt::Write::replace);
}

rt::Response patchChair(rt::Context& context, rt::Request& request) {
  return change(context, request, rt::Write::patch);
}

rt::Response deleteChair(rt::Context& context, rt::Request& request) {
  const Key key(request);
  rt::Delete removal(kChairTable);
  key.narrow(removal, rt::ifMatch(request));
  context.write([&](rt::Session& session) {
    requireParents(session, request);
    if (!removal.run(session)) key.refuse(session);
  });
  return rt::noContent();
}

}  // namespace app
