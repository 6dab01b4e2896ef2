// The handlers of Owner. Made by Ingot; changes belong in the definition.
#include "resources/owner.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <ingot/rt/list.hpp>
#include <ingot/rt/related.hpp>
#include <ingot/rt/resource.hpp>

#include "models/everything.hpp"
#include "models/owner.hpp"
#include "models/room.hpp"

namespace app {
namespace {

constexpr std::span<const rt::Filter> kFilters;

constexpr rt::Sort kSorts[] = {
    {"name", "name"},
};

constexpr std::string_view kIncludes[] = {
    "things",
    "rooms",
};

constexpr rt::ListSpec kList{kSelectOwners, "SELECT count(*) FROM owners", kFilters, kSorts, kIncludes};

// Which row a request is about.
struct Key {
  rt::Uuid id;

  explicit Key(const rt::Request& request)
      : id(request.pathParameter<rt::Uuid>("owner")) {
  }

  [[nodiscard]] std::optional<Owner> find(rt::Session& session) const {
    return findOwner(session, id);
  }

  void narrow(rt::RowMatch& match, std::optional<std::int64_t> version) const {
    match.where("id", id);
    if (version) match.where("row_version", *version);
  }

  // Why no row was changed: there is another version of it, or there is none.
  [[noreturn]] void refuse(rt::Session& session) const {
    if (find(session)) throw rt::preconditionFailed();
    throw rt::notFound("Owner");
  }
};

// What `include=` adds to a page of rows: one statement for each relation, however many rows there are.
struct Related {
  rt::Includes includes;
  std::vector<Everything> things;
  std::vector<Room> rooms;

  Related(rt::Context& context, rt::Session& session, const rt::Includes& wanted, std::span<const Owner> items)
      : includes(wanted) {
    if (includes.has("things")) things = rt::fetchReferring<Everything>(session, kEverythingTable, kEverythingColumns, "owner_id", items, context.api().maxPageSize);
    if (includes.has("rooms")) rooms = rt::fetchReferring<Room>(session, kRoomTable, kRoomColumns, "owner_id", items, context.api().maxPageSize);
  }

  void write(rt::JsonWriter& json, const Owner& item) const {
    writeOwner(json, item);
    if (includes.has("things")) rt::writeReferring(json, "things", things, &Everything::ownerId, item.id, writeEverything);
    if (includes.has("rooms")) rt::writeReferring(json, "rooms", rooms, &Room::ownerId, item.id, writeRoom);
  }
};

Owner::Input inputOf(const rt::Request& request, rt::Context& context, rt::Write write) {
  rt::Checks checks(write);
  rt::ObjectReader body(request.jsonBody(), checks);
  Owner::Input input;
  readOwner(body, input);
  if (write != rt::Write::patch) fillOwner(input, context.now());
  checkOwner(input, checks);
  checks.finish();
  return input;
}

rt::Response change(rt::Context& context, const rt::Request& request, rt::Write write) {
  const Key key(request);
  const auto version = rt::ifMatch(request);
  const Owner::Input input = inputOf(request, context, write);
  rt::Update update = updateOwner(input, context.now());
  key.narrow(update, version);
  const Owner item = context.write([&](rt::Session& session) {
    auto changed = update.run<Owner>(session, kOwnerColumns);
    if (!changed) key.refuse(session);
    return *std::move(changed);
  });
  return rt::rowResponse(request, item.rowVersion, rt::objectOf(writeOwner, item));
}

}  // namespace

rt::Response listOwners(rt::Context& context, rt::Request& request) {
  rt::ListQuery query(context, request, kList);
  return context.read([&](rt::Session& session) {
    const auto page = rt::fetchPage<Owner>(session, query);
    const Related related(context, session, query.includes(), page.rows);
    return rt::pageResponse(request, query, page, [&](rt::JsonWriter& json, const Owner& item) { related.write(json, item); });
  });
}

rt::Response createOwner(rt::Context& context, rt::Request& request) {
  const Owner::Input input = inputOf(request, context, rt::Write::create);
  const Owner item = context.write([&](rt::Session& session) {
    return insertOwner(session, input, context.now());
  });
  return rt::createdResponse(request, item.id, item.rowVersion, rt::objectOf(writeOwner, item));
}

rt::Response getOwner(rt::Context& context, rt::Request& request) {
  const Key key(request);
  const auto includes = rt::readIncludes(request, kIncludes);
  return context.read([&](rt::Session& session) {
    const auto item = key.find(session);
    if (!item) throw rt::notFound("Owner");
    if (includes.empty()) return rt::rowResponse(request, item->rowVersion, rt::objectOf(writeOwner, *item));
    const Related related(context, session, includes, {&*item, 1});
    rt::JsonWriter json;
    json.beginObject();
    related.write(json, *item);
    json.endObject();
    return rt::jsonResponse(std::move(json));
  });
}

rt::Response replaceOwner(rt::Context& context, rt::Request& request) {
  return change(context, request, rt::Write::replace);
}

rt::Response patchOwner(rt::Context& context, rt::Request& request) {
  return change(context, request, rt::Write::patch);
}

rt::Response deleteOwner(rt::Context& context, rt::Request& request) {
  const Key key(request);
  rt::Delete removal(kOwnerTable);
  key.narrow(removal, rt::ifMatch(request));
  context.write([&](rt::Session& session) {
    if (!removal.run(session)) key.refuse(session);
  });
  return rt::noContent();
}

}  // namespace app
