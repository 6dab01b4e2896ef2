#include "bot/worker/running.h"

#include <algorithm>

namespace ingot::bot {
namespace {

constexpr size_t kMostAtOnce = 500;

}  // namespace

Running::Running(Lease lease, LeaseClock::time_point until, std::string stage, Store& store, std::function<void()> written)
    : lease_(std::move(lease)), until_(until.time_since_epoch().count()), store_(store), written_(std::move(written)), stage_(std::move(stage)) {}

void Running::Log(std::string_view line) {
  {
    const std::lock_guard lock(mutex_);
    if (++taken_ > Store::kMostLines + 1) return;  // the store says once that there were more
    lines_.push_back({stage_, std::string(line.substr(0, Store::kMostLineBytes + 1))});
    if (lines_.size() > 1) return;
  }
  written_();
}

auto Running::Why() const -> Halt {
  const Halt halt = halt_;
  // A bot that was paused sees it here, before anybody told it.
  if (LeaseClock::now().time_since_epoch().count() >= until_) return Halt::kLost;
  return halt;
}

auto Running::Stopped() const -> bool { return Why() != Halt::kNone; }

void Running::Stop(Halt why) {
  Halt none = Halt::kNone;
  halt_.compare_exchange_strong(none, why);
}

auto Running::Stage() const -> std::string {
  const std::lock_guard lock(mutex_);
  return stage_;
}

auto Running::EnterStage(std::string_view stage) -> Result<void> {
  if (Stopped()) return tl::unexpected(Failure{FailureKind::kStopped, "the job was stopped", ""});
  auto set = store_.SetStage(lease_, std::string(stage));
  if (!set) {
    if (set.error().kind == FailureKind::kStopped) Stop(Halt::kLost);
    return set;
  }
  const std::lock_guard lock(mutex_);
  stage_ = stage;
  return {};
}

void Running::Renew(Store& store, std::chrono::milliseconds length) {
  const auto asked = LeaseClock::now();  // before: the database counts from when it answers
  const auto renewed = store.Renew(lease_, length);
  if (!renewed) return;
  if (*renewed == Renewal::kLost) return Stop(Halt::kLost);
  if (*renewed == Renewal::kCancelled) Stop(Halt::kCancelled);
  until_ = (asked + length).time_since_epoch().count();
}

void Running::Look(Store& store) {
  const auto found = store.Look(lease_);
  if (found && *found == Renewal::kLost) Stop(Halt::kLost);
  if (found && *found == Renewal::kCancelled) Stop(Halt::kCancelled);
}

auto Running::HasLines() const -> bool {
  const std::lock_guard lock(mutex_);
  return !lines_.empty();
}

auto Running::Flush(Store& store) -> bool {
  const std::lock_guard writing(writing_);
  while (true) {
    std::vector<Line> some;
    {
      const std::lock_guard lock(mutex_);
      some.assign(lines_.begin(), lines_.begin() + static_cast<std::ptrdiff_t>(std::min(kMostAtOnce, lines_.size())));
    }
    if (some.empty()) return true;
    const auto written = store.Log(lease_, some);
    if (!written && written.error().kind != FailureKind::kStopped) return false;
    if (!written) Stop(Halt::kLost);
    const std::lock_guard lock(mutex_);
    lines_.erase(lines_.begin(), lines_.begin() + static_cast<std::ptrdiff_t>(some.size()));
  }
}

}  // namespace ingot::bot
