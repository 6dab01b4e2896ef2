#include "store/postgres/migration-lock.hpp"

#include <algorithm>
#include <chrono>
#include <random>
#include <thread>

namespace ingot::rt::store::postgres {
namespace {

using Clock = std::chrono::steady_clock;
constexpr std::chrono::seconds kBetweenWords{10};
constexpr int kLeastPauseMs = 50;
constexpr int kFirstPauseMs = 300;  // at most; longer ones follow, as all who wait cost the server something
constexpr int kMostPauseMs = 2'000;

// One for each schema.
constexpr std::string_view kTake =
    "SELECT pg_try_advisory_xact_lock(hashtextextended('ingot_migrations ' || current_schema(), 0))";

// A transaction that only waits must not be ended for it, and has no snapshot that an index that is made concurrently would wait for.
constexpr std::string_view kBegin = "BEGIN ISOLATION LEVEL READ COMMITTED; SET LOCAL idle_in_transaction_session_timeout = 0";
// In the simple protocol it also ends what the extended one would keep open, with its snapshot.
constexpr std::string_view kLetGo = "SELECT 1";

void pause(int most) {
  thread_local std::minstd_rand random(std::random_device{}());
  std::this_thread::sleep_for(std::chrono::milliseconds(std::uniform_int_distribution(kLeastPauseMs, most)(random)));
}

}  // namespace

MigrationLock::MigrationLock(const ConnectOptions& options, const MigrationListener& say)
    : MigrationLock(options, say, [](BlockingCarrier&) { return true; }) {}

MigrationLock::MigrationLock(const ConnectOptions& options, const MigrationListener& say, Needed needed) : carrier_(options) {
  auto words = Clock::now();
  int most = kFirstPauseMs;
  while (true) {
    held_ = take();
    if (held_ || !needed(carrier_)) return;
    carrier_.disconnect();
    if (Clock::now() >= words) {
      say("another process is at the migrations of this database: waiting for it");
      words = Clock::now() + kBetweenWords;
    }
    pause(most);
    most = std::min(most * 2, kMostPauseMs);
  }
}

bool MigrationLock::take() {
  carrier_.script(std::string(kBegin));
  bool taken = false;
  session_.run(kTake, Params(), [&](const Row& row) { row.read(taken); }, nullptr, {});
  carrier_.script(std::string(kLetGo));
  return taken;
}

void MigrationLock::demand() {
  if (!carrier_.inTransaction()) throw std::runtime_error("the lock on the migrations was lost with its connection");
  try {
    carrier_.script(std::string(kLetGo));
  } catch (const std::exception&) {
    throw std::runtime_error("the lock on the migrations was lost with its connection");
  }
}

}  // namespace ingot::rt::store::postgres
