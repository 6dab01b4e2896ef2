#include "service/background.hpp"

#include <exception>
#include <utility>

namespace ingot::rt::service {

Background::Background(Log& log, std::string_view trouble, Pauses pauses, std::function<bool()> step)
    : log_(log), trouble_(trouble), pauses_(pauses), step_(std::move(step)), thread_([this] { run(); }) {}

Background::~Background() {
  stop();
  thread_.join();
}

bool Background::stopping() const {
  const std::lock_guard lock(mutex_);
  return stopping_;
}

void Background::stop() {
  const std::lock_guard lock(mutex_);
  stopping_ = true;
  woken_.notify_one();
}

void Background::run() {
  while (!stopping()) {
    if (stepOnce()) continue;
    std::unique_lock lock(mutex_);
    woken_.wait_for(lock, failed_ ? pauses_.afterError : pauses_.idle, [this] { return stopping_; });
  }
}

bool Background::stepOnce() {
  try {
    const bool worked = step_();
    failed_ = false;
    return worked;
  } catch (const std::exception& error) {
    if (!std::exchange(failed_, true) && log_.wants(LogLevel::warn)) {
      JsonWriter line = Log::begin(LogLevel::warn, trouble_);
      line.member("why", error.what());
      log_.write(std::move(line));
    }
  }
  return false;
}

}  // namespace ingot::rt::service
