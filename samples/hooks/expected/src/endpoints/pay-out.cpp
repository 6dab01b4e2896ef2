// The endpoint payOut: what it reads, its SQL, and what it does. Made by Ingot; changes belong in the definition.
#include "endpoints/pay-out.hpp"

#include <ingot/rt/endpoint.hpp>
#include <ingot/rt/expr.hpp>
#include <ingot/rt/hooks.hpp>

#include "functions/creditor-reference.hpp"
#include "functions/payout-fee.hpp"
#include "hooks/entry.hpp"
#include "models/account.hpp"
#include "models/entry.hpp"

namespace app {
namespace {

namespace expr = ingot::rt::expr;

struct Input {
  rt::Input<rt::Uuid> account;
  struct RequestBody {
    rt::Input<std::int64_t> amount;
    rt::Input<bool> express;
    rt::Input<std::string> reference;
  } body;
};

Input readInput(const rt::Request& request) {
  Input input;
  rt::Checks checks(rt::Write::create);
  input.account = request.pathParameter<rt::Uuid>("account");
  rt::QueryReader query(request, checks);
  query.finish();
  rt::ObjectReader body(request.jsonBody(), checks);
  body.field("amount", input.body.amount);
  body.field("express", input.body.express);
  body.field("reference", input.body.reference);
  body.finish();
  checks.required("amount", input.body.amount);
  checks.min("amount", input.body.amount, 1);
  checks.required("reference", input.body.reference);
  checks.maxLength("reference", input.body.reference, 21);
  checks.finish();
  return input;
}

}  // namespace

rt::Response payOut(rt::Context& context, rt::Request& request) {
  const Input input = readInput(request);
  return context.write([&](rt::Session& session) {
    const auto account = rt::pathRow<Account>(session, kAccountTable, "Account", *input.account);

    const auto fee = rt::runFunction(context, session, custom::functions::payoutFee, account, *input.body.amount, input.body.express.optional());

    const auto reference = rt::runFunction(context, session, custom::functions::creditorReference, *input.body.reference);

    Entry::Input newEntry;
    newEntry.accountId.set(*input.account);
    newEntry.amount.orResult(expr::subtract(std::int64_t{0}, *input.body.amount));
    newEntry.note.set(reference);
    const auto entry = rt::createRow<Entry>(context, session, std::move(newEntry), kEntryHooks);

    Entry::Input newEntry2;
    newEntry2.accountId.set(*input.account);
    newEntry2.amount.orResult(expr::subtract(std::int64_t{0}, fee));
    newEntry2.note.set("fee");
    rt::createRow<Entry>(context, session, std::move(newEntry2), kEntryHooks);

    rt::JsonWriter json;
    json.beginObject();
    rt::writeMember(json, "entry", entry);
    rt::writeMember(json, "fee", fee);
    json.endObject();
    return rt::answer(context, request, 201, std::move(json));
  });
}

}  // namespace app
