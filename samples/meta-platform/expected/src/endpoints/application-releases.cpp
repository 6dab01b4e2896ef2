// The endpoint applicationReleases: what it reads, its SQL, and what it does. Made by Ingot; changes belong in the definition.
#include "endpoints/application-releases.hpp"

#include <ingot/rt/endpoint.hpp>

#include "models/application.hpp"
#include "models/release.hpp"

namespace app {
namespace {

struct Input {
  rt::Input<rt::Uuid> application;
};

Input readInput(const rt::Request& request) {
  Input input;
  rt::Checks checks(rt::Write::create);
  input.application = request.pathParameter<rt::Uuid>("application");
  rt::QueryReader query(request, checks);
  query.finish();
  checks.finish();
  return input;
}

constexpr rt::Statement kFindReleases{
    "SELECT id, application_id, number, status, definition_hash, definition, schema_snapshot, "
    "migrations, artifact, address, created_at, updated_at, row_version FROM releases WHERE "
    "application_id = $1 ORDER BY number DESC, id LIMIT 20",
    "SELECT id, application_id, number, status, definition_hash, definition, schema_snapshot, "
    "migrations, artifact, address, created_at, updated_at, row_version FROM releases WHERE "
    "application_id = $1::uuid ORDER BY number DESC, id LIMIT 20"};

}  // namespace

rt::Response applicationReleases(rt::Context& context, rt::Request& request) {
  const Input input = readInput(request);
  return context.read([&](rt::Session& session) {
    rt::requireRow(session, kApplicationTable, "Application", *input.application);

    const auto releases = rt::allRows<Release>(session, kFindReleases, rt::Params(*input.application), context.maxAnswerBytes());

    rt::JsonWriter json;
    json.beginObject();
    rt::writeMember(json, "data", releases);
    json.endObject();
    return rt::answer(context, request, 200, std::move(json));
  });
}

}  // namespace app
