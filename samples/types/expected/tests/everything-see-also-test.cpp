// A row of EverythingSeeAlso for the tests of other models. Made by Ingot; changes belong in the definition.
#include <ingot/rt/testing.hpp>

#include "application.hpp"
#include "fixtures.hpp"
#include "models/everything-see-also.hpp"

namespace app {

rt::Uuid Fixtures::makeEverythingSeeAlso(rt::Session& session) {
  if (!everythingSeeAlso_) {
    EverythingSeeAlso::Input input;
    input.everythingId.set(makeEverything(session));
    input.otherEverythingId.set(makeEverything(session));
    fillDefaults(input, rt::Write::create, rt::Timestamp{});
    everythingSeeAlso_ = insertRow(session, input).id;
  }
  return *everythingSeeAlso_;
}

}  // namespace app
