// The endpoint jobEvents: what it reads, its SQL, and what it does. Made by Ingot; changes belong in the definition.
#include "endpoints/job-events.hpp"

#include <ingot/rt/endpoint.hpp>

#include "models/job.hpp"
#include "models/job-event.hpp"

namespace app {
namespace {

struct Input {
  rt::Input<rt::Uuid> job;
  struct Query {
    rt::Input<std::int64_t> after;
  } query;
};

Input readInput(const rt::Request& request) {
  Input input;
  rt::Checks checks(rt::Write::create);
  input.job = request.pathParameter<rt::Uuid>("job");
  rt::QueryReader query(request, checks);
  query.field("after", input.query.after);
  query.finish();
  input.query.after.orDefault(0);
  checks.notNull("query.after", input.query.after);
  checks.min("query.after", input.query.after, 0);
  checks.finish();
  return input;
}

constexpr rt::Statement kFindEvents{
    "SELECT id, job_id, number, stage, text, created_at, updated_at, row_version FROM job_events "
    "WHERE job_id = $1 AND number > $2 ORDER BY number, id LIMIT 1000",
    "SELECT id, job_id, number, stage, text, created_at, updated_at, row_version FROM job_events "
    "WHERE job_id = $1::uuid AND number > $2::bigint ORDER BY number, id LIMIT 1000"};

}  // namespace

rt::Response jobEvents(rt::Context& context, rt::Request& request) {
  const Input input = readInput(request);
  return context.read([&](rt::Session& session) {
    rt::requireRow(session, kJobTable, "Job", *input.job);

    const auto events = rt::allRows<JobEvent>(session, kFindEvents, rt::Params(*input.job, *input.query.after), context.maxAnswerBytes());

    rt::JsonWriter json;
    json.beginObject();
    rt::writeMember(json, "data", events);
    json.endObject();
    return rt::answer(context, request, 200, std::move(json));
  });
}

}  // namespace app
