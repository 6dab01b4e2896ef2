// A row of Release for the tests of other models. Made by Ingot; changes belong in the definition.
#include <ingot/rt/testing.hpp>

#include "application.hpp"
#include "fixtures.hpp"
#include "models/release.hpp"

namespace app {

rt::Uuid Fixtures::makeRelease(rt::Session& session) {
  if (!release_) {
    Release::Input input;
    input.applicationId.set(makeApplication(session));
    input.number.set(4);
    input.status.set(ReleaseStatus{0});
    input.definitionHash.set("hhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhh");
    input.definition.set(rt::Json{"{\"a\":[1,\"b\",null]}"});
    input.schemaSnapshot.set(rt::Json{"{\"a\":[1,\"b\",null]}"});
    input.migrations.set(rt::Json{"{\"a\":[1,\"b\",null]}"});
    fillDefaults(input, rt::Write::create, rt::Timestamp{});
    release_ = insertRow(session, input).id;
  }
  return *release_;
}

}  // namespace app
