#include "service/work-pool.hpp"

namespace ingot::rt::service {

WorkPool::~WorkPool() {
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
  }
  changed_.notify_all();
  for (std::thread& thread : threads_) thread.join();
}

bool WorkPool::add(Work& work) {
  const std::lock_guard lock(mutex_);
  if (queue_.size() >= mostQueued_) return false;
  if (idle_ <= queue_.size() && threads_.size() < most_) threads_.emplace_back([this] { loop(); });
  queue_.push_back(&work);
  changed_.notify_one();
  return true;
}

void WorkPool::loop() {
  std::unique_lock lock(mutex_);
  while (true) {
    ++idle_;
    changed_.wait(lock, [this] { return ending_ || !queue_.empty(); });
    --idle_;
    if (queue_.empty()) return;
    Work& work = *queue_.front();
    queue_.pop_front();
    lock.unlock();
    work.perform();
    lock.lock();
  }
}

}  // namespace ingot::rt::service
