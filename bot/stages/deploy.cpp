// The job `deploy-application`: a release that is built takes over from the one that serves, or leaves everything as it was.
#include <algorithm>
#include <charconv>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>
#include <sstream>
#include <vector>

#include "bot/deploy/redacted.h"
#include "bot/stages/app_settings.h"
#include "bot/stages/health.h"
#include "bot/stages/performers.h"
#include "bot/stages/project_history.h"
#include "bot/stages/release.h"
#include "bot/stages/workspace.h"

namespace ingot::bot {
namespace {

using Json = nlohmann::json;

constexpr size_t kLastLines = 20;
constexpr int64_t kKeptReleases = 3;
constexpr int kFound = 1;  // of `migrate lint`: rows are in the way

auto ArtifactOf(const Release& release) -> Result<Artifact> {
  const Json artifact = Json::parse(release.artifact, nullptr, false);
  if (!artifact.is_object()) return tl::unexpected(Failure{FailureKind::kDefinition, "the release is not built", ""});
  return Artifact{artifact.value("kind", ""), artifact.value("reference", "")};
}

// A deployment on its way: what it does to the database and beside the release that serves, it takes back when it comes to nothing.
class Takeover {
 public:
  Takeover(const StageSettings& settings, const Job& job, const Release& release, bool has_served, JobContext& context)
      : settings_(settings), context_(context), release_(release), has_served_(has_served), request_{job.application, release.number, {}, {}, job.fence} {}

  auto Prepare() -> Result<void>;
  auto Migrate() -> Result<void>;
  auto Start() -> Result<void>;
  auto Switch() -> Result<std::string>;
  // Ends what was started. The front refuses it when another bot has gone further.
  void Discard();
  // Whether the database is again as the release with this history wants it; without one, empty.
  auto TakeMigrationBack(const std::string& history) -> bool;

 private:
  auto TakeBack(size_t migrations) -> bool;
  auto RunMigrate(const std::string& word) -> Result<int> { return settings_.deployer->RunOnce(request_, {"migrate", word}, *told_); }
  // A failure when the candidate has ended.
  auto Look() -> Result<void>;
  void LogOutput();
  auto Enter(const char* stage) -> Result<void> {
    stage_ = stage;
    return context_.EnterStage(stage);
  }

