#include "bot/worker/inbox.h"

namespace ingot::bot {
namespace {

constexpr size_t kMost = 1000;  // what is beyond is found again

}  // namespace

auto Inbox::Add(const std::string& job) -> bool {
  const std::lock_guard lock(mutex_);
  if (closed_ || jobs_.size() >= kMost || !known_.insert(job).second) return false;
  jobs_.push_back(job);
  added_.notify_one();
  return true;
}

auto Inbox::Take() -> std::optional<std::string> {
  std::unique_lock lock(mutex_);
  ++waiting_;
  freed_.notify_all();
  added_.wait(lock, [&] { return closed_ || !jobs_.empty(); });
  --waiting_;
  if (closed_) return std::nullopt;
  std::string job = std::move(jobs_.front());
  jobs_.pop_front();
  known_.erase(job);
  return job;
}

auto Inbox::Free() -> int {
  const std::lock_guard lock(mutex_);
  return std::max(0, FreeNow());
}

void Inbox::WaitForFree(std::chrono::milliseconds time) {
  std::unique_lock lock(mutex_);
  freed_.wait_for(lock, time, [&] { return closed_ || FreeNow() > 0; });
}

void Inbox::Close() {
  const std::lock_guard lock(mutex_);
  closed_ = true;
  added_.notify_all();
  freed_.notify_all();
}

auto Inbox::Closed() -> bool {
  const std::lock_guard lock(mutex_);
  return closed_;
}

}  // namespace ingot::bot
