// JSON log lines on a file descriptor. Whoever logs only appends to a buffer; a thread of its own does the
// writing.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>

#include <ingot/rt/context.hpp>
#include <ingot/rt/json-writer.hpp>

namespace ingot::rt::service {

class Log {
 public:
  Log(LogLevel least, int descriptor);
  // Writes what is left.
  ~Log();
  Log(const Log&) = delete;
  Log& operator=(const Log&) = delete;

  [[nodiscard]] bool wants(LogLevel level) const { return level >= least_ && level != LogLevel::off; }

  // A line under construction, with `ts`, `level` and `msg` in it already.
  [[nodiscard]] static JsonWriter begin(LogLevel level, std::string_view message);
  // Ends the line. When the reader of the log is too slow, lines are dropped and counted, never waited for.
  void write(JsonWriter line);
  // The common case.
  void say(LogLevel level, std::string_view message) {
    if (wants(level)) write(begin(level, message));
  }

 private:
  void run();
  void put(std::string_view bytes);

  const LogLevel least_;
  const int descriptor_;
  std::mutex mutex_;
  std::condition_variable news_;
  std::string buffer_;
  std::size_t dropped_ = 0;
  bool stopping_ = false;
  std::thread thread_;
};

[[nodiscard]] Timestamp currentTime();

}  // namespace ingot::rt::service
