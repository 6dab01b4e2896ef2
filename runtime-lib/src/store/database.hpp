// The seam between the service and a database driver: reads, queued writes, migrations, health.
#pragma once

#include <cstdint>
#include <exception>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <ingot/rt/context.hpp>
#include <ingot/rt/database.hpp>
#include <ingot/rt/function-ref.hpp>
#include <ingot/rt/service.hpp>

#include "net/host.hpp"
#include "store/migrator.hpp"

namespace ingot::rt::store {

// Told once when a queued write has ended, from whatever thread ended it. `error` is null after the COMMIT.
class WriteListener {
 public:
  virtual ~WriteListener() = default;
  virtual void onWritten(std::exception_ptr error) noexcept = 0;
};

// Of the reads of one thread, how many may have been told to wait for their turn.
constexpr std::size_t kMostParkedReads = 32;

// Lets others run while a long read is at it.
class Turns {
 public:
  virtual ~Turns() = default;
  // Called in the middle of a read that has run for some milliseconds; returns when it may go on. False when
  // it may not: too many reads take turns already. No lock is held meanwhile.
  [[nodiscard]] virtual bool yield() noexcept = 0;
};

struct Options {
  std::string url;       // "sqlite:data/app.db", "postgresql://user:password@host/database"
  bool syncFull = true;  // an acknowledged write survives the loss of power
  std::int64_t statementTimeoutMs = 5000;
  std::size_t maxQueuedWrites = 10'000;  // above it, `write` throws Failure 503 overloaded at once
  std::size_t readers = 2;               // threads that read
  std::size_t connections = 32;          // to a server, at most, of all threads together
  bool pooled = false;                   // the server is a pooler that changes with each transaction
  // The number of the last migration that the program knows, as which it sees the tables of a server: in loops, and aside. 0: as they are.
  int release = 0;
  int releaseAside = 0;
  std::shared_ptr<const SecretKeys> secretKeys = {};  // of all sessions; null in an app without secrets
};

// The store of one loop: what its tasks read and write waits without holding the thread. On the loop's thread.
class LoopStore {
 public:
  virtual ~LoopStore() = default;
  // In a task. Errors as those of Database.
  virtual void read(FunctionRef<void(Session&)> work, ReadCost cost) = 0;
  virtual void write(FunctionRef<void(Session&)> work, const WriteOptions& options) = 0;
  [[nodiscard]] virtual bool ready(std::string& why) = 0;
};

class Database {
 public:
  virtual ~Database() = default;

  // Runs `work` now, on the calling thread, on one snapshot. Safe from every thread. `turns` null: it need
  // not let others run. Throws Failure 503 when `turns` lets it not go on.
  virtual void read(FunctionRef<void(Session&)> work, Turns* turns) = 0;
  void read(FunctionRef<void(Session&)> work) { read(work, nullptr); }
  // Queues `work`; it runs in a transaction of its own (a SAVEPOINT in a group that shares one COMMIT).
  // `work` and `listener` must live until the listener was told. Throws Failure 503 when the queue is full or
  // the store is closing.
  virtual void write(FunctionRef<void(Session&)> work, WriteListener& listener) = 0;

  // A store of its own for a loop; null when `read` and `write` are to be used. It ends before the database and the
  // loop, when no task of the loop is left.
  [[nodiscard]] virtual std::unique_ptr<LoopStore> attach([[maybe_unused]] net::Host& host) { return nullptr; }

  // False when the store cannot answer now; `why` says so in words.
  [[nodiscard]] virtual bool ready(std::string& why) = 0;
  [[nodiscard]] virtual std::size_t queuedWrites() const = 0;

  // Of the schema, to these migrations, which must live as long as it does. What it says while it is at it goes to `say`.
  [[nodiscard]] virtual std::unique_ptr<Migrator> migrator(std::span<const Migration> migrations, MigrationListener say) = 0;
};

// Throws std::runtime_error with a clear line when the database cannot be opened (another process holds it,
// no rights).
[[nodiscard]] std::unique_ptr<Database> open(const Options& options);

// The URL without its password.
[[nodiscard]] std::string urlForPeople(const std::string& url);

}  // namespace ingot::rt::store
