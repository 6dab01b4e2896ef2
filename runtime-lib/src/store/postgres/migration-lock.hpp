// Of all processes, one is at the migrations of a database.
#pragma once

#include "store/migrator.hpp"
#include "store/postgres/blocking.hpp"

namespace ingot::rt::store::postgres {

// Held by a transaction on a connection of its own, so that a pooler cannot lose it; the server releases it when the process ends.
class MigrationLock {
 public:
  // Is there something to be done yet? Asked on the lock's connection.
  using Needed = FunctionRef<bool(BlockingCarrier& carrier)>;
  // Waits as long as another process has it and it is needed, without a connection meanwhile: there may be more that wait than connections.
  MigrationLock(const ConnectOptions& options, const MigrationListener& say, Needed needed);
  // Until it has it.
  MigrationLock(const ConnectOptions& options, const MigrationListener& say);
  MigrationLock(const MigrationLock&) = delete;
  MigrationLock& operator=(const MigrationLock&) = delete;

  // False: it was not needed any more.
  [[nodiscard]] bool held() const { return held_; }
  // Throws std::runtime_error when it was lost.
  void demand();

 private:
  [[nodiscard]] bool take();

  BlockingCarrier carrier_;
  PgSession session_{carrier_};
  bool held_ = false;
};

}  // namespace ingot::rt::store::postgres
