#include "bot/stages/release.h"

#include <nlohmann/json.hpp>

namespace ingot::bot {
namespace {

auto ReleaseOf(const Job& job, Store& store) -> Result<Release> {
  if (!job.release.empty()) {
    auto release = store.FindRelease(job.release);
    if (!release) return tl::unexpected(release.error());
    if (*release) return **std::move(release);
  }
  return tl::unexpected(Failure{FailureKind::kDefinition, "the job has no release: publish the application with a job `generate-code`", ""});
}

auto Supersede(const Release& release, int64_t by, JobContext& context) -> Result<Outcome> {
  if (auto set = context.OwnStore().SetStatus(context.OwnLease(), release.id, ReleaseStatus::kSuperseded); !set) return tl::unexpected(set.error());
  const nlohmann::json verdict{{"release", release.number}, {"releaseId", release.id}, {"outcome", "superseded"}};
  return Outcome{verdict.dump(), "release " + std::to_string(by) + " is newer and serves", {}};
}

}  // namespace

auto WithRelease(const Job& job, JobContext& context, const std::function<Result<Outcome>(const Release&)>& work) -> Result<Outcome> {
  const auto release = ReleaseOf(job, context.OwnStore());
  if (!release) return tl::unexpected(release.error());
  const auto latest = context.OwnStore().LatestReleases(job.application);
  if (!latest) return tl::unexpected(latest.error());
  if (latest->active && latest->active->number > release->number) return Supersede(*release, latest->active->number, context);
  return work(*release);
}

}  // namespace ingot::bot
