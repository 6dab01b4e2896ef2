// The connections that reads share.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <memory>
#include <mutex>
#include <vector>

#include <ingot/rt/function-ref.hpp>

#include "store/database.hpp"
#include "store/sqlite/connection.hpp"

namespace ingot::rt::store::sqlite {

class Readers {
 public:
  // Keeps up to `kept` connections open, one for each thread that reads. More of them are used while reads
  // wait for their turn: enough for all that may. A read that takes turns never waits here, or its thread
  // would wait for reads that wait for the thread.
  Readers(ConnectionOptions options, std::size_t kept);

  // Runs `work` on one snapshot. Throws Failure 503 when no connection becomes free in time.
  void read(FunctionRef<void(Session&)> work, Turns* turns);

 private:
  [[nodiscard]] std::unique_ptr<Connection> take(bool mayWait);
  void giveBack(std::unique_ptr<Connection> connection);

  ConnectionOptions options_;
  std::size_t kept_;
  std::mutex mutex_;
  std::condition_variable returned_;
  std::vector<std::unique_ptr<Connection>> free_;  // the last one is the warmest
  std::size_t used_ = 0;
};

}  // namespace ingot::rt::store::sqlite
