// The truth about jobs and releases: the platform's tables in PostgreSQL.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "bot/base/context.h"

namespace ingot::bot {

enum class JobStatus : uint8_t { kPending, kProcessing, kCompleted, kFailed, kCancelled };
auto NameOf(JobStatus status) -> std::string_view;  // as it stands in the table: `pending`
auto JobStatusOf(std::string_view name) -> std::optional<JobStatus>;

struct Job {
  std::string id;
  std::string application;       // its id
  std::string application_name;  // `user/app`
  std::string type;              // `generate-code`
  std::string data;              // a JSON document
  JobStatus status = JobStatus::kPending;
  std::string previous;  // the id of the job that this one goes on from; empty: none
  std::string release;   // the id of its release; empty: none yet
  int64_t release_number = 0;
  std::string stage;     // empty: none yet
  int64_t attempts = 0;  // counted when it is claimed
  std::string owner;
  int64_t fence = 0;
  bool cancel_requested = false;
  std::string verdict;    // a JSON document; empty: none
  std::string run_after;  // times are ISO 8601 in UTC
  std::string created_at;
  std::string updated_at;
};

// The right to write about a job. Each claim of a job has a higher fence than any claim before of a job of its application, and what an older one
// writes takes no effect.
struct Lease {
  std::string job;
  int64_t fence = 0;
};

struct Claimed {
  Job job;
  Lease lease;
};

struct NextJob {
  std::string type;
  std::string data = "{}";  // a JSON document
  std::string release;      // an id; empty: that of the job before
};

enum class Renewal : uint8_t { kKept, kCancelled, kLost };

enum class ReleaseStatus : uint8_t { kGenerated, kBuilt, kActive, kSuperseded, kFailed };
auto NameOf(ReleaseStatus status) -> std::string_view;

struct Release {
  std::string id;
  std::string application;
  int64_t number = 0;
  ReleaseStatus status = ReleaseStatus::kGenerated;
  std::string definition_hash;  // 64 hexadecimal digits
  std::string definition;       // JSON documents, byte for byte where the column is json
  std::string schema_snapshot;
  std::string migrations;
  std::string artifact;  // a JSON document; empty: none
  std::string address;   // empty: none
  std::string created_at;
};

struct NewRelease {
  std::string application;
  std::string definition_hash;
  std::string definition;
  std::string schema_snapshot;
  std::string migrations;
};

struct Latest {
  std::optional<Release> newest;  // the one with the highest number that did not fail
  std::optional<Release> active;  // the one that serves
};

struct Deployment {
  std::string release;  // the id of the release that serves
  std::string machine;
  std::string address;
  int64_t fence = 0;
};

struct Application {
  std::string id;
  std::string user;  // its name
  std::string name;
};

struct Event {
  int64_t number = 0;  // 1, 2, ... of its job
  std::string stage;
  std::string text;
  std::string created_at;
};

struct Line {
  std::string stage;
  std::string text;
};

struct JobFilter {
  std::string application;          // an id; empty: all
  std::optional<JobStatus> status;  // none: all
  int limit = 50;                   // 200 at most are given
};

struct StoreSettings {
  std::string url;                      // of PostgreSQL; a secret
  std::chrono::seconds patience{20};    // how long an operation waits for a server that is gone
  int most_attempts = 5;                // then a job is failed for good
  std::chrono::seconds first_delay{2};  // before the second attempt; doubled with each
  std::chrono::seconds most_delay{60};
};

// One connection, for one thread; it is opened at the first use, and opened again when it broke. Every operation may be repeated after a failure
// whose effect is not known. A failure is kEnvironment when the database does not answer or refuses, and kStopped when the lease is no longer the
// job's: then nothing was written.
class Store {
 public:
  static constexpr int64_t kMostLines = 10000;  // of the log of a job
  static constexpr size_t kMostLineBytes = 4096;

  explicit Store(StoreSettings settings);
  ~Store();
  Store(const Store&) = delete;
  auto operator=(const Store&) -> Store& = delete;

