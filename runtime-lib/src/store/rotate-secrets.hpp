// Encrypts the secrets of rows anew, with the first key.
#pragma once

#include <cstdint>

#include <ingot/rt/secret.hpp>

#include "store/database.hpp"

namespace ingot::rt::store {

struct Rotation {
  std::int64_t found = 0;   // rows that hold a secret
  std::int64_t sealed = 0;  // of them, those that were not up to date
  std::int64_t unreadable = 0;
};

// Batch by batch, each in a transaction of its own, so it can be stopped at any time and done again. A row that somebody changes
// meanwhile keeps the change. Throws what the database throws.
[[nodiscard]] Rotation rotateSecrets(Database& database, const SecretColumn& column);

}  // namespace ingot::rt::store
