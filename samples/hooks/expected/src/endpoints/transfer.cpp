// The endpoint transfer: what it reads, its SQL, and what it does. Made by Ingot; changes belong in the definition.
#include "endpoints/transfer.hpp"

#include <ingot/rt/endpoint.hpp>
#include <ingot/rt/expr.hpp>

#include "hooks/entry.hpp"
#include "models/account.hpp"
#include "models/entry.hpp"

namespace app {
namespace {

namespace expr = ingot::rt::expr;

struct Input {
  struct RequestBody {
    rt::Input<rt::Uuid> from;
    rt::Input<rt::Uuid> to;
    rt::Input<std::int64_t> amount;
  } body;
};

Input readInput(const rt::Request& request) {
  Input input;
  rt::Checks checks(rt::Write::create);
  rt::QueryReader query(request, checks);
  query.finish();
  rt::ObjectReader body(request.jsonBody(), checks);
  body.field("fromId", input.body.from);
  body.field("toId", input.body.to);
  body.field("amount", input.body.amount);
  body.finish();
  checks.required("fromId", input.body.from);
  checks.required("toId", input.body.to);
  checks.required("amount", input.body.amount);
  checks.min("amount", input.body.amount, 1);
  checks.max("amount", input.body.amount, 1000000);
  checks.finish();
  return input;
}

}  // namespace

rt::Response transfer(rt::Context& context, rt::Request& request) {
  const Input input = readInput(request);
  return context.write([&](rt::Session& session) {
    rt::requireReference(session, kAccountTable, "fromId", input.body.from);
    rt::requireReference(session, kAccountTable, "toId", input.body.to);

    Entry::Input newEntry;
    newEntry.accountId.set(*input.body.to);
    newEntry.amount.set(*input.body.amount);
    rt::createRow<Entry>(context, session, std::move(newEntry), kEntryHooks);

    Entry::Input newEntry2;
    newEntry2.accountId.set(*input.body.from);
    newEntry2.amount.orResult(expr::subtract(std::int64_t{0}, *input.body.amount));
    const auto taken = rt::createRow<Entry>(context, session, std::move(newEntry2), kEntryHooks);

    return rt::answer(context, request, 201, taken);
  });
}

}  // namespace app
