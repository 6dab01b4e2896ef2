// A hand-made application and a database in memory, for tests of the front.
#pragma once

#include <atomic>
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <thread>

#include <ingot/rt/service.hpp>

#include "service/server.hpp"
#include "store/database.hpp"

namespace ingot::rt::test {

// Runs writes one after another on a thread of its own, without a statement.
class FakeDatabase final : public store::Database {
 public:
  FakeDatabase();
  ~FakeDatabase() override;
  void read(FunctionRef<void(Session&)> work, store::Turns* turns) override;
  void write(FunctionRef<void(Session&)> work, store::WriteListener& listener) override;
  bool ready(std::string& why) override;
  std::size_t queuedWrites() const override;
  std::unique_ptr<store::Migrator> migrator(std::span<const Migration>, store::MigrationListener) override { return nullptr; }

  // Writes wait while it is held.
  void hold(bool held);
  std::atomic<bool> isReady{true};

 private:
  struct Queued {
    FunctionRef<void(Session&)> work;
    store::WriteListener* listener;
  };
  void work();
  mutable std::mutex mutex_;
  std::condition_variable news_;
  std::deque<Queued> queue_;
  bool held_ = false;
  bool stopping_ = false;
  std::thread thread_;
};

[[nodiscard]] const Application& fakeApplication();
// Until `releaseLoops`, GET /turn?hold keeps the loop that answers it from everything else. Turns count from 1 again.
void holdLoops();
void releaseLoops();
// Port 0, two loops, no log, any host name.
[[nodiscard]] service::Config quietConfig();

// A server that runs for the length of a test.
struct Running {
  explicit Running(const service::Config& config = quietConfig()) : server(fakeApplication(), config, database) { server.start(); }
  ~Running() { database.hold(false); }
  Running(const Running&) = delete;
  Running& operator=(const Running&) = delete;

  FakeDatabase database;
  service::Server server;
};

}  // namespace ingot::rt::test
