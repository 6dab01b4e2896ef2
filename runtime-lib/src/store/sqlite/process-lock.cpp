#include "store/sqlite/process-lock.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <stdexcept>
#include <system_error>

namespace ingot::rt::store::sqlite {
namespace {

// What the holder of the lock wrote into it.
std::string holderOf(int file) {
  std::array<char, 16> buffer{};
  const ssize_t size = pread(file, buffer.data(), buffer.size(), 0);
  std::string digits;
  for (ssize_t i = 0;
       i < size && buffer[static_cast<std::size_t>(i)] >= '0' && buffer[static_cast<std::size_t>(i)] <= '9';
       ++i) {
    digits += buffer[static_cast<std::size_t>(i)];
  }
  return digits.empty() ? "another process" : "another process (" + digits + ")";
}

}  // namespace

ProcessLock::ProcessLock(const std::string& databasePath) {
  const std::string path = databasePath + ".lock";
  file_ = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (file_ < 0)
    throw std::runtime_error("cannot open " + path + ": " + std::generic_category().message(errno));
  int result = -1;
  do {
    result = flock(file_, LOCK_EX | LOCK_NB);
  } while (result != 0 && errno == EINTR);
  if (result != 0) {
    const bool held = errno == EWOULDBLOCK;
    const std::string why =
        held ? holderOf(file_) + " is using " + databasePath + "; an SQLite file serves one process at a time"
             : "cannot lock " + path + ": " + std::generic_category().message(errno);
    ::close(file_);
    throw std::runtime_error(why);
  }
  const std::string pid = std::to_string(getpid()) + "\n";
  // The number only serves the message above; without it the lock holds all the same.
  if (ftruncate(file_, 0) == 0 && pwrite(file_, pid.data(), pid.size(), 0) < 0) errno = 0;
}

ProcessLock::~ProcessLock() { ::close(file_); }

}  // namespace ingot::rt::store::sqlite
