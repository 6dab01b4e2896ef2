#include "bot/client/follow.h"

#include <chrono>
#include <nlohmann/json.hpp>
#include <optional>
#include <thread>

namespace ingot::bot {
namespace {

using Json = nlohmann::json;

constexpr std::chrono::milliseconds kPause{50};
constexpr int kMostEvents = 1000;

auto HasEnded(const Job& job) -> bool { return job.status != JobStatus::kPending && job.status != JobStatus::kProcessing; }

class Follower {
 public:
  Follower(Store& store, const std::function<void(const Event&)>& listener) : store_(store), listener_(listener) {}

  // Until the job has ended.
  auto Wait(const std::string& id) -> Result<Job> {
    int64_t seen = 0;
    for (;; std::this_thread::sleep_for(kPause)) {
      const auto job = store_.FindJob(id);  // before its lines: what it said last is among them
      if (!job) return tl::unexpected(job.error());
      if (!*job) return tl::unexpected(Failure{FailureKind::kDefinition, "the job is gone", ""});
      for (bool more = true; more;) {
        const auto events = store_.Events(id, seen, kMostEvents);
        if (!events) return tl::unexpected(events.error());
        for (const Event& event : *events) listener_(event);
        if (!events->empty()) seen = events->back().number;
        more = events->size() == kMostEvents;
      }
      if (HasEnded(**job)) return **job;
    }
  }

  // The job that goes on: the next one, or the one of another publish of the same.
  auto Next(const Job& job) -> Result<std::optional<Job>> {
    auto next = store_.FindNext(job.id);
    if (!next || *next) return next;
    const std::string release = ReleaseIn(job.verdict);
    if (release.empty()) return std::nullopt;
    for (const JobStatus status : {JobStatus::kPending, JobStatus::kProcessing}) {
      const auto jobs = store_.Jobs({job.application, status, 200});
      if (!jobs) return tl::unexpected(jobs.error());
      for (const Job& each : *jobs) {
        if (each.release == release) return each;
      }
    }
    return std::nullopt;
  }

  auto Serves(const Job& last) -> Result<bool> {
    const std::string id = ReleaseIn(last.verdict);
    const auto release = id.empty() ? Result<std::optional<Release>>(std::nullopt) : store_.FindRelease(id);
    if (!release) return tl::unexpected(release.error());
    return *release && ((*release)->status == ReleaseStatus::kActive || (*release)->status == ReleaseStatus::kSuperseded);
  }

 private:
  static auto ReleaseIn(const std::string& verdict) -> std::string {
    const Json read = Json::parse(verdict, nullptr, false);
    return read.is_object() && read.contains("releaseId") && read["releaseId"].is_string() ? read["releaseId"].get<std::string>() : "";
  }

  Store& store_;
  const std::function<void(const Event&)>& listener_;
};

}  // namespace

auto Follow(Store& store, const std::string& id, const std::function<void(const Event&)>& listener) -> Result<Followed> {
  Follower follower(store, listener);
  std::string at = id;
  for (;;) {
    auto job = follower.Wait(at);
    if (!job) return tl::unexpected(job.error());
    if (job->status != JobStatus::kCompleted) return Followed{false, job->verdict};
    const auto next = follower.Next(*job);
    if (!next) return tl::unexpected(next.error());
    if (*next) {
      at = (*next)->id;
      continue;
    }
    const auto serves = follower.Serves(*job);
    if (!serves) return tl::unexpected(serves.error());
    return Followed{*serves, job->verdict};
  }
}

}  // namespace ingot::bot
