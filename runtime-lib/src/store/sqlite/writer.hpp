// The one thread that writes. Writes that wait at the same time share a COMMIT, each in a SAVEPOINT of its
// own.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

#include <ingot/rt/function-ref.hpp>

#include "store/database.hpp"
#include "store/sqlite/connection.hpp"

namespace ingot::rt::store::sqlite {

class Writer {
 public:
  Writer(const ConnectionOptions& options, std::size_t mostQueued);
  // Ends what was queued, then stops.
  ~Writer();
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;

  void write(FunctionRef<void(Session&)> work, WriteListener& listener);
  [[nodiscard]] std::size_t queued() const;

 private:
  struct Job {
    FunctionRef<void(Session&)> work;
    WriteListener* listener;
    std::exception_ptr error = {};
  };
  using Group = std::vector<Job*>;

  void loop();
  // Runs jobs in one transaction. When one of them made SQLite give up the transaction, the others run again.
  void runGroup(Group group);
  // False when the transaction is gone; then `failed` is the job that ended it.
  [[nodiscard]] bool runJobs(const Group& group, Job*& failed);
  void runJob(Job& job, bool alone);
  void undo() noexcept;  // what the job in the open savepoint wrote

  Connection connection_;
  std::size_t mostQueued_;
  mutable std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<Job> queue_;
  bool closing_ = false;
  std::thread thread_;
};

}  // namespace ingot::rt::store::sqlite
