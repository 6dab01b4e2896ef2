// The resource of User: what its lists offer, and its handlers. Made by Ingot; changes belong in the definition.
#include "resources/user.hpp"

#include <ingot/rt/resource.hpp>

#include "models/application.hpp"
#include "models/user.hpp"

namespace app {
namespace {

constexpr rt::Filter kFilters[] = {
    {"name", "name", rt::FilterKind::text},
    {"email", "email", rt::FilterKind::text},
};

constexpr rt::Sort kSorts[] = {
    {"name", "name"},
    {"createdAt", "created_at"},
};

constexpr rt::Relation kRelations[] = {
    {"applications", rt::Relation::Kind::many, kApplicationRows, 0, "user_id"},
};

constexpr rt::Resource kResource({
    .name = "User",
    .parameter = "user",
    .list = {
        .rows = kUserRows,
        .filters = kFilters,
        .sorts = kSorts,
        .relations = kRelations,
    },
});

}  // namespace

rt::Response listUsers(rt::Context& context, rt::Request& request) {
  return kResource.list(context, request);
}

rt::Response createUser(rt::Context& context, rt::Request& request) {
  const auto input = rt::readInput<User>(context, request, rt::Write::create);
  return kResource.create<User>(context, request, input);
}

rt::Response getUser(rt::Context& context, rt::Request& request) {
  return kResource.get(context, request);
}

rt::Response replaceUser(rt::Context& context, rt::Request& request) {
  return kResource.change<User>(context, request, rt::Write::replace);
}

rt::Response patchUser(rt::Context& context, rt::Request& request) {
  return kResource.change<User>(context, request, rt::Write::patch);
}

rt::Response deleteUser(rt::Context& context, rt::Request& request) {
  return kResource.remove(context, request);
}

}  // namespace app
