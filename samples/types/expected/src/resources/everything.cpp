// The resource of Everything: what its lists offer, and its handlers. Made by Ingot; changes belong in the definition.
#include "resources/everything.hpp"

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
    {"opensAt", "opens_at", rt::FilterKind::time},
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
    {"opensAt", "opens_at"},
    {"createdAt", "created_at"},
};

constexpr rt::Relation kRelations[] = {
    {"parent", rt::Relation::Kind::one, kEverythingRows, 0, "parent_id"},
    {"owner", rt::Relation::Kind::one, kOwnerRows, 1, "owner_id"},
    {"children", rt::Relation::Kind::many, kEverythingRows, 0, "parent_id"},
};

constexpr rt::Resource kResource({
    .name = "Everything",
    .parameter = "everything",
    .list = {
        .rows = kEverythingRows,
        .filters = kFilters,
        .sorts = kSorts,
        .relations = kRelations,
    },
});

}  // namespace

rt::Response listEverythings(rt::Context& context, rt::Request& request) {
  return kResource.list(context, request);
}

rt::Response createEverything(rt::Context& context, rt::Request& request) {
  const auto input = rt::readInput<Everything>(context, request, rt::Write::create);
  return kResource.create<Everything>(context, request, input);
}

rt::Response getEverything(rt::Context& context, rt::Request& request) {
  return kResource.get(context, request);
}

rt::Response replaceEverything(rt::Context& context, rt::Request& request) {
  return kResource.change<Everything>(context, request, rt::Write::replace);
}

rt::Response patchEverything(rt::Context& context, rt::Request& request) {
  return kResource.change<Everything>(context, request, rt::Write::patch);
}

rt::Response deleteEverything(rt::Context& context, rt::Request& request) {
  return kResource.remove(context, request);
}

}  // namespace app
