#include "service/aside.hpp"

#include <condition_variable>
#include <exception>
#include <mutex>
#include <utility>

#include <ingot/rt/problem.hpp>

namespace ingot::rt::service {
namespace {

// A piece of work of the pool, and what it threw.
class Burning final : public WorkPool::Work {
 public:
  explicit Burning(FunctionRef<void()> work) : work_(work) {}
  void wakes(net::Waker& waker) { waker_ = &waker; }
  void perform() noexcept override {
    try {
      work_();
    } catch (...) {
      error_ = std::current_exception();
    }
    waker_->wake();
  }
  void rethrow() {
    if (error_) std::rethrow_exception(std::move(error_));
  }

 private:
  FunctionRef<void()> work_;
  net::Waker* waker_ = nullptr;
  std::exception_ptr error_;
};

class BlockingWaker final : public net::Waker {
 public:
  void wake() noexcept override {
    const std::lock_guard lock(mutex_);
    woken_ = true;
    changed_.notify_one();
  }
  void wait() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return woken_; });
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  bool woken_ = false;
};

}  // namespace

void waitFor(net::Engine* engine, FunctionRef<void(net::Waker&)> begin) {
  if (engine != nullptr) return engine->wait(begin);
  BlockingWaker waker;
  begin(waker);
  waker.wait();
}

void runAside(WorkPool& pool, net::Engine* engine, FunctionRef<void()> work) {
  Burning burning(work);
  waitFor(engine, [&](net::Waker& waker) {
    burning.wakes(waker);
    if (pool.add(burning)) return;
    throw std::move(Failure(503, "overloaded", "the service has too much to do").header("Retry-After", "1"));
  });
  burning.rethrow();
}

}  // namespace ingot::rt::service
