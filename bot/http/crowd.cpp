#include "bot/http/crowd.h"

#include <thread>

namespace ingot::bot {
namespace {

constexpr auto kIdle = std::chrono::seconds(10);

}  // namespace

void Crowd::enqueue(std::function<void()> task) {
  const std::lock_guard lock(mutex_);
  tasks_.push_back(std::move(task));
  if (static_cast<int>(tasks_.size()) > waiting_ && threads_ < most_) {
    ++threads_;
    std::thread([this] { Work(); }).detach();  // shutdown waits for its end
  }
  changed_.notify_one();
}

void Crowd::Work() {
  std::unique_lock lock(mutex_);
  while (true) {
    ++waiting_;
    changed_.wait_for(lock, kIdle, [&] { return ends_ || !tasks_.empty(); });
    --waiting_;
    if (tasks_.empty()) break;
    const auto task = std::move(tasks_.front());
    tasks_.pop_front();
    lock.unlock();
    task();
    lock.lock();
  }
  --threads_;
  changed_.notify_all();  // under the lock: who waits in shutdown may take this object away
}

void Crowd::shutdown() {
  std::unique_lock lock(mutex_);
  ends_ = true;
  changed_.notify_all();
  changed_.wait(lock, [&] { return threads_ == 0; });
}

}  // namespace ingot::bot
