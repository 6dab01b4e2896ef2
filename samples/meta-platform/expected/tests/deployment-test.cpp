// A row of Deployment for the tests of other models. Made by Ingot; changes belong in the definition.
#include <ingot/rt/testing.hpp>

#include "application.hpp"
#include "fixtures.hpp"
#include "models/deployment.hpp"

namespace app {

rt::Uuid Fixtures::makeDeployment(rt::Session& session) {
  if (!deployment_) {
    Deployment::Input input;
    input.applicationId.set(makeApplication(session));
    input.machine.set("machine e");
    input.address.set("address h");
    input.fence.set(9);
    fillDefaults(input, rt::Write::create, rt::Timestamp{});
    deployment_ = insertRow(session, input).id;
  }
  return *deployment_;
}

}  // namespace app
