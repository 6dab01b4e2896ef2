// One statement on its way to PostgreSQL and back.
#pragma once

#include <string>
#include <string_view>

#include "net/engine.hpp"
#include "store/postgres/libpq.hpp"
#include "store/postgres/wire.hpp"

namespace ingot::rt::store::postgres {

// Kept by who waits for its result, until `settle` was called.
struct Query {
  enum class Outcome {
    pending,
    answered,     // `result` holds rows, the end of a command or an error
    unreachable,  // it was not carried out: there is no connection
    unknown,      // the connection broke while it was under way
  };

  std::string_view sql;
  const WireParams& params;
  // It is no part of a transaction: when the server did not carry it out, it may be sent again.
  bool standsAlone = false;
  // It changes nothing either: it may be sent again when the connection broke, and share its fate with neighbours.
  bool repeatable = false;
  // It is stored when the end behind it was answered, not when it was: something may be checked at the commit.
  [[nodiscard]] bool isChange() const { return standsAlone && !repeatable; }
  net::Waker* waker = nullptr;  // null: nobody waits

  Outcome outcome = Outcome::pending;
  Result result = nullptr;
  std::string why = {};  // there is no result
  int repeats = 0;

  void settle(Outcome how) noexcept {
    outcome = how;
    if (waker != nullptr) waker->wake();
  }
};

}  // namespace ingot::rt::store::postgres
