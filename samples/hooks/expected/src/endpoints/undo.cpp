// The endpoint undo: what it reads, its SQL, and what it does. Made by Ingot; changes belong in the definition.
#include "endpoints/undo.hpp"

#include <ingot/rt/endpoint.hpp>

#include "hooks/entry.hpp"
#include "models/account.hpp"
#include "models/entry.hpp"

namespace app {
namespace {

struct Input {
  rt::Input<rt::Uuid> account;
  struct RequestBody {
    rt::Input<std::string> note;
  } body;
};

Input readInput(const rt::Request& request) {
  Input input;
  rt::Checks checks(rt::Write::create);
  input.account = request.pathParameter<rt::Uuid>("account");
  rt::QueryReader query(request, checks);
  query.finish();
  rt::ObjectReader body(request.jsonBody(), checks);
  body.field("note", input.body.note);
  body.finish();
  checks.required("note", input.body.note);
  checks.finish();
  return input;
}

constexpr rt::Statement kDeleteEntries{
    "SELECT id, account_id, amount, note, created_at, updated_at, row_version FROM entries WHERE "
    "account_id = $1 AND note = $2 ORDER BY id LIMIT 10001",
    "SELECT id, account_id, amount, note, created_at, updated_at, row_version FROM entries WHERE "
    "account_id = $1::uuid AND note = $2::text ORDER BY id LIMIT 10001 FOR UPDATE"};

}  // namespace

rt::Response undo(rt::Context& context, rt::Request& request) {
  const Input input = readInput(request);
  return context.write([&](rt::Session& session) {
    rt::requireRow(session, kAccountTable, "Account", *input.account);

    const auto undone = rt::removeRows<Entry>(context, session, kDeleteEntries, rt::Params(*input.account, *input.body.note), kEntryTable, kEntryHooks);

    rt::JsonWriter json;
    json.beginObject();
    rt::writeMember(json, "undone", undone);
    json.endObject();
    return rt::answer(context, request, 200, std::move(json));
  });
}

}  // namespace app
