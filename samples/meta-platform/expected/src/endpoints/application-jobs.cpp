// The endpoint applicationJobs: what it reads, its SQL, and what it does. Made by Ingot; changes belong in the definition.
#include "endpoints/application-jobs.hpp"

#include <ingot/rt/endpoint.hpp>

#include "models/application.hpp"
#include "models/job.hpp"

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

constexpr rt::Statement kFindJobs{
    "SELECT id, application_id, type, data, status, previous_id, release_id, stage, attempts, "
    "run_after, owner, lease_until, fence, cancel_requested, verdict, created_at, updated_at, "
    "row_version FROM jobs WHERE application_id = $1 ORDER BY created_at DESC, id LIMIT 100",
    "SELECT id, application_id, type, data, status, previous_id, release_id, stage, attempts, "
    "run_after, owner, lease_until, fence, cancel_requested, verdict, created_at, updated_at, "
    "row_version FROM jobs WHERE application_id = $1::uuid ORDER BY created_at DESC, id LIMIT "
    "100"};

}  // namespace

rt::Response applicationJobs(rt::Context& context, rt::Request& request) {
  const Input input = readInput(request);
  return context.read([&](rt::Session& session) {
    rt::requireRow(session, kApplicationTable, "Application", *input.application);

    const auto jobs = rt::allRows<Job>(session, kFindJobs, rt::Params(*input.application), context.maxAnswerBytes());

    rt::JsonWriter json;
    json.beginObject();
    rt::writeMember(json, "data", jobs);
    json.endObject();
    return rt::answer(context, request, 200, std::move(json));
  });
}

}  // namespace app
