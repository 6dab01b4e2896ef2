// The resource of Everything: what its lists offer, and its handlers. Made by Ingot; changes belong in the definition.
#include "resources/everything.hpp"

#include <ingot/rt/resource.hpp>

#include "enums/colour.hpp"
#include "models/everything.hpp"
#include "models/everything-admirers.hpp"
#include "models/everything-see-also.hpp"
#include "models/owner.hpp"
#include "resources/owner.hpp"

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
    {"admirers", rt::Relation::Kind::linked, kOwnerRows, 0, "everything_id", "everything_admirers", "owner_id"},
    {"seeAlso", rt::Relation::Kind::linked, kEverythingRows, 0, "everything_id", "everything_see_also", "other_everything_id"},
};

constexpr rt::Search kSearch{"ingot_search_everythings", "ingot_searched_everythings", "10, 4"};

constexpr rt::Resource kResource({
    .name = "Everything",
    .parameter = "everything",
    .list = {
        .rows = kEverythingRows,
        .filters = kFilters,
        .sorts = kSorts,
        .relations = kRelations,
        .search = &kSearch,
    },
    .versions = &kEverythingVersions,
});

constexpr rt::Link kAdmirersLink{"Owner", "linked_owner", "owners", kEverythingAdmirersTable, "everything_id", "owner_id"};

constexpr rt::Link kSeeAlsoLink{"Everything", "linked_everything", "everythings", kEverythingSeeAlsoTable, "everything_id", "other_everything_id"};

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

rt::Response revisionsOfEverything(rt::Context& context, rt::Request& request) {
  return kResource.listRevisions(context, request);
}

rt::Response revisionOfEverything(rt::Context& context, rt::Request& request) {
  return kResource.getRevision(context, request);
}

rt::Response listAdmirersOfEverything(rt::Context& context, rt::Request& request) {
  return listLinkedOwners(context, request, kResource, kAdmirersLink);
}

rt::Response linkAdmirersOfEverything(rt::Context& context, rt::Request& request) {
  return kResource.link(context, request, kAdmirersLink);
}

rt::Response unlinkAdmirersOfEverything(rt::Context& context, rt::Request& request) {
  return kResource.unlink(context, request, kAdmirersLink);
}

rt::Response listSeeAlsoOfEverything(rt::Context& context, rt::Request& request) {
  return listLinkedEverythings(context, request, kResource, kSeeAlsoLink);
}

rt::Response linkSeeAlsoOfEverything(rt::Context& context, rt::Request& request) {
  return kResource.link(context, request, kSeeAlsoLink);
}

rt::Response unlinkSeeAlsoOfEverything(rt::Context& context, rt::Request& request) {
  return kResource.unlink(context, request, kSeeAlsoLink);
}

rt::Response listLinkedEverythings(rt::Context& context, rt::Request& request, const rt::Resource& owner, const rt::Link& link) {
  return kResource.listLinked(context, request, owner, link);
}

}  // namespace app
