// Ids of jobs that somebody should look at, each once.
#pragma once

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <set>
#include <string>

namespace ingot::bot {

class Inbox {
 public:
  // False when it is there already, or too much is there.
  auto Add(const std::string& job) -> bool;
  // Waits. Nothing after Close.
  auto Take() -> std::optional<std::string>;
  auto Free() -> int;  // slots that wait and for which nothing is there
  // Until there may be a free slot, or Close, or the time is over.
  void WaitForFree(std::chrono::milliseconds time);
  void Close();
  auto Closed() -> bool;

 private:
  auto FreeNow() const -> int { return waiting_ - static_cast<int>(jobs_.size()); }

  std::mutex mutex_;
  std::condition_variable added_;
  std::condition_variable freed_;
  std::deque<std::string> jobs_;
  std::set<std::string> known_;
  int waiting_ = 0;
  bool closed_ = false;
};

}  // namespace ingot::bot
