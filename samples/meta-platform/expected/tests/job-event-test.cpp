// A row of JobEvent for the tests of other models. Made by Ingot; changes belong in the definition.
#include <ingot/rt/testing.hpp>

#include "application.hpp"
#include "fixtures.hpp"
#include "models/job-event.hpp"

namespace app {

rt::Uuid Fixtures::makeJobEvent(rt::Session& session) {
  if (!jobEvent_) {
    JobEvent::Input input;
    input.jobId.set(makeJob(session));
    input.number.set(4);
    input.stage.set("stage e");
    input.text.set("text h");
    fillDefaults(input, rt::Write::create, rt::Timestamp{});
    jobEvent_ = insertRow(session, input).id;
  }
  return *jobEvent_;
}

}  // namespace app
