// Takes jobs and has them done: several at a time, each with a lease that is renewed while it is at work.
#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "bot/base/context.h"
#include "bot/store/store.h"

namespace ingot::bot {

// What the work of a job is given. Store and stages belong to the thread that does the job; Log and Stopped may be called from any.
class JobContext : public Context {
 public:
  // From here on the job is at this stage: shown, and the stage of the lines that follow. A failure (kStopped) when the job is stopped.
  virtual auto EnterStage(std::string_view stage) -> Result<void> = 0;

  // The store of this thread, and what its fenced operations ask for.
  virtual auto OwnStore() -> Store& = 0;
  virtual auto OwnLease() const -> const Lease& = 0;
};

struct Outcome {
  std::string verdict;  // a JSON document
  std::string line;     // the last one of the log; empty: `completed`
  std::optional<NextJob> next;
};

// Does the jobs of a type. Asks Stopped() before each side effect. kDefinition fails the job at once, kEnvironment has it tried again, kStopped is
// right only when Stopped() said so. An exception counts as kEnvironment.
using Performer = std::function<Result<Outcome>(const Job&, JobContext&)>;
using Performers = std::map<std::string, Performer>;  // by type of job

struct WorkerSettings {
  StoreSettings store;
  std::string queue_url;  // of Redis, a secret; empty: none
  std::string machine;    // where deployments of this bot are
  int slots = 2;          // jobs at a time
  std::chrono::milliseconds lease{30000};
  std::chrono::milliseconds poll{500};  // how often PostgreSQL is asked: a platform writes rows, and tells no Redis
};

class Worker {
 public:
  // `notice` gets lines for the operator, from any thread.
  Worker(WorkerSettings settings, Performers performers, std::function<void(const std::string&)> notice);
  // Stops.
  ~Worker();
  Worker(const Worker&) = delete;
  auto operator=(const Worker&) -> Worker& = delete;

  void Start();
  // There may be something to do: this bot and the others look.
  void Wake(const std::string& job);
  // Takes no more jobs; those at work are told to stop, and are pending again. False when that took longer than `patience`.
  auto Stop(std::chrono::milliseconds patience) -> bool;

 private:
  class Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace ingot::bot
