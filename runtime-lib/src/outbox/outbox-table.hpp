// The table of effects that are still to be carried out.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <ingot/rt/outbox.hpp>

#include "store/database.hpp"

namespace ingot::rt::outbox {

struct Effect {
  Uuid id;              // the key that the receiver knows it by
  std::string target;
  std::string name;     // of an event
  std::string body;     // JSON
  std::int64_t attempt = 0;  // this one; from 1
  Timestamp createdAt;
};

void prepare(store::Database& database);

// Takes effects that are due, a few, and promises to be done with them until `lease`: afterwards they are due again.
[[nodiscard]] std::vector<Effect> claim(store::Database& database, Timestamp now, Timestamp lease);
void forget(store::Database& database, const Effect& effect);
// It was not carried out. Not when another process has claimed it meanwhile. Without a time it is never due again.
void postpone(store::Database& database, const Effect& effect, std::optional<Timestamp> until);

}  // namespace ingot::rt::outbox
