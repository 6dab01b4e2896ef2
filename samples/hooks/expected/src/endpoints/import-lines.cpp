// The endpoint importLines: what it reads, its SQL, and what it does. Made by Ingot; changes belong in the definition.
#include "endpoints/import-lines.hpp"

#include <ingot/rt/endpoint.hpp>
#include <ingot/rt/hooks.hpp>

#include "functions/import-entries.hpp"
#include "models/account.hpp"

namespace app {
namespace {

struct Input {
  rt::Input<rt::Uuid> account;
  struct RequestBody {
    rt::Input<std::string> lines;
  } body;
};

Input readInput(const rt::Request& request) {
  Input input;
  rt::Checks checks(rt::Write::create);
  input.account = request.pathParameter<rt::Uuid>("account");
  rt::QueryReader query(request, checks);
  query.finish();
  rt::ObjectReader body(request.jsonBody(), checks);
  body.field("lines", input.body.lines);
  body.finish();
  checks.required("lines", input.body.lines);
  checks.maxLength("lines", input.body.lines, 100000);
  checks.finish();
  return input;
}

}  // namespace

rt::Response importLines(rt::Context& context, rt::Request& request) {
  const Input input = readInput(request);
  return context.write([&](rt::Session& session) {
    const auto account = rt::pathRow<Account>(session, kAccountTable, "Account", *input.account);

    const auto booked = rt::runFunction(context, session, custom::functions::importEntries, account, *input.body.lines);

    rt::JsonWriter json;
    json.beginObject();
    rt::writeMember(json, "data", booked);
    json.endObject();
    return rt::answer(context, request, 201, std::move(json));
  });
}

}  // namespace app
