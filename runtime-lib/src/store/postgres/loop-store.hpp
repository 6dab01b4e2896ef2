// The lanes of one loop, and the sessions that its tasks get on them.
#pragma once

#include <atomic>
#include <cstddef>

#include "store/database.hpp"
#include "store/postgres/lane.hpp"
#include "store/postgres/release-schema.hpp"

namespace ingot::rt::store::postgres {

// What the loops of a process share; outlives them.
struct Shared {
  ConnectOptions connect;
  std::size_t linksPerLoop = 16;
  std::size_t maxQueued = 10'000;
  std::shared_ptr<const SecretKeys> secretKeys = {};
  ReleaseView view = {};
  std::atomic<std::size_t> waiting{0};
};

class PgLoopStore final : public LoopStore {
 public:
  PgLoopStore(net::Host& host, Shared& shared);

  void read(FunctionRef<void(Session&)> work, ReadCost cost) override;
  void write(FunctionRef<void(Session&)> work, const WriteOptions& options) override;
  [[nodiscard]] bool ready(std::string& why) override;

 private:
  void transact(FunctionRef<void(Session&)> work, Isolation isolation);

  net::Host& host_;
  const Shared& shared_;
  const std::shared_ptr<const SecretKeys> secretKeys_;
  Lane rows_;
  Lane lists_;
  Lane writes_;  // statements, and transactions that have a connection alone
};

}  // namespace ingot::rt::store::postgres
