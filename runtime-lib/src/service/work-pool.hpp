// Threads for what burns: it would hold up everybody else of a loop.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <thread>
#include <vector>

#include <ingot/rt/function-ref.hpp>

namespace ingot::rt::service {

class WorkPool {
 public:
  // The threads start with the first work.
  WorkPool(std::size_t threads, std::size_t mostQueued) : most_(threads), mostQueued_(mostQueued) {}
  // What is queued is done before; nobody may add to it any more.
  ~WorkPool();
  WorkPool(const WorkPool&) = delete;
  WorkPool& operator=(const WorkPool&) = delete;

  // A piece of work; it lives until it was performed.
  class Work {
   public:
    virtual ~Work() = default;
    virtual void perform() noexcept = 0;
  };

  // False when too much is queued.
  [[nodiscard]] bool add(Work& work);

 private:
  void loop();

  const std::size_t most_;
  const std::size_t mostQueued_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Work*> queue_;
  std::size_t idle_ = 0;
  bool ending_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace ingot::rt::service
