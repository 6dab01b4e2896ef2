// Renews the leases of the jobs at work, and writes their lines, so that the work itself waits for nothing.
#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "bot/worker/running.h"

namespace ingot::bot {

class Clerk {
 public:
  Clerk(StoreSettings settings, std::chrono::milliseconds lease);
  ~Clerk();
  Clerk(const Clerk&) = delete;
  auto operator=(const Clerk&) -> Clerk& = delete;

  void Add(const std::shared_ptr<Running>& running);
  void Remove(const std::shared_ptr<Running>& running);
  void StopAll(Halt why);
  void HasLines();  // somebody has written one
  void GiveUp();    // the database is not waited for any more

 private:
  void Work();
  auto Wait(LeaseClock::time_point& renewal) -> bool;
  auto All() -> std::vector<std::shared_ptr<Running>>;

  Store store_;
  const std::chrono::milliseconds lease_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<std::shared_ptr<Running>> jobs_;
  bool lines_ = false;
  bool ends_ = false;
  std::thread thread_;
};

}  // namespace ingot::bot
