// The threads that answer: they come when they are needed, and go when nobody asks.
#pragma once

#include <httplib.h>

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>

namespace ingot::bot {

class Crowd final : public httplib::TaskQueue {
 public:
  explicit Crowd(int most) : most_(most) {}
  void enqueue(std::function<void()> task) override;
  // Waits for those at work.
  void shutdown() override;

 private:
  void Work();

  const int most_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::function<void()>> tasks_;
  int threads_ = 0;
  int waiting_ = 0;
  bool ends_ = false;
};

}  // namespace ingot::bot
