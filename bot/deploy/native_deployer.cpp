#include "bot/deploy/native_deployer.h"

#include <set>
#include <sstream>

#include <nlohmann/json.hpp>

#include "bot/base/process.h"
#include "bot/deploy/releases.h"
#include "bot/front/isolation.h"

namespace ingot::bot {
namespace {

using Json = nlohmann::json;

constexpr size_t kMostLines = 500;

// Services see the folder `data` of their application and no other one.
auto CheckSettings(const std::map<std::string, std::string>& settings) -> Result<void> {
  const auto url = settings.find("DATABASE_URL");
  if (url == settings.end() || !url->second.starts_with("sqlite:") || url->second.starts_with("sqlite:data/"))
    return {};
  return tl::unexpected(Failure{
      FailureKind::kDefinition,
      "DATABASE_URL of an application with SQLite has to be sqlite:data/NAME.db, in the folder of its data",
      {}});
}

void LogLines(const std::string& output, Context& context) {
  std::istringstream lines(output);
  size_t count = 0;
  for (std::string line; std::getline(lines, line) && count < kMostLines; ++count)
    context.Log(std::string_view(line).substr(0, 4096));
}

}  // namespace

auto NativeDeployer::Prepare(const DeployRequest& request, Context& context) -> Result<std::string> {
  if (request.artifact.kind != "native")
    return EnvironmentFailure("the native deployer takes native builds, not " + request.artifact.kind);
  if (auto checked = CheckSettings(request.settings); !checked) return tl::unexpected(checked.error());
  if (context.Stopped()) return StoppedFailure();
  if (auto prepared = applications_.Prepare(request.application); !prepared)
    return tl::unexpected(prepared.error());
  const Json claim{{"command", "claim"}, {"fence", request.fence}};
  if (auto claimed = applications_.Tell(request.application, claim, &context); !claimed)
    return tl::unexpected(claimed.error());
  return KeepRelease(applications_.FolderOf(request.application) + "/releases", request.release,
                     request.artifact.reference);
}

auto NativeDeployer::RunOnce(const DeployRequest& request, const std::vector<std::string>& words,
                             Context& context) -> Result<int> {
  auto program = Prepare(request, context);
  if (!program) return tl::unexpected(program.error());
  const std::string folder = applications_.FolderOf(request.application);
  const auto settings = front::LoadSettings(folder + "/front");
  if (!settings) return EnvironmentFailure(settings.error());
  auto command = front::Isolated(*settings, folder, *program, words);
  if (!command) return EnvironmentFailure(command.error());
  const bool alone = IsAlone(request.settings);
  const Json fence{{"fence", request.fence}};
  const auto tell = [&](const char* what) {
    Json line = fence;
    line["command"] = what;
    return applications_.Tell(request.application, line, &context);
  };
  if (alone) {
    if (auto paused = tell("pause"); !paused) return tl::unexpected(paused.error());
  }
  Program run{std::move(command->words), command->folder, {}, run_limit_};
  for (const auto& [name, value] : ServiceSettings(request.settings, settings->host))
    run.environment.push_back(name + "=" + value);
  auto ended = Run(run, context);
  // After `migrate up` the release before may not know the tables any more: clients wait for what comes next.
  const bool goes_on = ended && ended->code == 0 && words == std::vector<std::string>{"migrate", "up"};
  if (alone && !goes_on) static_cast<void>(tell("resume"));
  if (!ended) return tl::unexpected(ended.error());
  LogLines(ended->output, context);
  return ended->code;
}

auto NativeDeployer::Start(const DeployRequest& request, Context& context) -> Result<Candidate> {
  auto program = Prepare(request, context);
  if (!program) return tl::unexpected(program.error());
  const auto settings = front::LoadSettings(applications_.FolderOf(request.application) + "/front");
  if (!settings) return EnvironmentFailure(settings.error());
  const Json command{{"command", "start"},
                     {"fence", request.fence},
                     {"release", request.release},
                     {"releaseId", request.release_id},
                     {"program", *program},
                     {"alone", IsAlone(request.settings)},
                     {"environment", ServiceSettings(request.settings, settings->host)}};
  auto started = applications_.Tell(request.application, command, &context);
  if (!started) return tl::unexpected(started.error());
  const auto address = "127.0.0.1:" + std::to_string(started->value("port", 0));
  context.Log("release " + std::to_string(request.release) + " starts at " + address);
  return Candidate{started->value("id", std::string()), address};
}

auto NativeDeployer::Shown(const DeployRequest& request, const Candidate& candidate, Context& context)
    -> Result<Json> {
  auto status = applications_.Tell(request.application, {{"command", "status"}}, &context);
  if (!status) return tl::unexpected(status.error());
  Json& shown = status->at("candidate");
  if (!shown.is_object() || shown.value("id", std::string()) != candidate.id)
    return EnvironmentFailure("the front of the application has no such candidate any more");
  return std::move(shown);
}

auto NativeDeployer::EndOf(const DeployRequest& request, const Candidate& candidate, Context& context)
    -> Result<std::optional<End>> {
  const auto shown = Shown(request, candidate, context);
  if (!shown) return tl::unexpected(shown.error());
  if (shown->value("alive", false)) return std::nullopt;
  return EndOfWords(shown->value("lastEnd", std::string()));
}

auto NativeDeployer::OutputOf(const DeployRequest& request, const Candidate& candidate, Context& context)
    -> std::string {
  const auto shown = Shown(request, candidate, context);
  return shown ? shown->value("output", std::string()) : std::string();
}

auto NativeDeployer::Switch(const DeployRequest& request, const Candidate& candidate, Context& context)
    -> Result<std::string> {
  if (context.Stopped()) return StoppedFailure();
  const Json command{{"command", "switch"}, {"fence", request.fence}, {"id", candidate.id}};
  const auto before = applications_.Tell(request.application, {{"command", "status"}}, &context);
  const auto switched = applications_.Tell(request.application, command, &context);
  if (!switched) return tl::unexpected(switched.error());
  std::set<int64_t> needed{request.release};
  if (before && before->value("serving", Json()).is_object())
    needed.insert(before->at("serving").value("release", int64_t{0}));
  PruneReleases(applications_.FolderOf(request.application) + "/releases", kKeptReleases, needed);
  const auto address = Applications::AddressOf(*switched);
  context.Log("release " + std::to_string(request.release) + " serves at " + address);
  return address;
}

void NativeDeployer::Discard(const DeployRequest& request, const Candidate& candidate) {
  const Json command{{"command", candidate.id.empty() ? "resume" : "discard"}, {"fence", request.fence}, {"id", candidate.id}};
  static_cast<void>(applications_.Tell(request.application, command, nullptr));
}

auto NativeDeployer::Remove(const std::string& application, Context& context) -> Result<void> {
  const auto serving = applications_.Serves(application, context);
  if (!serving) return tl::unexpected(serving.error());
  if (serving->is_foreign)
    return EnvironmentFailure("application " + application + " runs in a container: say --builder docker");
  return applications_.Remove(application, context);
}

}  // namespace ingot::bot
