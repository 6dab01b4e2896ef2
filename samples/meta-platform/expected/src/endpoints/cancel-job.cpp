// The endpoint cancelJob: what it reads, its SQL, and what it does. Made by Ingot; changes belong in the definition.
#include "endpoints/cancel-job.hpp"

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

constexpr rt::Statement kUpdateJob{
    "UPDATE jobs SET cancel_requested = $1, updated_at = $2, row_version = row_version + 1 WHERE "
    "id = $3 AND status IN ($4, $5) RETURNING id, application_id, type, data, status, previous_id, "
    "release_id, stage, attempts, run_after, owner, lease_until, fence, cancel_requested, verdict, "
    "created_at, updated_at, row_version",
    "UPDATE jobs SET cancel_requested = $1, updated_at = $2, row_version = row_version + 1 WHERE "
    "id = $3::uuid AND status IN ($4::text, $5::text) RETURNING id, application_id, type, data, "
    "status, previous_id, release_id, stage, attempts, run_after, owner, lease_until, fence, "
    "cancel_requested, verdict, created_at, updated_at, row_version"};

constexpr std::string_view kChangedByUpdateJob[] = {"cancel_requested", "updated_at"};

}  // namespace

rt::Response cancelJob(rt::Context& context, rt::Request& request) {
  const Input input = readInput(request);
  return context.write([&](rt::Session& session) {
    rt::requireRow(session, kJobTable, "Job", *input.job);

    Job::Input changedJob;
    changedJob.cancelRequested.set(true);
    rt::checkChanges(changedJob);
    const auto row = session.first<Job>(kUpdateJob, rt::Params(changedJob.cancelRequested, session.now(), *input.job, JobStatus{0}, JobStatus{1}), &kJobTable, kChangedByUpdateJob);
    if (!row) throw rt::Failure(409, "conflict", "the job has ended");

    return rt::answer(context, request, 202, *row);
  });
}

}  // namespace app
