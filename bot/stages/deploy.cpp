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
// Exit codes of a service.
constexpr int kFound = 1;   // of `migrate lint`: rows are in the way
constexpr int kCannot = 3;  // what it needs is not there, its database for one

auto ArtifactOf(const Release& release) -> Result<Artifact> {
  const Json artifact = Json::parse(release.artifact, nullptr, false);
  if (!artifact.is_object()) return tl::unexpected(Failure{FailureKind::kDefinition, "the release is not built", ""});
  return Artifact{artifact.value("kind", ""), artifact.value("reference", "")};
}

// A deployment on its way: what it does to the database and beside the release that serves, it takes back when it comes to nothing.
class Takeover {
 public:
  // `active`: the release that serves, as far as rows know.
  Takeover(const StageSettings& settings, const Job& job, const Release& release, const std::optional<Release>& active, JobContext& context)
      : settings_(settings), context_(context), release_(release), active_(active), request_{job.application, release.number, release.id, {}, {}, job.fence} {}

  // The address where the release serves.
  auto Perform() -> Result<std::string>;
  // Ends what was started, and lets go on what made room. The front refuses it when another bot has gone further.
  void Discard();
  // Whether nothing is left of it: what serves has the database that it knows.
  auto Undo() -> bool;

 private:
  auto Prepare() -> Result<void>;
  auto Migrate() -> Result<void>;
  auto Start() -> Result<void>;
  auto Switch() -> Result<std::string>;
  auto TakeMigrationBack() -> bool;
  // A failure when the candidate has ended.
  auto Look() -> Result<void>;
  void LogOutput();
  // The same failure, or that the database does not answer.
  auto Judged(Failure failure) -> Failure;
  auto RunMigrate(std::vector<std::string> words) -> Result<int> {
    words.insert(words.begin(), "migrate");
    return settings_.deployer->RunOnce(request_, words, *told_);
  }
  auto Enter(const char* stage) -> Result<void> {
    stage_ = stage;
    return context_.EnterStage(stage);
  }

  const StageSettings& settings_;
  JobContext& context_;
  const Release& release_;
  const std::optional<Release>& active_;
  DeployRequest request_;
  std::optional<Redacted> told_;  // the log for all that knows the settings; nothing was done without
  std::optional<Candidate> candidate_;
  const char* stage_ = "";
};

// In order; the first failure ends it.
auto Takeover::Perform() -> Result<std::string> {
  if (auto done = Prepare(); !done) return tl::unexpected(done.error());
  if (auto done = Migrate(); !done) return tl::unexpected(done.error());
  auto serving = settings_.deployer->Serves(request_.application, *told_);
  if (!serving) return tl::unexpected(serving.error());
  const bool is_known = active_ && active_->id == release_.id;
  if (serving->release_id == release_.id && !is_known) {
    context_.Log("it serves already: a bot ended before that was written down");
    Discard();
    return std::move(serving->address);
  }
  if (auto done = Start(); !done) return tl::unexpected(done.error());
  return Switch();
}

auto Takeover::Prepare() -> Result<void> {
  if (auto entered = Enter("prepare"); !entered) return entered;
  auto artifact = ArtifactOf(release_);
  if (!artifact) return tl::unexpected(artifact.error());
  request_.artifact = *std::move(artifact);
  auto variables = SettingsOf(settings_, request_.application, active_.has_value());
  if (!variables) return tl::unexpected(variables.error());
  request_.settings = *std::move(variables);
  told_.emplace(context_, request_.settings);
  return {};
}

auto Takeover::Migrate() -> Result<void> {
  if (auto entered = Enter("migrate"); !entered) return entered;
  const auto lint = RunMigrate({"lint"});
  if (!lint) return tl::unexpected(lint.error());
  if (*lint == kFound) return tl::unexpected(Failure{FailureKind::kDefinition, "rows stand in the way of the migration; the log says how many of which", ""});
  if (*lint != 0) return tl::unexpected(Failure{FailureKind::kEnvironment, "the rows cannot be asked: exit code " + std::to_string(*lint) + "; the log says why", ""});
  const auto up = RunMigrate({"up"});
  if (!up) return tl::unexpected(up.error());
  if (*up != 0) return tl::unexpected(Failure{FailureKind::kEnvironment, "the migration failed with exit code " + std::to_string(*up) + "; the log says why", ""});
  return {};
}

