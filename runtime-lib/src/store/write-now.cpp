#include "store/write-now.hpp"

#include <utility>

namespace ingot::rt::store {

void Waiting::onWritten(std::exception_ptr error) noexcept {
  const std::lock_guard lock(mutex_);
  error_ = std::move(error);
  done_ = true;
  changed_.notify_one();
}

void Waiting::wait() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return done_; });
  if (error_) std::rethrow_exception(error_);
}

void writeNow(Database& database, FunctionRef<void(Session&)> work) {
  Waiting waiting;
  database.write(work, waiting);
  waiting.wait();
}

}  // namespace ingot::rt::store
