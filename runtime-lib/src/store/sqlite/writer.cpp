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
    Group group;
    for (Job& job : jobs) group.push_back(&job);
    runGroup(std::move(group));
    for (Job& job : jobs) job.listener->onWritten(std::move(job.error));
    jobs.clear();
  }
}

void Writer::runGroup(Group group) {
  while (!group.empty()) {
    try {
      connection_.command("BEGIN IMMEDIATE");
      Job* failed = nullptr;
      if (!runJobs(group, failed)) {
        // What the neighbours wrote is undone with it, so they have not happened yet.
        std::erase(group, failed);
        for (Job* job : group) job->error = nullptr;
        continue;
      }
      connection_.keepStamp();
      connection_.command("COMMIT");
    } catch (...) {
      // Nothing of the group was stored, and what a job complained of may have been a neighbour's write.
      connection_.rollback();
      for (Job* job : group) job->error = std::current_exception();
    }
    return;
  }
}

bool Writer::runJobs(const Group& group, Job*& failed) {
  const bool alone = group.size() == 1;
  for (Job* job : group) {
    try {
      runJob(*job, alone);
    } catch (...) {
      job->error = std::current_exception();
    }
    if (connection_.inTransaction()) continue;
    failed = job;
    if (!job->error)
      job->error =
          std::make_exception_ptr(std::runtime_error("a write ended the transaction that it ran in"));
    return false;
  }
  return true;
}

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
