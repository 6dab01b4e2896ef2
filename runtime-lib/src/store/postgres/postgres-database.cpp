#include "store/postgres/postgres-database.hpp"

#include <algorithm>
#include <mutex>
#include <optional>
#include <string>
#include <utility>

#include "store/postgres/blocking.hpp"
#include "store/postgres/errors.hpp"
#include "store/postgres/loop-store.hpp"
#include "store/postgres/migrations.hpp"

namespace ingot::rt::store::postgres {
namespace {

constexpr int kMostAttempts = 5;

class PgDatabase final : public Database {
 public:
  explicit PgDatabase(const Options& options)
      : shared_{{options.url, options.statementTimeoutMs, options.pooled, options.release},
                options.connections / std::max<std::size_t>(options.readers, 1),
                options.maxQueuedWrites, options.secretKeys},
        carrier_({options.url, options.statementTimeoutMs, options.pooled, options.releaseAside}),
        releaseAside_(options.pooled ? options.releaseAside : 0) {
    (void)connectNow(atStart());  // to know now that it can be reached
  }

  // Behind the migrations: the schema of the release is there now, or is not.
  [[nodiscard]] std::unique_ptr<LoopStore> attach(net::Host& host) override {
    std::call_once(looked_, [&] {
      ConnectOptions plain = atStart();
      plain.release = 0;  // it sees the schema of the tables first
      BlockingCarrier carrier(plain);
      PgSession session(carrier);
      shared_.view = readReleaseView(session, shared_.connect.release);
      if (shared_.connect.pooled) shared_.connect.pooledPath = shared_.view.path;
    });
    return std::make_unique<PgLoopStore>(host, shared_);
  }

  void read(FunctionRef<void(Session&)> work, Turns*) override {
    const std::lock_guard lock(mutex_);
    if (!pathAside().empty()) return transact(work);
    PgSession session(carrier_, shared_.secretKeys.get());
    work(session);
  }

  // On the thread that asks: who has no loop waits anyway.
  void write(FunctionRef<void(Session&)> work, WriteListener& listener) override {
    std::exception_ptr error;
    try {
      const std::lock_guard lock(mutex_);
      transact(work);
    } catch (...) {
      error = std::current_exception();
    }
    listener.onWritten(std::move(error));
  }

  [[nodiscard]] bool ready(std::string& why) override {
    try {
      read([](Session& session) { session.execute(Statement{"SELECT 1"}, Params()); }, nullptr);
      return true;
    } catch (const std::exception& error) {
      why = error.what();
      return false;
    }
  }
  [[nodiscard]] std::size_t queuedWrites() const override { return shared_.waiting.load(std::memory_order_relaxed); }

  [[nodiscard]] std::unique_ptr<Migrator> migrator(std::span<const Migration> migrations, MigrationListener say) override {
    return std::make_unique<Migrations>(shared_.connect, migrations, std::move(say));
  }

 private:
  // Others may start at once.
  [[nodiscard]] ConnectOptions atStart() const {
    ConnectOptions options = shared_.connect;
    options.patience = kPatienceAtStart;
    return options;
  }

  // What a transaction aside begins with, because a pooler keeps nothing that is set on a connection.
  [[nodiscard]] const std::string& pathAside() {
    if (!pathAside_) {
      PgSession session(carrier_);
      pathAside_ = readReleaseView(session, releaseAside_).path;
    }
    return *pathAside_;
  }

  void transact(FunctionRef<void(Session&)> work) {
    for (int attempt = 1;; ++attempt) {
      try {
        PgSession session(carrier_, shared_.secretKeys.get());
        carrier_.script("BEGIN;" + pathAside());
        work(session);
        carrier_.script("COMMIT");
        return;
      } catch (const Contention& contention) {
        carrier_.disconnect();
        if (attempt == kMostAttempts) throw contention.failure();
      } catch (...) {
        carrier_.disconnect();
        throw;
      }
    }
  }

  Shared shared_;
  std::once_flag looked_;
  std::mutex mutex_;
  BlockingCarrier carrier_;
  int releaseAside_;
  std::optional<std::string> pathAside_;
};

}  // namespace

std::unique_ptr<Database> open(const Options& options) {
  checkUrl(options.url);
  return std::make_unique<PgDatabase>(options);
}

}  // namespace ingot::rt::store::postgres
