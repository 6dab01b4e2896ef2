// The handlers of Everything. Made by Ingot; changes belong in the definition.
#include "resources/everything.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <ingot/rt/list.hpp>
#include <ingot/rt/related.hpp>
#include <ingot/rt/resource.hpp>

#include "enums/colour.hpp"
#include "models/everything.hpp"
#include "models/owner.hpp"

namespace app {
namespace {

constexpr rt::Filter kFilters[] = {
    {"flag", "flag", rt::FilterKind::boolean},
    {"count", "count", rt::FilterKind::integer},
    {"wide", "wide", rt::FilterKind::bigint},
    {"ratio", "ratio", rt::FilterKind::real},
    {"price", "price", rt::FilterKind::decimal, 2},
    {"word", "word", rt::FilterKind::text},
    {"token", "token", rt::FilterKind::uuid},
    {"born", "born", rt::FilterKind::date},
    {"seenAt", "seen_at", rt::FilterKind::timestamp},
    {"lasts", "lasts", rt::FilterKind::duration},
    {"email", "email", rt::FilterKind::text},
    {"colour", "colour", rt::FilterKind::closedText, 0, Colour::texts},
    {"ownerId", "owner_id", rt::FilterKind::uuid},
    {"createdAt", "created_at", rt::FilterKind::timestamp},
};

constexpr rt::Sort kSorts[] = {
    {"count", "count"},
    {"price", "price"},
    {"word", "word"},
    {"born", "born"},
    {"createdAt", "created_at"},
};

constexpr std::string_view kIncludes[] = {
    "parent",
    "owner",
    "children",
};

constexpr rt::ListSpec kList{kSelectEverythings, "SELECT count(*) FROM everythings", kFilters, kSorts, kIncludes};

// Which row a request is about.
struct Key {
  rt::Uuid id;

  explicit Key(const rt::Request& request)
      : id(request.pathParameter<rt::Uuid>("everything")) {
  }

  [[nodiscard]] std::optional<Everything> find(rt::Session& session) const {
    return findEverything(session, id);
  }

  void narrow(rt::RowMatch& match, std::optional<std::int64_t> version) const {
    match.where("id", id);
    if (version) match.where("row_version", *version);
  }

  // Why no row was changed: there is another version of it, or there is none.
  [[noreturn]] void refuse(rt::Session& session) const {
    if (find(session)) throw rt::preconditionFailed();
    throw rt::notFound("Everything");
  }
};

// What `include=` adds to a page of rows: one statement for each relation, however many rows there are.
struct Related {
  rt::Includes includes;
  std::vector<Everything> parent;
  std::vector<Owner> owner;
  std::vector<Everything> children;

  Related(rt::Context& context, rt::Session& session, const rt::Includes& wanted, std::span<const Everything> items)
      : includes(wanted) {
    if (includes.has("parent")) parent = rt::fetchReferenced<Everything>(session, kSelectEverythings, items, &Everything::parentId);
    if (includes.has("owner")) owner = rt::fetchReferenced<Owner>(session, kSelectOwners, items, &Everything::ownerId);
    if (includes.has("children")) children = rt::fetchReferring<Everything>(session, kEverythingTable, kEverythingColumns, "parent_id", items, context.api().maxPageSize);
  }

  void write(rt::JsonWriter& json, const Everything& item) const {
    writeEverything(json, item);
    if (includes.has("parent")) rt::writeReferenced(json, "parent", parent, item.parentId, writeEverything);
    if (includes.has("owner")) rt::writeReferenced(json, "owner", owner, item.ownerId, writeOwner);
    if (includes.has("children")) rt::writeReferring(json, "children", children, &Everything::parentId, item.id, writeEverything);
  }
};

Everything::Input inputOf(const rt::Request& request, rt::Context& context, rt::Write write) {
  rt::Checks checks(write);
  rt::ObjectReader body(request.jsonBody(), checks);
  Everything::Input input;
  readEverything(body, input);
  if (write != rt::Write::patch) fillEverything(input, context.now());
  checkEverything(input, checks);
  checks.finish();
  return input;
}

rt::Response change(rt::Context& context, const rt::Request& request, rt::Write write) {
  const Key key(request);
  const auto version = rt::ifMatch(request);
  const Everything::Input input = inputOf(request, context, write);
  rt::Update update = updateEverything(input, context.now());
  key.narrow(update, version);
  const Everything item = context.write([&](rt::Session& session) {
    auto changed = update.run<Everything>(session, kEverythingColumns);
    if (!changed) key.refuse(session);
    return *std::move(changed);
  });
  return rt::rowResponse(request, item.rowVersion, rt::objectOf(writeEverything, item));
}

}  // namespace

rt::Response listEverythings(rt::Context& context, rt::Request& request) {
  rt::ListQuery query(context, request, kList);
  return context.read([&](rt::Session& session) {
    const auto page = rt::fetchPage<Everything>(session, query);
    const Related related(context, session, query.includes(), page.rows);
    return rt::pageResponse(request, query, page, [&](rt::JsonWriter& json, const Everything& item) { related.write(json, item); });
  });
}

rt::Response createEverything(rt::Context& context, rt::Request& request) {
  const Everything::Input input = inputOf(request, context, rt::Write::create);
  const Everything item = context.write([&](rt::Session& session) {
    return insertEverything(session, input, context.now());
  });
  return rt::createdResponse(request, item.id, item.rowVersion, rt::objectOf(writeEverything, item));
}

rt::Response getEverything(rt::Context& context, rt::Request& request) {
  const Key key(request);
  const auto includes = rt::readIncludes(request, kIncludes);
  return context.read([&](rt::Session& session) {
    const auto item = key.find(session);
    if (!item) throw rt::notFound("Everything");
    if (includes.empty()) return rt::rowResponse(request, item->rowVersion, rt::objectOf(writeEverything, *item));
    const Related related(context, session, includes, {&*item, 1});
    rt::JsonWriter json;
    json.beginObject();
    related.write(json, *item);
    json.endObject();
    return rt::jsonResponse(std::move(json));
  });
}

rt::Response replaceEverything(rt::Context& context, rt::Request& request) {
  return change(context, request, rt::Write::replace);
}

rt::Response patchEverything(rt::Context& context, rt::Request& request) {
  return change(context, request, rt::Write::patch);
}

rt::Response deleteEverything(rt::Context& context, rt::Request& request) {
  const Key key(request);
  rt::Delete removal(kEverythingTable);
  key.narrow(removal, rt::ifMatch(request));
  context.write([&](rt::Session& session) {
    if (!removal.run(session)) key.refuse(session);
  });
  return rt::noContent();
}

}  // namespace app
