// A row of Job for the tests of other models. Made by Ingot; changes belong in the definition.
#include <ingot/rt/testing.hpp>

#include "application.hpp"
#include "fixtures.hpp"
#include "models/job.hpp"

namespace app {

rt::Uuid Fixtures::makeJob(rt::Session& session) {
  if (!job_) {
    Job::Input input;
    input.applicationId.set(makeApplication(session));
    input.type.set(JobType{1});
    input.data.set(rt::Json{"{\"a\":[1,\"b\",null]}"});
    input.status.set(JobStatus{1});
    input.attempts.set(16);
    input.runAfter.set(rt::Timestamp{1767254400000000});
    input.fence.set(24);
    input.cancelRequested.set(false);
    fillDefaults(input, rt::Write::create, rt::Timestamp{});
    job_ = insertRow(session, input).id;
  }
  return *job_;
}

}  // namespace app
