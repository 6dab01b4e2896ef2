// Rows for the tests, one of each model, made beside the service. Made by Ingot; changes belong in the definition.
#pragma once

#include <optional>

#include <ingot/rt/database.hpp>

namespace app {

namespace rt = ingot::rt;

// Makes a row when it is first asked for, and the rows that it needs.
class Fixtures {
 public:
  rt::Uuid makeBadge(rt::Session& session);
  rt::Uuid makeBooking(rt::Session& session);
  rt::Uuid makeChair(rt::Session& session);
  rt::Uuid makeEverything(rt::Session& session);
  rt::Uuid makeNote(rt::Session& session);
  rt::Uuid makeOwner(rt::Session& session);
  rt::Uuid makeRoom(rt::Session& session);
  rt::Uuid makeEverythingAdmirers(rt::Session& session);
  rt::Uuid makeEverythingSeeAlso(rt::Session& session);

 private:
  std::optional<rt::Uuid> badge_;
  std::optional<rt::Uuid> booking_;
  std::optional<rt::Uuid> chair_;
  std::optional<rt::Uuid> everything_;
  std::optional<rt::Uuid> note_;
  std::optional<rt::Uuid> owner_;
  std::optional<rt::Uuid> room_;
  std::optional<rt::Uuid> everythingAdmirers_;
  std::optional<rt::Uuid> everythingSeeAlso_;
};

}  // namespace app
