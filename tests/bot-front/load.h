// Clients that ask without a pause, and some that are silent now and then, on connections that are kept.
#pragma once

#include <atomic>
#include <cstdint>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace ingot::test {

class Load {
 public:
  Load(uint16_t port, int busy, int lazy);
  ~Load() { Stop(); }
  Load(const Load&) = delete;
  auto operator=(const Load&) -> Load& = delete;

  void Stop();
  auto Answered() const -> int64_t { return answered_; }
  auto Failed() const -> int64_t { return failed_; }
  auto FirstFailure() const -> std::string;

 private:
  void Ask(uint16_t port, int most_pause_ms, unsigned seed);

  std::atomic<bool> stop_{false};
  std::atomic<int64_t> answered_{0};
  std::atomic<int64_t> failed_{0};
  mutable std::mutex mutex_;
  std::string first_failure_;
  std::vector<std::thread> threads_;
};

}  // namespace ingot::test
