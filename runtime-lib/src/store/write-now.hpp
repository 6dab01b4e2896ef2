// A write of a thread that has nothing else to do meanwhile.
#pragma once

#include <condition_variable>
#include <exception>
#include <mutex>

#include "store/database.hpp"

namespace ingot::rt::store {

// Waits for one write.
class Waiting final : public WriteListener {
 public:
  void onWritten(std::exception_ptr error) noexcept override;
  // Returns after the COMMIT, or throws what kept it from happening. Not on a loop's thread.
  void wait();

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::exception_ptr error_;
  bool done_ = false;
};

// The same in one.
void writeNow(Database& database, FunctionRef<void(Session&)> work);

}  // namespace ingot::rt::store
