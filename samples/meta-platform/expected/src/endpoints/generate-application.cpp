// The endpoint generateApplication: what it reads, its SQL, and what it does. Made by Ingot; changes belong in the definition.
#include "endpoints/generate-application.hpp"

#include <ingot/rt/endpoint.hpp>

#include "models/application.hpp"
#include "models/job.hpp"

namespace app {
namespace {

struct Input {
  rt::Input<rt::Uuid> application;
  struct RequestBody {
    rt::Input<rt::Json> options;
  } body;
};

Input readInput(const rt::Request& request) {
  Input input;
  rt::Checks checks(rt::Write::create);
  input.application = request.pathParameter<rt::Uuid>("application");
  rt::QueryReader query(request, checks);
  query.finish();
  rt::ObjectReader body(rt::optionalJsonBody(request), checks);
  body.field("options", input.body.options);
  body.finish();
  input.body.options.orDefault(rt::Json{"{}"});
  checks.required("options", input.body.options);
  checks.finish();
  return input;
}

}  // namespace

rt::Response generateApplication(rt::Context& context, rt::Request& request) {
  const rt::Timestamp now = context.now();
  const Input input = readInput(request);
  return context.write([&](rt::Session& session) {
    rt::requireRow(session, kApplicationTable, "Application", *input.application);

    Job::Input newJob;
    newJob.applicationId.set(*input.application);
    newJob.type.set(JobType{0});
    newJob.data.set(*input.body.options);
    const auto job = rt::createRow<Job>(session, std::move(newJob), now);

    return rt::answer(context, request, 202, job);
  });
}

}  // namespace app