  // From any thread: operations fail from now on, also one that hangs.
  void GiveUp();

  // Jobs that this machine may take now, those that wait longest first: pending and due, or with a lease that is over, or to be cancelled.
  auto Waiting(const std::string& machine, int limit) -> Result<std::vector<std::string>>;
  // Nothing when the job is not to be taken: somebody else has it, another job of its application is at work or comes first, it belongs to
  // another machine, or it ended just now because it was to be cancelled or had its last attempt. `owner` has one claim at a time.
  auto Claim(const std::string& job, const std::string& owner, const std::string& machine, std::chrono::milliseconds lease)
      -> Result<std::optional<Claimed>>;

  auto Renew(const Lease& lease, std::chrono::milliseconds length) -> Result<Renewal>;
  // What Renew would say now; nothing is written.
  auto Look(const Lease& lease) -> Result<Renewal>;
  auto SetStage(const Lease& lease, const std::string& stage) -> Result<void>;
  // What is no UTF-8 is replaced, what is too long is cut, and beyond the most lines one more says so.
  auto Log(const Lease& lease, const std::vector<Line>& lines) -> Result<void>;

  // The verdicts are JSON documents; `line` becomes the last of the log. The next job is there if and only if this one is completed, and its id is
  // returned; a job that is to be cancelled by then is cancelled instead of having a next one, and nothing is returned.
  auto Complete(const Lease& lease, const std::string& verdict, const std::string& line, const std::optional<NextJob>& next) -> Result<std::string>;
  // Pending again after a while, when it is to be retried and has attempts left: then true.
  auto Fail(const Lease& lease, const std::string& verdict, const std::string& line, bool retry) -> Result<bool>;
  auto EndCancelled(const Lease& lease, const std::string& line) -> Result<void>;
  // Pending again at once, as if it had not been tried: its bot goes.
  auto PutBack(const Lease& lease, const std::string& line) -> Result<void>;

  // The leases of bots with this name of a machine are over: the caller knows that none of them runs any more.
  auto EndLeases(const std::string& machine) -> Result<void>;

  // By an operator. False when the job is not there, or not in a state for it.
  auto Cancel(const std::string& job) -> Result<bool>;
  auto Requeue(const std::string& job) -> Result<bool>;  // failed or cancelled: pending, with all attempts

  auto FindApplication(const std::string& name) -> Result<std::optional<Application>>;  // `user/app`, or an id
  // A new job `generate-code`; its id.
  auto Enqueue(const std::string& application, const std::string& data) -> Result<std::string>;
  auto FindJob(const std::string& id) -> Result<std::optional<Job>>;
  auto FindNext(const std::string& job) -> Result<std::optional<Job>>;  // the job that goes on from it
  auto Jobs(const JobFilter& filter) -> Result<std::vector<Job>>;       // newest first
  auto Events(const std::string& job, int64_t after, int limit) -> Result<std::vector<Event>>;

  auto LatestReleases(const std::string& application) -> Result<Latest>;
  auto FindRelease(const std::string& id) -> Result<std::optional<Release>>;
  auto FindDeployment(const std::string& application) -> Result<std::optional<Deployment>>;
  // With the number after the highest one of the application; it becomes the release of the job. A job that has made one already (it was tried
  // before) gets the same number again, with what is given now: nobody has built it yet.
  auto CreateRelease(const Lease& lease, const NewRelease& release) -> Result<Release>;
  auto SetArtifact(const Lease& lease, const std::string& release, const std::string& artifact)
      -> Result<void>;  // a JSON document; the release is built
  // Refuses to let the one that serves fail.
  auto SetStatus(const Lease& lease, const std::string& release, ReleaseStatus status) -> Result<void>;
  // The release serves, at this address of this machine, and the one that did before is superseded.
  auto Activate(const Lease& lease, const std::string& release, const std::string& machine, const std::string& address) -> Result<void>;

 private:
  class Connection;
  std::unique_ptr<Connection> connection_;
};

}  // namespace ingot::bot