auto Takeover::Start() -> Result<void> {
  if (auto entered = Enter("start"); !entered) return entered;
  auto candidate = settings_.deployer->Start(request_, *told_);
  if (!candidate) return tl::unexpected(candidate.error());
  candidate_ = *std::move(candidate);
  if (auto entered = Enter("health"); !entered) return entered;
  auto ready = WaitUntilReady(candidate_->address, settings_.health_limit, [this] { return Look(); }, context_);
  if (ready || ready.error().kind == FailureKind::kStopped) return ready;
  LogOutput();
  return tl::unexpected(Judged(std::move(ready.error())));
}

auto Takeover::Look() -> Result<void> {
  const auto end = settings_.deployer->EndOf(request_, *candidate_, *told_);
  if (!end) return tl::unexpected(end.error());
  if (!*end) return {};
  return tl::unexpected(Failure{(*end)->kind, "the release was not ready: its service " + (*end)->text + "; the log has what it printed", ""});
}

// A service that cannot start says the same of its settings and of a database that is away.
auto Takeover::Judged(Failure failure) -> Failure {
  if (failure.kind != FailureKind::kDefinition) return failure;
  const auto status = RunMigrate({"status"});
  if (!status) return status.error();
  if (*status != kCannot) return failure;
  return Failure{FailureKind::kEnvironment, failure.text + "; its database does not answer either", ""};
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
  if (told_) settings_.deployer->Discard(request_, candidate_.value_or(Candidate{}));
}

auto Takeover::Undo() -> bool {
  if (!told_) return false;
  const auto serving = settings_.deployer->Serves(request_.application, *told_);
  // A release that serves and that rows do not know of, this one perhaps, keeps the database that it has.
  if (!serving || (serving->release != 0 && (!active_ || serving->release_id != active_->id))) return false;
  return TakeMigrationBack();
}

auto Takeover::TakeMigrationBack() -> bool {
  const int before = active_ ? LastMigrationIn(active_->migrations) : 0;
  if (LastMigrationIn(release_.migrations) <= before) return true;
  // The verdict names the stage that failed.
  const char* failed = stage_;
  const auto entered = Enter("roll-back");
  // To a number: what was not even begun is not taken back in place of what serves.
  const auto down = entered ? RunMigrate({"down", "--to", std::to_string(before)}) : tl::unexpected(entered.error());
  const bool back = down && *down == 0;
  context_.Log(back ? "the migration is taken back" : "the migration cannot be taken back now; what serves can live with it, and the next release goes on from it");
  (void)Enter(failed);
  return back;
}

// Nothing goes back further, and who wants an older release writes it anew from its row.
void RemoveOld(const StageSettings& settings, const std::string& application, int64_t newest) {
  const int64_t first_kept = newest - kKeptReleases + 1;
  const Workspace workspace(settings.root, application);
  std::error_code ignored;
  for (std::filesystem::directory_iterator entry(workspace.Releases(), ignored), end; !ignored && entry != end; entry.increment(ignored)) {
    const std::string name = entry->path().filename();
    int64_t number = first_kept;
    std::from_chars(name.data(), name.data() + name.size(), number);
    if (number < first_kept) std::filesystem::remove_all(entry->path(), ignored);
  }
  settings.builder->Prune(application, first_kept);
}

auto Deploy(const StageSettings& settings, const Job& job, const Release& release, JobContext& context) -> Result<Outcome> {
  Store& store = context.OwnStore();
  const auto latest = store.LatestReleases(job.application);
  if (!latest) return tl::unexpected(latest.error());
  Takeover takeover(settings, job, release, latest->active, context);
  const auto address = takeover.Perform();
  if (!address) {
    takeover.Discard();
    // A job that was lost belongs to another bot, which goes on from here.
    if (address.error().kind == FailureKind::kStopped) return tl::unexpected(address.error());
    const bool is_back = takeover.Undo();
    if (is_back && address.error().kind == FailureKind::kDefinition) (void)store.SetStatus(context.OwnLease(), release.id, ReleaseStatus::kFailed);
    return tl::unexpected(address.error());
  }
  if (auto active = store.Activate(context.OwnLease(), release.id, settings.machine, *address); !active) return tl::unexpected(active.error());
  RemoveOld(settings, job.application, release.number);
  return Outcome{Json{{"release", release.number}, {"releaseId", release.id}, {"address", *address}}.dump(), {}, {}};
}

}  // namespace

auto DeployApplication(const StageSettings& settings, const Job& job, JobContext& context) -> Result<Outcome> {
  return WithRelease(job, context, [&](const Release& release) { return Deploy(settings, job, release, context); });
}

}  // namespace ingot::bot
