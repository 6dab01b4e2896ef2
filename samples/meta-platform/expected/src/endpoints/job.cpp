// The endpoint job: what it reads, its SQL, and what it does. Made by Ingot; changes belong in the definition.
#include "endpoints/job.hpp"

#include <ingot/rt/endpoint.hpp>

#include "models/job.hpp"

namespace app {
namespace {

struct Input {
  rt::Input<rt::Uuid> job;
};

Input readInput(const rt::Request& request) {
  Input input;
  rt::Checks checks(rt::Write::create);
  input.job = request.pathParameter<rt::Uuid>("job");
  rt::QueryReader query(request, checks);
  query.finish();
  checks.finish();
  return input;
}

constexpr rt::Statement kFindRow{
    "SELECT id, application_id, type, data, status, previous_id, release_id, stage, attempts, "
    "run_after, owner, lease_until, fence, cancel_requested, verdict, created_at, updated_at, "
    "row_version FROM jobs WHERE id = $1",
    "SELECT id, application_id, type, data, status, previous_id, release_id, stage, attempts, "
    "run_after, owner, lease_until, fence, cancel_requested, verdict, created_at, updated_at, "
    "row_version FROM jobs WHERE id = $1::uuid"};

}  // namespace

rt::Response job(rt::Context& context, rt::Request& request) {
  const Input input = readInput(request);
  return context.read([&](rt::Session& session) {
    rt::requireRow(session, kJobTable, "Job", *input.job);

    const auto row = session.first<Job>(kFindRow, rt::Params(*input.job));
    if (!row) throw rt::Failure(404, "not_found", "there is no such job");

    return rt::answer(context, request, 200, *row);
  });
}

}  // namespace app
