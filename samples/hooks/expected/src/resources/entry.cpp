// The resource of Entry: what its lists offer, and its handlers. Made by Ingot; changes belong in the definition.
#include "resources/entry.hpp"

#include <ingot/rt/resource.hpp>

#include "hooks/entry.hpp"
#include "models/account.hpp"
#include "models/entry.hpp"

namespace app {
namespace {

constexpr rt::Filter kFilters[] = {
    {"accountId", "account_id", rt::FilterKind::uuid},
};

constexpr rt::Relation kRelations[] = {
    {"account", rt::Relation::Kind::one, kAccountRows, 0, "account_id"},
};

constexpr rt::Resource kResource({
    .name = "Entry",
    .parameter = "entry",
    .list = {
        .rows = kEntryRows,
        .filters = kFilters,
        .relations = kRelations,
    },
});

}  // namespace

rt::Response listEntries(rt::Context& context, rt::Request& request) {
  return kResource.list(context, request);
}

rt::Response createEntry(rt::Context& context, rt::Request& request) {
  const auto input = rt::readInput<Entry>(context, request, rt::Write::create);
  return kResource.create<Entry>(context, request, input, kEntryHooks);
}

rt::Response getEntry(rt::Context& context, rt::Request& request) {
  return kResource.get(context, request);
}

rt::Response replaceEntry(rt::Context& context, rt::Request& request) {
  return kResource.change<Entry>(context, request, rt::Write::replace, kEntryHooks);
}

rt::Response patchEntry(rt::Context& context, rt::Request& request) {
  return kResource.change<Entry>(context, request, rt::Write::patch, kEntryHooks);
}

rt::Response deleteEntry(rt::Context& context, rt::Request& request) {
  return kResource.remove<Entry>(context, request, kEntryHooks);
}

}  // namespace app
