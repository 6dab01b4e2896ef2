// A log of bounded size: two files, the older one replaced when the newer one is full.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace ingot::bot::front {

class LogFile {
 public:
  LogFile(std::string path, uint64_t most_bytes);
  ~LogFile();
  LogFile(const LogFile&) = delete;
  auto operator=(const LogFile&) -> LogFile& = delete;

  // What a full disk does not take is lost: a log never holds up a service.
  void Write(std::string_view bytes);

 private:
  void Open();

  const std::string path_;
  const uint64_t most_;
  uint64_t size_ = 0;
  int file_ = -1;
};

}  // namespace ingot::bot::front
