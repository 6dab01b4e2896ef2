// Work beside the requests that is done again and again on a thread of its own, until it is destroyed.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <string_view>
#include <thread>

#include "service/log.hpp"

namespace ingot::rt::service {

class Background {
 public:
  struct Pauses {
    std::chrono::milliseconds idle;        // when there was nothing to do
    std::chrono::milliseconds afterError;  // when the database is away, say
  };

  // `step` does some of the work and says whether there was any. What it throws is logged, once until it succeeds again, with
  // `trouble`, a constant. `step` may be called as soon as this is made, so make it last; the log outlives it.
  Background(Log& log, std::string_view trouble, Pauses pauses, std::function<bool()> step);
  ~Background();
  Background(const Background&) = delete;
  Background& operator=(const Background&) = delete;

  // Whether a step should end early. Safe from every thread.
  [[nodiscard]] bool stopping() const;
  // From now on steps should end early; the destructor says so too.
  void stop();

 private:
  void run();
  [[nodiscard]] bool stepOnce();

  Log& log_;
  const std::string_view trouble_;
  const Pauses pauses_;
  const std::function<bool()> step_;
  mutable std::mutex mutex_;
  std::condition_variable woken_;
  bool stopping_ = false;
  bool failed_ = false;  // of the last step
  std::thread thread_;
};

}  // namespace ingot::rt::service
