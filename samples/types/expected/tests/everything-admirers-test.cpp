// A row of EverythingAdmirers for the tests of other models. Made by Ingot; changes belong in the definition.
#include <ingot/rt/testing.hpp>

#include "application.hpp"
#include "fixtures.hpp"
#include "models/everything-admirers.hpp"

namespace app {

rt::Uuid Fixtures::makeEverythingAdmirers(rt::Session& session) {
  if (!everythingAdmirers_) {
    EverythingAdmirers::Input input;
    input.everythingId.set(makeEverything(session));
    input.ownerId.set(makeOwner(session));
    fillDefaults(input, rt::Write::create, rt::Timestamp{});
    everythingAdmirers_ = insertRow(session, input).id;
  }
  return *everythingAdmirers_;
}

}  // namespace app
