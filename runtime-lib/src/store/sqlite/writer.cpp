#include "store/sqlite/writer.hpp"

#include <algorithm>
#include <stdexcept>

namespace ingot::rt::store::sqlite {
namespace {

constexpr std::size_t kMostPerGroup = 256;

Failure refused(std::string code, std::string message) {
  return Failure(503, std::move(code), std::move(message)).header("Retry-After", "1");
}

}  // namespace

Writer::Writer(const ConnectionOptions& options, std::size_t mostQueued)
    : connection_(options), mostQueued_(mostQueued), thread_([this] { loop(); }) {}

Writer::~Writer() {
  {
    const std::lock_guard lock(mutex_);
    closing_ = true;
  }
  wake_.notify_one();
  thread_.join();
}

void Writer::write(FunctionRef<void(Session&)> work, WriteListener& listener) {
  {
    const std::lock_guard lock(mutex_);
    if (closing_) throw refused("closing", "the service is stopping");
    if (queue_.size() >= mostQueued_) throw refused("overloaded", "too many writes are waiting");
    queue_.push_back({work, &listener});
  }
  wake_.notify_one();
}

std::size_t Writer::queued() const {
  const std::lock_guard lock(mutex_);
  return queue_.size();
}

void Writer::loop() {
  std::vector<Job> jobs;
  while (true) {
    {
      std::unique_lock lock(mutex_);
      wake_.wait(lock, [this] { return closing_ || !queue_.empty(); });
      if (queue_.empty()) return;
      const auto count = static_cast<std::ptrdiff_t>(std::min(queue_.size(), kMostPerGroup));
      jobs.assign(queue_.begin(), queue_.begin() + count);
      queue_.erase(queue_.begin(), queue_.begin() + count);
    }
    std::vector<Job*> group;
    for (Job& job : jobs) group.push_back(&job);
    runGroup(group);
    jobs.clear();
  }
}

void Writer::runGroup(Group group) {
  if (group.empty()) return;
  const std::size_t lostBy = commitGroup(group);
  if (lostBy == group.size()) return;
  tell(*group[lostBy]);
  // Those before it have shown that they succeed, so they are not made to wait for the others; of those behind it
  // nobody knows, and another one that loses its transaction shall do so at no other's expense.
  runGroup(group.first(lostBy));
  for (std::size_t i = lostBy + 1; i < group.size(); ++i) runGroup(group.subspan(i, 1));
}

std::size_t Writer::commitGroup(Group group) {
  for (Job* job : group) job->error = nullptr;  // what a job complained of may have been a neighbour's write
  try {
    connection_.command("BEGIN IMMEDIATE");
    if (const std::size_t lostBy = runJobs(group); lostBy != group.size()) return lostBy;
    connection_.keepStamp();
    connection_.command("COMMIT");
  } catch (...) {
    connection_.rollback();  // nothing of the group was stored
    for (Job* job : group) job->error = std::current_exception();
  }
  for (Job* job : group) tell(*job);
  return group.size();
}

std::size_t Writer::runJobs(Group group) {
  for (std::size_t i = 0; i < group.size(); ++i) {
    Job& job = *group[i];
    try {
      runJob(job, group.size() == 1);
    } catch (...) {
      job.error = std::current_exception();
    }
    if (connection_.inTransaction()) continue;
    if (!job.error)
      job.error =
          std::make_exception_ptr(std::runtime_error("a write ended the transaction that it ran in"));
    return i;
  }
  return group.size();
}

// The job and its listener may be gone afterwards.
void Writer::tell(Job& job) { job.listener->onWritten(std::move(job.error)); }

void Writer::runJob(Job& job, bool alone) {
  if (alone) {
    try {
      job.work(connection_);
    } catch (...) {
      connection_.rollback();
      throw;
    }
    return;
  }
  connection_.command("SAVEPOINT job");
  try {
    job.work(connection_);
    if (connection_.inTransaction()) connection_.command("RELEASE job");
  } catch (...) {
    undo();
    throw;
  }
}

void Writer::undo() noexcept {
  if (!connection_.inTransaction()) return;
  try {
    connection_.command("ROLLBACK TO job");
    connection_.command("RELEASE job");
  } catch (const std::exception&) {
    connection_.rollback();  // nothing of a failed write may stay; its neighbours run again
  }
}

}  // namespace ingot::rt::store::sqlite
