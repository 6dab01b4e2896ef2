#include "bot/front/log_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdio>
#include <utility>

namespace ingot::bot::front {

LogFile::LogFile(std::string path, uint64_t most_bytes) : path_(std::move(path)), most_(most_bytes) {
  Open();
}

LogFile::~LogFile() {
  if (file_ >= 0) ::close(file_);
}

void LogFile::Open() {
  file_ = ::open(path_.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0600);
  struct stat found {};
  size_ = file_ >= 0 && ::fstat(file_, &found) == 0 ? static_cast<uint64_t>(found.st_size) : 0;
}

void LogFile::Write(std::string_view bytes) {
  if (file_ >= 0 && size_ + bytes.size() > most_) {
    ::close(std::exchange(file_, -1));
    ::rename(path_.c_str(), (path_ + ".1").c_str());
  }
  if (file_ < 0) Open();
  if (file_ < 0) return;
  const ssize_t count = ::write(file_, bytes.data(), bytes.size());
  if (count > 0) size_ += static_cast<uint64_t>(count);
}

}  // namespace ingot::bot::front
