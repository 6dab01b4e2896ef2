#include "store/write-now.hpp"

#include <condition_variable>
#include <mutex>

namespace ingot::rt::store {
namespace {

class Ended final : public WriteListener {
 public:
  void onWritten(std::exception_ptr error) noexcept override {
    const std::lock_guard lock(mutex_);
    error_ = std::move(error);
    ended_ = true;
    changed_.notify_one();
  }
  void wait() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return ended_; });
    if (error_) std::rethrow_exception(error_);
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::exception_ptr error_;
  bool ended_ = false;
};

}  // namespace

void writeNow(Database& database, FunctionRef<void(Session&)> work) {
  Ended ended;
  database.write(work, ended);
  ended.wait();
}

}  // namespace ingot::rt::store