  const StageSettings& settings_;
  JobContext& context_;
  const Release& release_;
  const bool has_served_;  // a release of the application
  DeployRequest request_;
  std::optional<Redacted> told_;  // the log for all that knows the settings
  std::optional<Candidate> candidate_;
  bool migrated_ = false;
  const char* stage_ = "";
};

auto Takeover::Prepare() -> Result<void> {
  if (auto entered = Enter("prepare"); !entered) return entered;
  auto artifact = ArtifactOf(release_);
  if (!artifact) return tl::unexpected(artifact.error());
  request_.artifact = *std::move(artifact);
  auto variables = SettingsOf(settings_, request_.application, has_served_);
  if (!variables) return tl::unexpected(variables.error());
  request_.settings = *std::move(variables);
  told_.emplace(context_, request_.settings);
  return {};
}

auto Takeover::Migrate() -> Result<void> {
  if (auto entered = Enter("migrate"); !entered) return entered;
  const auto lint = RunMigrate("lint");
  if (!lint) return tl::unexpected(lint.error());
  if (*lint == kFound) return tl::unexpected(Failure{FailureKind::kDefinition, "rows stand in the way of the migration; the log says how many of which", ""});
  migrated_ = true;  // from here on some of it may be
  const auto up = RunMigrate("up");
  if (!up) return tl::unexpected(up.error());
  if (*up != 0) return tl::unexpected(Failure{FailureKind::kEnvironment, "the migration failed with exit code " + std::to_string(*up), ""});
  return {};
}

auto Takeover::Start() -> Result<void> {
  if (auto entered = Enter("start"); !entered) return entered;
  auto candidate = settings_.deployer->Start(request_, *told_);
  if (!candidate) return tl::unexpected(candidate.error());
  candidate_ = *std::move(candidate);
  if (auto entered = Enter("health"); !entered) return entered;
  auto ready = WaitUntilReady(candidate_->address, settings_.health_limit, [this] { return Look(); }, context_);
  if (!ready && ready.error().kind == FailureKind::kDefinition) LogOutput();
  return ready;
}

auto Takeover::Look() -> Result<void> {
  const auto end = settings_.deployer->EndOf(request_, *candidate_, *told_);
  if (!end) return tl::unexpected(end.error());
  if (end->empty()) return {};
  return tl::unexpected(Failure{FailureKind::kDefinition, "the release was not ready: its service " + *end + "; the log has what it printed", ""});
}

void Takeover::LogOutput() {
  std::istringstream output(settings_.deployer->OutputOf(request_, *candidate_, *told_));
  std::vector<std::string> lines;
  for (std::string line; std::getline(output, line);) lines.push_back(std::move(line));
  const size_t skipped = lines.size() - std::min(lines.size(), kLastLines);
  for (size_t i = skipped; i < lines.size(); ++i) told_->Log(lines[i]);
}

auto Takeover::Switch() -> Result<std::string> {
  if (auto entered = Enter("switch"); !entered) return tl::unexpected(entered.error());
  return settings_.deployer->Switch(request_, *candidate_, *told_);
}

void Takeover::Discard() {
  if (candidate_) settings_.deployer->Discard(request_, *candidate_);
}

auto Takeover::TakeMigrationBack(const std::string& history) -> bool {
  const size_t before = history.empty() ? 0 : MigrationsIn(history);
  const size_t now = MigrationsIn(release_.migrations);
  if (!migrated_ || now <= before) return true;
  // The verdict names the stage that failed.
  const char* failed = stage_;
  const bool back = Enter("roll-back") && TakeBack(now - before);
  (void)Enter(failed);
  return back;
}

auto Takeover::TakeBack(size_t migrations) -> bool {
  for (size_t i = 0; i < migrations; ++i) {
    const auto down = RunMigrate("down");
    if (down && *down == 0) continue;
    context_.Log("the migration cannot be taken back now; what serves can live with it, and the next release goes on from it");
    return false;
  }
  context_.Log("the migration is taken back");
  return true;
}

// In order; the first failure ends it.
auto Perform(Takeover& takeover) -> Result<std::string> {
  if (auto done = takeover.Prepare(); !done) return tl::unexpected(done.error());
  if (auto done = takeover.Migrate(); !done) return tl::unexpected(done.error());
  if (auto done = takeover.Start(); !done) return tl::unexpected(done.error());
  return takeover.Switch();
}

// Nothing goes back further, and who wants an older release writes it anew from its row.
void RemoveOld(const StageSettings& settings, const std::string& application, int64_t newest) {
  const int64_t first_kept = newest - kKeptReleases + 1;
  const Workspace workspace(settings.root, application);
  std::error_code ignored;
  for (const auto& entry : std::filesystem::directory_iterator(workspace.Releases(), ignored)) {
    const std::string name = entry.path().filename();
    int64_t number = first_kept;
    std::from_chars(name.data(), name.data() + name.size(), number);
    if (number < first_kept) std::filesystem::remove_all(entry.path(), ignored);
  }
  settings.builder->Prune(application, first_kept);
}

auto Deploy(const StageSettings& settings, const Job& job, const Release& release, JobContext& context) -> Result<Outcome> {
  Store& store = context.OwnStore();
  const auto latest = store.LatestReleases(job.application);
  if (!latest) return tl::unexpected(latest.error());
  Takeover takeover(settings, job, release, latest->active.has_value(), context);
  const auto address = Perform(takeover);
  if (!address) {
    takeover.Discard();
    // A job that was lost belongs to another bot, which goes on from here.
    if (address.error().kind == FailureKind::kStopped) return tl::unexpected(address.error());
    const bool serves = latest->active && latest->active->id == release.id;
    const bool is_back = serves || takeover.TakeMigrationBack(latest->active ? latest->active->migrations : "");
    const bool ends = address.error().kind == FailureKind::kDefinition && !serves && is_back;
    if (ends) (void)store.SetStatus(context.OwnLease(), release.id, ReleaseStatus::kFailed);
    return tl::unexpected(address.error());
  }
  if (auto active = store.Activate(context.OwnLease(), release.id, settings.machine, *address); !active) return tl::unexpected(active.error());
  RemoveOld(settings, job.application, release.number);
  return Outcome{Json{{"release", release.number}, {"releaseId", release.id}, {"address", *address}}.dump(),
                 {},
                 {}};
}

}  // namespace

auto DeployApplication(const StageSettings& settings, const Job& job, JobContext& context) -> Result<Outcome> {
  return WithRelease(job, context, [&](const Release& release) { return Deploy(settings, job, release, context); });
}

}  // namespace ingot::bot
