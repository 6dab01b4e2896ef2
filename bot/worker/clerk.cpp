#include "bot/worker/clerk.h"

#include <algorithm>

namespace ingot::bot {
namespace {

constexpr auto kGather = std::chrono::milliseconds(200);  // lines that come together are written together

constexpr auto kLook = std::chrono::milliseconds(1000);  // how soon a job that is cancelled is told

// Leases of several jobs depend on it: none waits long for another.
auto Impatient(StoreSettings settings) -> StoreSettings {
  settings.patience = std::chrono::seconds(1);
  return settings;
}

}  // namespace

Clerk::Clerk(StoreSettings settings, std::chrono::milliseconds lease)
    : store_(Impatient(std::move(settings))), lease_(lease), thread_([this] { Work(); }) {}

Clerk::~Clerk() {
  {
    const std::lock_guard lock(mutex_);
    ends_ = true;
    changed_.notify_all();
  }
  thread_.join();
}

void Clerk::Add(const std::shared_ptr<Running>& running) {
  const std::lock_guard lock(mutex_);
  jobs_.push_back(running);
  changed_.notify_all();
}

void Clerk::Remove(const std::shared_ptr<Running>& running) {
  const std::lock_guard lock(mutex_);
  std::erase(jobs_, running);
}

void Clerk::StopAll(Halt why) {
  for (const auto& running : All()) running->Stop(why);
}

void Clerk::HasLines() {
  const std::lock_guard lock(mutex_);
  lines_ = true;
  changed_.notify_all();
}

void Clerk::GiveUp() { store_.GiveUp(); }

auto Clerk::All() -> std::vector<std::shared_ptr<Running>> {
  const std::lock_guard lock(mutex_);
  return jobs_;
}

// False at the end.
auto Clerk::Wait(LeaseClock::time_point& renewal) -> bool {
  std::unique_lock lock(mutex_);
  if (jobs_.empty()) {
    changed_.wait(lock, [&] { return ends_ || !jobs_.empty(); });
    renewal = LeaseClock::now() + lease_ / 3;
  }
  const auto rest = std::max(std::chrono::ceil<std::chrono::milliseconds>(renewal - LeaseClock::now()), std::chrono::milliseconds(0));
  changed_.wait_for(lock, std::min(rest, kLook), [&] { return ends_ || lines_; });
  if (lines_) changed_.wait_for(lock, std::min(rest, kGather), [&] { return ends_; });
  lines_ = false;
  return !ends_;
}

void Clerk::Work() {
  auto renewal = LeaseClock::now();
  auto look = renewal;
  while (Wait(renewal)) {
    const auto now = LeaseClock::now();
    if (now >= renewal) {
      renewal = now + lease_ / 3;
      look = now + kLook;
      for (const auto& running : All()) running->Renew(store_, lease_);
    } else if (now >= look) {
      look = now + kLook;
      for (const auto& running : All()) running->Look(store_);
    }
    for (const auto& running : All()) {
      if (running->HasLines() && !running->Flush(store_)) HasLines();  // again soon
    }
  }
}

}  // namespace ingot::bot
