// The endpoint closeAll: what it reads, its SQL, and what it does. Made by Ingot; changes belong in the definition.
#include "endpoints/close-all.hpp"

#include <ingot/rt/endpoint.hpp>

#include "hooks/account.hpp"
#include "models/account.hpp"

namespace app {
namespace {

struct Input {
  struct RequestBody {
    rt::Input<std::string> owner;
  } body;
};

Input readInput(const rt::Request& request) {
  Input input;
  rt::Checks checks(rt::Write::create);
  rt::QueryReader query(request, checks);
  query.finish();
  rt::ObjectReader body(request.jsonBody(), checks);
  body.field("owner", input.body.owner);
  body.finish();
  checks.required("owner", input.body.owner);
  checks.finish();
  return input;
}

constexpr rt::Statement kChangeAccounts{
    "SELECT id, owner, balance, closed, created_at, updated_at, row_version FROM accounts WHERE "
    "owner = $1 AND closed = 0 ORDER BY id LIMIT 10001",
    "SELECT id, owner, balance, closed, created_at, updated_at, row_version FROM accounts WHERE "
    "owner = $1::text AND closed = FALSE ORDER BY id LIMIT 10001 FOR UPDATE"};

}  // namespace

rt::Response closeAll(rt::Context& context, rt::Request& request) {
  const Input input = readInput(request);
  return context.write([&](rt::Session& session) {
    Account::Input changedAccount;
    changedAccount.closed.set(true);
    rt::checkChanges(changedAccount);
    const auto closed = rt::updateRows<Account>(context, session, kChangeAccounts, rt::Params(*input.body.owner), changedAccount, kAccountHooks);

    rt::JsonWriter json;
    json.beginObject();
    rt::writeMember(json, "closed", closed);
    json.endObject();
    return rt::answer(context, request, 200, std::move(json));
  });
}

}  // namespace app
