// A row of Lock for the tests of other models. Made by Ingot; changes belong in the definition.
#include <ingot/rt/testing.hpp>

#include "application.hpp"
#include "fixtures.hpp"
#include "models/lock.hpp"

namespace app {

rt::Uuid Fixtures::makeLock(rt::Session& session) {
  if (!lock_) {
    Lock::Input input;
    input.projectId.set(makeProject(session));
    input.lockedBy.set("lockedBy d");
    input.expiresAt.set(rt::Timestamp{1767236400000001});
    fillDefaults(input, rt::Write::create, rt::Timestamp{});
    lock_ = insertRow(session, input).id;
  }
  return *lock_;
}

}  // namespace app
