#include "thread-engine.hpp"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <vector>

namespace ingot::rt::bench {
namespace {

int threadsPerLoop = 16;

class ThreadEngine final : public net::Engine {
 public:
  explicit ThreadEngine(const net::EngineOptions& options) : loop_(*options.loop) {
    for (int i = 0; i < threadsPerLoop; ++i) threads_.emplace_back([this] { work(); });
  }
  ~ThreadEngine() override {
    {
      const std::lock_guard lock(mutex_);
      stopping_ = true;
    }
    news_.notify_all();
    for (std::thread& thread : threads_) thread.join();
  }

  bool start(net::Task& task) override {
    {
      const std::lock_guard lock(mutex_);
      tasks_.push_back(&task);
    }
    news_.notify_one();
    return true;
  }

  void wait(FunctionRef<void(net::Waker&)> begin) override {
    Sleeper sleeper;
    begin(sleeper);
    sleeper.sleep();
  }

 private:
  class Sleeper final : public net::Waker {
   public:
    void wake() noexcept override {
      const std::lock_guard lock(mutex_);
      woken_ = true;
      changed_.notify_one();
    }
    void sleep() {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [this] { return woken_; });
    }

   private:
    std::mutex mutex_;
    std::condition_variable changed_;
    bool woken_ = false;
  };

  // Tells the loop that a task has ended.
  struct Ended final : net::Job {
    explicit Ended(net::Task& ended) : task(ended) {}
    void perform() noexcept override {
      net::Task& kept = task;
      delete this;
      kept.ended();
    }
    net::Task& task;
  };

  void work() {
    std::unique_lock lock(mutex_);
    for (;;) {
      news_.wait(lock, [this] { return stopping_ || !tasks_.empty(); });
      if (tasks_.empty()) return;
      net::Task* task = tasks_.front();
      tasks_.pop_front();
      lock.unlock();
      task->run();
      loop_.post(*new Ended(*task));
      lock.lock();
    }
  }

  net::LoopPost& loop_;
  std::mutex mutex_;
  std::condition_variable news_;
  std::deque<net::Task*> tasks_;
  std::vector<std::thread> threads_;
  bool stopping_ = false;
};

}  // namespace

void setThreadsPerLoop(int count) { threadsPerLoop = count; }

std::unique_ptr<net::Engine> makeThreadEngine(const net::EngineOptions& options) { return std::make_unique<ThreadEngine>(options); }

}  // namespace ingot::rt::bench
