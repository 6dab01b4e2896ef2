// The resource of Change: what its lists offer, and its handlers. Made by Ingot; changes belong in the definition.
#include "resources/change.hpp"

#include <ingot/rt/resource.hpp>

#include "models/change.hpp"

namespace app {
namespace {

constexpr rt::Filter kFilters[] = {
    {"account", "account", rt::FilterKind::uuid},
};

constexpr rt::Resource kResource({
    .name = "Change",
    .parameter = "change",
    .list = {
        .rows = kChangeRows,
        .filters = kFilters,
    },
});

}  // namespace

rt::Response listChanges(rt::Context& context, rt::Request& request) {
  return kResource.list(context, request);
}

rt::Response createChange(rt::Context& context, rt::Request& request) {
  const auto input = rt::readInput<Change>(context, request, rt::Write::create);
  return kResource.create<Change>(context, request, input);
}

rt::Response getChange(rt::Context& context, rt::Request& request) {
  return kResource.get(context, request);
}

rt::Response replaceChange(rt::Context& context, rt::Request& request) {
  return kResource.change<Change>(context, request, rt::Write::replace);
}

rt::Response patchChange(rt::Context& context, rt::Request& request) {
  return kResource.change<Change>(context, request, rt::Write::patch);
}

rt::Response deleteChange(rt::Context& context, rt::Request& request) {
  return kResource.remove(context, request);
}

}  // namespace app
