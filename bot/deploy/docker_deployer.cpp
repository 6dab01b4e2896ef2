#include "bot/deploy/docker_deployer.h"

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <sstream>
#include <thread>

#include <nlohmann/json.hpp>

#include "bot/base/process.h"
#include "bot/deploy/secret_files.h"

namespace ingot::bot {
namespace {

using Json = nlohmann::json;
using std::chrono::seconds;

constexpr auto kQuick = seconds(60);
constexpr auto kOnItsWay =
    std::chrono::milliseconds(200);  // a connection that the front made to the release before
constexpr const char* kInnerPort = "4000";
constexpr const char* kStopSeconds = "30";
constexpr const char* kLastLines = "40";

auto NameOf(const std::string& application, const std::string& id) -> std::string {
  return "ingot-" + application + "-" + id;
}

// An id of an image, or a name of one; never an option.
auto IsImage(const std::string& reference) -> bool {
  if (reference.empty() || reference.size() > 255 ||
      std::isalnum(static_cast<unsigned char>(reference[0])) == 0)
    return false;
  return reference.find_first_not_of(
             "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._:/@-") == std::string::npos;
}

}  // namespace

auto DockerDeployer::RunEngine(Words words, Context& context, seconds limit) -> Result<Ended> {
  words.insert(words.begin(), options_.program);
  const char* path = std::getenv("PATH");
  Program run{std::move(words),
              "/",
              {std::string("PATH=") + (path != nullptr ? path : "/usr/bin:/bin"), "HOME=/nonexistent"},
              limit};
  if (!options_.engine.empty()) run.environment.push_back("DOCKER_HOST=" + options_.engine);
  return Run(run, context);
}

auto DockerDeployer::Docker(Words words, Context& context, seconds limit) -> Result<std::string> {
  const std::string what = words.at(0);
  auto ended = RunEngine(std::move(words), context, limit);
  if (!ended) return tl::unexpected(ended.error());
  if (ended->code == 127)
    return EnvironmentFailure("the command line of Docker, " + options_.program + ", is not installed");
  if (ended->code != 0)
    return EnvironmentFailure("docker " + what + " failed; the log says why. Does the engine run?");
  return std::move(ended->output);
}

auto DockerDeployer::EnsureNetwork(Context& context) -> Result<void> {
  KeptLines quiet;
  if (options_.network == "host" || Docker({"network", "inspect", options_.network}, quiet, kQuick))
    return {};
  auto made = Docker({"network", "create", "--driver", "bridge", options_.network}, context, kQuick);
  if (!made && !Docker({"network", "inspect", options_.network}, quiet, kQuick))
    return tl::unexpected(made.error());
  return {};
}

auto DockerDeployer::Container(const DeployRequest& request, const std::string& name, uint16_t port)
    -> Result<Words> {
  auto settings = ServiceSettings(request.settings, applications_.options().settings.host);
  const bool host = options_.network == "host";
  settings["HOST"] = host ? "127.0.0.1" : "0.0.0.0";
  settings["PORT"] = host ? std::to_string(port) : kInnerPort;
  settings.emplace("DRAIN_IDLE_MS", IsAlone(request.settings) ? "500" : "10000");
  const auto written =
      WriteContainerSettings(applications_.FolderOf(request.application) + "/secrets/" + name, settings);
  if (!written) return tl::unexpected(written.error());
  Words words{"run",
              "--pull",
              "never",
              "--name",
              name,
              "--label",
              "ingot.application=" + request.application,
              "--network",
              options_.network,
              "--read-only",
              "--tmpfs",
              "/tmp",
              "--cap-drop",
              "ALL",
              "--security-opt",
              "no-new-privileges",
              "--pids-limit",
              std::to_string(options_.processes),
              "--ulimit",
              "core=0",
              "--log-opt",
              "max-size=10m",
              "--log-opt",
              "max-file=2",
              "--stop-timeout",
              kStopSeconds,
              "--volume",
              "ingot-" + request.application + ":/data",
              "--env-file",
              written->variables};
  if (options_.memory_bytes != 0)
    words.insert(words.end(), {"--memory", std::to_string(options_.memory_bytes)});
  for (const std::string& secret : written->secrets) {
    words.insert(words.end(), {"--mount", "type=bind,src=" + written->folder + "/" + secret +
                                              ",dst=/run/secrets/" + secret + ",readonly"});
  }
  if (!host) words.insert(words.end(), {"--add-host", "host.docker.internal:host-gateway"});
  if (!host && port != 0)
    words.insert(words.end(), {"--publish", "127.0.0.1:" + std::to_string(port) + ":" + kInnerPort});
  return words;
}

auto DockerDeployer::Prepare(const DeployRequest& request, Context& context) -> Result<void> {
  if (request.artifact.kind != "docker" || !IsImage(request.artifact.reference))
    return EnvironmentFailure("the Docker deployer takes images, not " + request.artifact.kind);
  if (context.Stopped()) return StoppedFailure();
  if (auto prepared = applications_.Prepare(request.application); !prepared) return prepared;
  const Json claim{{"command", "claim"}, {"fence", request.fence}};
  if (auto claimed = applications_.Tell(request.application, claim, &context); !claimed)
    return tl::unexpected(claimed.error());
  CleanUp(request.application, context);
  return EnsureNetwork(context);
}

auto DockerDeployer::ServingContainer(const std::string& application, Context& context) -> std::string {
  const auto status = applications_.Tell(application, {{"command", "status"}}, &context);
  if (!status || !status->at("serving").is_object()) return {};
  return NameOf(application, status->at("serving").value("id", std::string()));
}

void DockerDeployer::CleanUp(const std::string& application, Context& context) {
  KeptLines quiet;
  const std::string serving = ServingContainer(application, context);
  const auto list = Docker({"ps", "--all", "--filter", "label=ingot.application=" + application, "--format",
                            "{{.Names}} {{.State}}"},
                           quiet, kQuick);
  std::istringstream lines(list.value_or(""));
  for (std::string name, state; lines >> name >> state;) {
    if (name == serving) continue;
    const auto policy =
        Docker({"inspect", "--format", "{{.HostConfig.RestartPolicy.Name}}", name}, quiet, kQuick);
    const bool ran_once = name.find("-run-") != std::string::npos;
    if (state == "running" && !ran_once) {
      if (policy.value_or("").starts_with("unless"))
        Retire(name,
               quiet);  // one that finishes already is not told twice: that would be an order to stop now
    } else if (Docker({"rm", "--force", name}, quiet, kQuick)) {
      std::error_code ignored;
      std::filesystem::remove_all(applications_.FolderOf(application) + "/secrets/" + name, ignored);
    }
  }
}

// It finishes its requests, and what is left of it goes with the next deployment.
void DockerDeployer::Retire(const std::string& container, Context& context) {
  static_cast<void>(Docker({"update", "--restart", "no", container}, context, kQuick));
  static_cast<void>(Docker({"kill", "--signal", "TERM", container}, context, kQuick));
}

auto DockerDeployer::MakeRoom(const DeployRequest& request, const std::string& serving, Context& context)
    -> Result<void> {
  const Json pause{{"command", "pause"}, {"fence", request.fence}};
  if (auto paused = applications_.Tell(request.application, pause, &context); !paused)
    return tl::unexpected(paused.error());
  if (serving.empty()) return {};
  if (auto stopped = Docker({"stop", "--time", kStopSeconds, serving}, context, kQuick); !stopped)
    return tl::unexpected(stopped.error());
  return {};
}

void DockerDeployer::Resume(const DeployRequest& request, const std::string& serving, Context& context) {
  if (!serving.empty()) static_cast<void>(Docker({"start", serving}, context, kQuick));
  static_cast<void>(
      applications_.Tell(request.application, {{"command", "resume"}, {"fence", request.fence}}, &context));
}

auto DockerDeployer::RunOnce(const DeployRequest& request, const std::vector<std::string>& words,
                             Context& context) -> Result<int> {
  if (auto prepared = Prepare(request, context); !prepared) return tl::unexpected(prepared.error());
  KeptLines quiet;
  const bool alone = IsAlone(request.settings);
  const std::string serving = ServingContainer(request.application, context);
  if (alone) {
    if (auto room = MakeRoom(request, serving, context); !room) {
      Resume(request, serving, quiet);
      return tl::unexpected(room.error());
    }
  }
  const std::string name = NameOf(request.application, "run-" + std::to_string(request.fence));
  auto all = Container(request, name, 0);
  if (!all) return tl::unexpected(all.error());
  all->insert(all->begin() + 1, "--rm");
  all->push_back(request.artifact.reference);
  all->insert(all->end(), words.begin(), words.end());
  auto ended = RunEngine(std::move(*all), context, options_.run_limit);
  static_cast<void>(
      Docker({"rm", "--force", name}, quiet, kQuick));  // the engine goes on when its command line is ended
  std::error_code ignored;
  std::filesystem::remove_all(applications_.FolderOf(request.application) + "/secrets/" + name, ignored);
  const bool goes_on = ended && ended->code == 0 && words == Words{"migrate", "up"};
  if (alone && !goes_on) Resume(request, serving, quiet);
  if (!ended) return tl::unexpected(ended.error());
  if (ended->code == 125 || ended->code == 127)
    return EnvironmentFailure("the engine cannot run the image of the release; the log says why");
  std::istringstream lines(ended->output);
  for (std::string line; std::getline(lines, line);) context.Log(std::string_view(line).substr(0, 4096));
  return ended->code;
}

auto DockerDeployer::Start(const DeployRequest& request, Context& context) -> Result<Candidate> {
  if (auto prepared = Prepare(request, context); !prepared) return tl::unexpected(prepared.error());
  KeptLines quiet;
  const bool alone = IsAlone(request.settings);
  const std::string serving = ServingContainer(request.application, context);
  if (alone) {
    if (auto room = MakeRoom(request, serving, context); !room) {
      Resume(request, serving, quiet);
      return tl::unexpected(room.error());
    }
  }
  const Json command{{"command", "start"}, {"fence", request.fence}, {"release", request.release}, {"releaseId", request.release_id},
                     {"program", ""},      {"alone", alone},         {"environment", Json::object()}};
  const auto started = applications_.Tell(request.application, command, &context);
  if (!started) return tl::unexpected(started.error());
  const auto port = started->value("port", uint16_t{0});
  const Candidate candidate{started->value("id", std::string()), "127.0.0.1:" + std::to_string(port)};
  auto words = Container(request, NameOf(request.application, candidate.id), port);
  if (!words) return tl::unexpected(words.error());
  words->insert(words->begin() + 1, {"--detach", "--restart", "unless-stopped"});
  words->push_back(request.artifact.reference);
  if (auto ran = Docker(std::move(*words), context, kQuick); !ran) {
    Discard(request, candidate);
    return tl::unexpected(ran.error());
  }
  context.Log("release " + std::to_string(request.release) + " starts at " + candidate.address);
  return candidate;
}

auto DockerDeployer::EndOf(const DeployRequest& request, const Candidate& candidate, Context& context)
    -> Result<std::optional<End>> {
  auto state = Docker({"inspect", "--format", "{{.State.Running}} {{.RestartCount}} {{.State.ExitCode}}",
                       NameOf(request.application, candidate.id)},
                      context, kQuick);
  if (!state) return tl::unexpected(state.error());
  std::istringstream words(*state);
  std::string running;
  int restarts = 0;
  int code = 0;
  words >> running >> restarts >> code;
  if (running == "true" && restarts == 0) return std::nullopt;
  if (code == 0) return End{"ended, and was started again"};  // then the engine has forgotten with which code
  return EndOfWords("ended with code " + std::to_string(code));
}

auto DockerDeployer::OutputOf(const DeployRequest& request, const Candidate& candidate, Context&)
    -> std::string {
  KeptLines errors;
  const auto output =
      Docker({"logs", "--tail", kLastLines, NameOf(request.application, candidate.id)}, errors, kQuick);
  std::string all = output.value_or("");
  for (const std::string& line : errors.lines()) all += line + "\n";
  return all;
}

auto DockerDeployer::Switch(const DeployRequest& request, const Candidate& candidate, Context& context)
    -> Result<std::string> {
  if (context.Stopped()) return StoppedFailure();
  const Json command{{"command", "switch"}, {"fence", request.fence}, {"id", candidate.id}};
  const auto switched = applications_.Tell(request.application, command, &context);
  if (!switched) return tl::unexpected(switched.error());
  const auto previous = switched->value("previous", std::string());
  if (!previous.empty() && previous != candidate.id) {
    std::this_thread::sleep_for(kOnItsWay);
    KeptLines quiet;
    Retire(NameOf(request.application, previous), quiet);
  }
  const auto address = Applications::AddressOf(*switched);
  context.Log("release " + std::to_string(request.release) + " serves at " + address);
  return address;
}

void DockerDeployer::Discard(const DeployRequest& request, const Candidate& candidate) {
  KeptLines quiet;
  if (candidate.id.empty()) {
    if (IsAlone(request.settings)) Resume(request, ServingContainer(request.application, quiet), quiet);
    return;
  }
  const Json command{{"command", "discard"}, {"fence", request.fence}, {"id", candidate.id}};
  const auto told = applications_.Tell(request.application, command, nullptr);
  const std::string serving = ServingContainer(request.application, quiet);
  const std::string name = NameOf(request.application, candidate.id);
  if (name == serving) return;  // it serves: somebody decided otherwise
  static_cast<void>(Docker({"rm", "--force", name}, quiet, kQuick));
  std::error_code ignored;
  std::filesystem::remove_all(applications_.FolderOf(request.application) + "/secrets/" + name, ignored);
  if (told && !serving.empty() && IsAlone(request.settings))
    static_cast<void>(Docker({"start", serving}, quiet, kQuick));
}

auto DockerDeployer::Remove(const std::string& application, Context& context) -> Result<void> {
  const auto list = Docker({"ps", "--all", "--quiet", "--filter", "label=ingot.application=" + application},
                           context, kQuick);
  if (!list) return tl::unexpected(list.error());
  if (auto removed = applications_.Remove(application, context); !removed) return removed;
  std::istringstream lines(*list);
  for (std::string container; lines >> container;) {
    if (auto gone = Docker({"rm", "--force", container}, context, kQuick); !gone)
      return tl::unexpected(gone.error());
  }
  std::error_code ignored;
  std::filesystem::remove_all(applications_.FolderOf(application) + "/secrets", ignored);
  return {};
}

}  // namespace ingot::bot
