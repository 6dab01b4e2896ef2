// A job at work in this bot.
#pragma once

#include <atomic>
#include <deque>
#include <functional>
#include <mutex>
#include <string>

#include "bot/worker/clock.h"
#include "bot/worker/worker.h"

namespace ingot::bot {

enum class Halt : uint8_t { kNone, kCancelled, kLost, kShutdown };

class Running final : public JobContext {
 public:
  // The lease holds until `until` at least. `store` is of the thread that does the job; `written` is called when there are lines to write.
  Running(Lease lease, LeaseClock::time_point until, std::string stage, Store& store, std::function<void()> written);

  void Log(std::string_view line) override;
  auto Stopped() const -> bool override;
  auto EnterStage(std::string_view stage) -> Result<void> override;
  auto OwnStore() -> Store& override { return store_; }
  auto OwnLease() const -> const Lease& override { return lease_; }

  // Why it is stopped. Who says so first is right; a lease whose time is over is lost.
  void Stop(Halt why);
  auto Why() const -> Halt;
  auto Stage() const -> std::string;

  // By the clerk, from its own thread: another store.
  void Renew(Store& store, std::chrono::milliseconds length);
  void Look(Store& store);  // whether it is still wanted
  // Lines so far, in their order, whoever calls. False when they are still here.
  auto Flush(Store& store) -> bool;
  auto HasLines() const -> bool;

 private:
  const Lease lease_;
  std::atomic<int64_t> until_;  // nanoseconds of LeaseClock
  std::atomic<Halt> halt_{Halt::kNone};
  Store& store_;
  std::function<void()> written_;
  mutable std::mutex mutex_;
  std::string stage_;
  std::deque<Line> lines_;
  int64_t taken_ = 0;  // lines in all
  std::mutex writing_;
};

}  // namespace ingot::bot
