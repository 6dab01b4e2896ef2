// The job `generate-code`: rows of a definition become a release, which is a project and its history.
#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "bot/stages/files.h"
#include "bot/stages/performers.h"
#include "bot/stages/project.h"
#include "bot/stages/project_history.h"
#include "bot/stages/workspace.h"

namespace ingot::bot {
namespace {

using Json = nlohmann::json;

constexpr size_t kLongestName = 60;  // that is told

// What the data of a job says: `{"allow": ["ING0702:docs.title"], "again": true}`.
struct Wish {
  std::vector<std::string> allowed;  // what its migration may do to rows
  bool again = false;                // deploy it also when nothing changed: the machine or its settings did
};

auto IsListOfTexts(const Json& json) -> bool {
  return json.is_array() && std::ranges::all_of(json, [](const Json& each) { return each.is_string(); });
}

auto WishOf(const Job& job) -> Result<Wish> {
  const Json data = Json::parse(job.data, nullptr, false);
  const auto wrong = [](const std::string& what) {
    return tl::unexpected(Failure{FailureKind::kDefinition, R"(options of a publish are {"allow": ["CODE:element"], "again": true, "machine": "name"}, or less: )" + what, ""});
  };
  if (!data.is_object()) return wrong("these are no object");
  Wish wish;
  for (const auto& [name, value] : data.items()) {
    if (name == "again" && value.is_boolean()) {
      wish.again = value.get<bool>();
    } else if (name == "allow" && IsListOfTexts(value)) {
      wish.allowed = value.get<std::vector<std::string>>();
    } else if (name == "machine" && value.is_string()) {
      // The one that took the job.
    } else {
      return wrong(Json(name.substr(0, kLongestName)).dump(-1, ' ', true, Json::error_handler_t::replace) + " is something else");
    }
  }
  return wish;
}

// Whether another job goes on with the release.
auto IsUnderWay(Store& store, const Job& job, const Release& release) -> Result<bool> {
  for (const JobStatus status : {JobStatus::kPending, JobStatus::kProcessing}) {
    const auto jobs = store.Jobs({job.application, status, 200});
    if (!jobs) return tl::unexpected(jobs.error());
    for (const Job& each : *jobs) {
      if (each.id != job.id && each.release == release.id) return true;
    }
  }
  return false;
}

auto VerdictOf(const Release& release, const char* what) -> std::string {
  return Json{{"release", release.number}, {"releaseId", release.id}, {"outcome", what}}.dump();
}

auto BuildNext(const StageSettings& settings, const Release& release) -> NextJob {
  return {"build-application", Json{{"machine", settings.machine}}.dump(), release.id};
}

// The definition is what the newest release was made of.
auto Repeat(const StageSettings& settings, const Job& job, const Wish& wish, const Release& release, Store& store) -> Result<Outcome> {
  const std::string number = std::to_string(release.number);
  if (release.status == ReleaseStatus::kActive && !wish.again) return Outcome{VerdictOf(release, "unchanged"), "nothing changed since release " + number + ", which serves", {}};
  const auto under_way = IsUnderWay(store, job, release);
  if (!under_way) return tl::unexpected(under_way.error());
  if (*under_way) return Outcome{VerdictOf(release, "under-way"), "another job is at release " + number + ", which is the same", {}};
  return Outcome{VerdictOf(release, "continued"), "release " + number + " is the same and goes on", BuildNext(settings, release)};
}

auto ReadRelease(const std::string& project, const std::string& definition, const Job& job, const std::string& hash) -> Result<NewRelease> {
  auto snapshot = ReadFile(project + "/db/schema.snapshot.json");
  if (!snapshot) return tl::unexpected(snapshot.error());
  auto history = PackHistory(project);
  if (!history) return tl::unexpected(history.error());
  return NewRelease{job.application, hash, definition, *std::move(snapshot), *std::move(history)};
}

auto KeepProject(const Workspace& workspace, const Release& release) -> Result<void> {
  if (auto emptied = EmptyFolder(workspace.Release(release.number)); !emptied) return emptied;
  std::error_code error;
  std::filesystem::rename(workspace.Fresh(), workspace.Project(release.number), error);
  if (error) return tl::unexpected(Failure{FailureKind::kEnvironment, "cannot keep the project: " + error.message(), ""});
  return {};
}

}  // namespace

auto GenerateCode(const StageSettings& settings, const Job& job, JobContext& context) -> Result<Outcome> {
  const auto wish = WishOf(job);
  if (!wish) return tl::unexpected(wish.error());
  const Workspace workspace(settings.root, job.application);
  Store& store = context.OwnStore();
  if (auto entered = context.EnterStage("check"); !entered) return tl::unexpected(entered.error());
  if (auto emptied = EmptyFolder(workspace.Definition()); !emptied) return tl::unexpected(emptied.error());
  if (auto pulled = settings.compiler->Pull(job.application, workspace.Definition(), context); !pulled) return tl::unexpected(pulled.error());
  const auto definition = settings.compiler->Document(workspace.Definition(), context);
  if (!definition) return tl::unexpected(definition.error());

  if (auto entered = context.EnterStage("generate"); !entered) return tl::unexpected(entered.error());
  const auto latest = store.LatestReleases(job.application);
  if (!latest) return tl::unexpected(latest.error());
  const std::string history = latest->newest ? latest->newest->migrations : "";
  if (auto made = WriteProject(*settings.compiler, workspace.Definition(), history, wish->allowed, workspace.Fresh(), context); !made) return tl::unexpected(made.error());
  const auto hash = ProjectHash(workspace.Fresh());
  if (!hash) return tl::unexpected(hash.error());
  if (latest->newest && latest->newest->definition_hash == *hash) return Repeat(settings, job, *wish, *latest->newest, store);

  auto wanted = ReadRelease(workspace.Fresh(), *definition, job, *hash);
  if (!wanted) return tl::unexpected(wanted.error());
  const auto release = store.CreateRelease(context.OwnLease(), *wanted);
  if (!release) return tl::unexpected(release.error());
  if (auto kept = KeepProject(workspace, *release); !kept) return tl::unexpected(kept.error());
  return Outcome{VerdictOf(*release, "new"), "release " + std::to_string(release->number) + " is generated", BuildNext(settings, *release)};
}

}  // namespace ingot::bot
