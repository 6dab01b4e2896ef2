// The resource of Account: what its lists offer, and its handlers. Made by Ingot; changes belong in the definition.
#include "resources/account.hpp"

#include <ingot/rt/resource.hpp>

#include "hooks/account.hpp"
#include "models/account.hpp"

namespace app {
namespace {

constexpr rt::Filter kFilters[] = {
    {"owner", "owner", rt::FilterKind::text},
};

constexpr rt::Sort kSorts[] = {
    {"owner", "owner"},
};

constexpr rt::Resource kResource({
    .name = "Account",
    .parameter = "account",
    .list = {
        .rows = kAccountRows,
        .filters = kFilters,
        .sorts = kSorts,
    },
});

}  // namespace

rt::Response listAccounts(rt::Context& context, rt::Request& request) {
  return kResource.list(context, request);
}

rt::Response createAccount(rt::Context& context, rt::Request& request) {
  const auto input = rt::readInput<Account>(context, request, rt::Write::create);
  return kResource.create<Account>(context, request, input, kAccountHooks);
}

rt::Response getAccount(rt::Context& context, rt::Request& request) {
  return kResource.get(context, request);
}

rt::Response replaceAccount(rt::Context& context, rt::Request& request) {
  return kResource.change<Account>(context, request, rt::Write::replace, kAccountHooks);
}

rt::Response patchAccount(rt::Context& context, rt::Request& request) {
  return kResource.change<Account>(context, request, rt::Write::patch, kAccountHooks);
}

rt::Response deleteAccount(rt::Context& context, rt::Request& request) {
  return kResource.remove<Account>(context, request, kAccountHooks);
}

}  // namespace app
