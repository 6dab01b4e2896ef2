// One process per database file: a lock on a file beside it, which the kernel releases when the process ends.
#pragma once

#include <string>

namespace ingot::rt::store::sqlite {

class ProcessLock {
 public:
  // Throws std::runtime_error that names the other process when there is one.
  explicit ProcessLock(const std::string& databasePath);
  ~ProcessLock();
  ProcessLock(const ProcessLock&) = delete;
  ProcessLock& operator=(const ProcessLock&) = delete;

 private:
  int file_ = -1;
};

}  // namespace ingot::rt::store::sqlite
