// The one thread that writes. Writes that wait at the same time share a COMMIT, each in a SAVEPOINT of its
// own.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <exception>
#include <mutex>
#include <span>
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
  using Group = std::span<Job* const>;

  void loop();
  // Runs jobs and tells each how it ended, as soon as that is sure.
  void runGroup(Group group);
  // Runs jobs in one transaction, and tells them. When one of them made SQLite give up the transaction, what the
  // others wrote is undone with it: then it tells nobody and says which one that was; otherwise the size.
  [[nodiscard]] std::size_t commitGroup(Group group);
  // The job that ended the transaction, or the size.
  [[nodiscard]] std::size_t runJobs(Group group);
  static void tell(Job& job);
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
