#include "service/log.hpp"

#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <utility>

namespace ingot::rt::service {
namespace {

constexpr std::size_t kMostBuffered = 4 << 20;
constexpr auto kGather = std::chrono::milliseconds(20);

std::string_view levelName(LogLevel level) {
  constexpr std::string_view kNames[] = {"debug", "info", "warn", "error", "off"};
  return kNames[static_cast<std::size_t>(level)];
}

}  // namespace

Timestamp currentTime() {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return {std::chrono::duration_cast<std::chrono::microseconds>(now).count()};
}

Log::Log(LogLevel least, int descriptor) : least_(least), descriptor_(descriptor) {
  if (least != LogLevel::off) thread_ = std::thread([this] { run(); });
}

Log::~Log() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  news_.notify_one();
  if (thread_.joinable()) thread_.join();
}

JsonWriter Log::begin(LogLevel level, std::string_view message) {
  JsonWriter line;
  line.reserve(320);
  line.beginObject();
  line.member("ts", currentTime());
  line.member("level", levelName(level));
  line.member("msg", message);
  return line;
}

void Log::write(JsonWriter line) {
  line.endObject();
  std::string text = line.take();
  text += '\n';
  bool first = false;
  {
    const std::lock_guard lock(mutex_);
    if (buffer_.size() + text.size() > kMostBuffered) {
      ++dropped_;
      return;
    }
    first = buffer_.empty();
    buffer_ += text;
  }
  if (first) news_.notify_one();
}

void Log::run() {
  std::string taken;
  std::unique_lock lock(mutex_);
  for (;;) {
    news_.wait(lock, [this] { return stopping_ || !buffer_.empty(); });
    if (!stopping_) {
      // Lines come in crowds: one write for many of them.
      news_.wait_for(lock, kGather, [this] { return stopping_; });
    }
    taken.swap(buffer_);
    const std::size_t dropped = std::exchange(dropped_, 0);
    const bool last = stopping_;
    lock.unlock();
    put(taken);
    taken.clear();
    if (taken.capacity() > (64 << 10)) taken.shrink_to_fit();
    if (dropped > 0) {
      JsonWriter line = begin(LogLevel::warn, "log lines were dropped");
      line.member("dropped", static_cast<std::int64_t>(dropped));
      line.endObject();
      put(line.take() + "\n");
    }
    if (last) return;
    lock.lock();
  }
}

// In pieces that a pipe takes whole once it says it has room, so that nobody who stops is held up by a reader that sleeps.
void Log::put(std::string_view bytes) {
  constexpr std::size_t kPiece = 4096;
  while (!bytes.empty()) {
    pollfd ready{descriptor_, POLLOUT, 0};
    const int polled = ::poll(&ready, 1, 200);
    if (polled == 0) {
      const std::lock_guard lock(mutex_);
      if (stopping_) return;
      continue;
    }
    const ssize_t count = ::write(descriptor_, bytes.data(), std::min(bytes.size(), kPiece));
    if (count > 0) {
      bytes.remove_prefix(static_cast<std::size_t>(count));
    } else if (errno != EINTR && errno != EAGAIN) {
      return;
    }
  }
}

}  // namespace ingot::rt::service
