#include "bot/program/machine.h"

#include <unistd.h>

#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <limits>
#include <memory>
#include <mutex>
#include <stop_token>
#include <thread>

#include "bot/build/docker_builder.h"
#include "bot/build/native_builder.h"
#include "bot/deploy/docker_deployer.h"
#include "bot/deploy/native_deployer.h"
#include "bot/front/client.h"
#include "bot/program/folder_lock.h"
#include "bot/stages/settings.h"

namespace ingot::bot {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kNative = "native";
constexpr std::string_view kDocker = "docker";

constexpr int kWrong = 2;
constexpr int kCannot = 3;

auto Say(const std::string& text, int code) -> int {
  std::fprintf(stderr, "ingot: %s\n", text.c_str());
  return code;
}

auto SandboxOf(const MachineSettings& settings) -> SandboxSettings {
  SandboxSettings sandbox;
  sandbox.program = settings.programs + "/ingot-sandbox";
  return sandbox;
}

// How this machine builds, and how it deploys what it built.
struct Tools {
  std::unique_ptr<Builder> builder;
  std::unique_ptr<Deployer> deployer;
};

auto ApplicationsOf(const MachineSettings& settings) -> ApplicationOptions {
  ApplicationOptions options;
  options.root = fs::absolute(settings.root) / "deployed";
  options.front = settings.programs + "/ingot-front";
  return options;
}

// The engine is the one that DOCKER_HOST names, or the usual one.
auto EngineVariable() -> std::string {
  const char* set = std::getenv("DOCKER_HOST");
  return set == nullptr ? "" : set;
}

auto DockerOf(const MachineSettings& settings) -> DockerSettings {
  DockerSettings docker;
  docker.images = settings.images;
  if (const std::string engine = EngineVariable(); !engine.empty()) docker.environment.push_back("DOCKER_HOST=" + engine);
  return docker;
}

auto DeploysOf(const MachineSettings& settings) -> DockerOptions {
  DockerOptions docker;
  docker.engine = EngineVariable();
  if (!settings.network.empty()) docker.network = settings.network;
  return docker;
}

// None for a builder that there is not.
auto ToolsOf(const MachineSettings& settings) -> Tools {
  if (settings.builder == kNative) {
    return {std::make_unique<NativeBuilder>(NativeSettings{SandboxOf(settings), settings.programs + "/../lib/ingot-runtime", 0}),
            std::make_unique<NativeDeployer>(ApplicationsOf(settings))};
  }
  if (settings.builder != kDocker) return {};
  return {std::make_unique<DockerBuilder>(DockerOf(settings)), std::make_unique<DockerDeployer>(ApplicationsOf(settings), DeploysOf(settings))};
}

constexpr std::chrono::seconds kFrontsPause{2};

// Starts fronts that are gone, with what they had, again and again: after a restart of the machine, or when one was killed.
void KeepFronts(const std::stop_token& stop, const ApplicationOptions& options) {
  std::mutex mutex;
  std::unique_lock lock(mutex);
  std::condition_variable_any changed;
  std::string said;
  while (!stop.stop_requested()) {
    std::string problems;
    for (const std::string& problem : front::EnsureFronts(options.front, options.root)) problems += (problems.empty() ? "" : "; ") + problem;
    if (!problems.empty() && problems != said) Say(problems, 0);
    said = problems;
    changed.wait_for(lock, stop, kFrontsPause, [] { return false; });
  }
}

// For an operator who waits.
class OnTerminal final : public Context {
 public:
  void Log(std::string_view line) override { Say(std::string(line), 0); }
  auto Stopped() const -> bool override { return false; }
};

}  // namespace

auto RunMachine(const MachineSettings& settings) -> int {
  const Tools tools = ToolsOf(settings);
  if (!tools.builder) return Say("there is no builder `" + settings.builder + "`: native or docker", kWrong);
  if (const std::string why = WhyNoBuilds(settings); !why.empty()) return Say(why, kCannot);
  std::error_code error;
  fs::create_directories(settings.root, error);
  fs::permissions(settings.root, fs::perms::owner_all | fs::perms::group_exec | fs::perms::others_exec, error);
  const auto lock = FolderLock::Take(settings.root);
  if (!lock) return Say(lock.error(), kCannot);

  // A bot that was killed had this folder, so its jobs need not wait until their leases are over.
  if (const auto ended = Store(settings.bot.worker.store).EndLeases(settings.bot.worker.machine); !ended) Say(ended.error().text, 0);

  const Compiler compiler(settings.programs + "/ingot", settings.bot.worker.store.url);
  StageSettings stages;
  stages.root = fs::absolute(settings.root);
  stages.machine = settings.bot.worker.machine;
  stages.apps_database = settings.apps_database;
  stages.health_limit = settings.health_limit;
  stages.compiler = &compiler;
  stages.builder = tools.builder.get();
  stages.deployer = tools.deployer.get();
  const std::jthread keeper(KeepFronts, ApplicationsOf(settings));
  return RunBot(settings.bot, MakePerformers(stages));
}

auto StopApplications(const MachineSettings& settings, const std::string& application) -> int {
  const Tools tools = ToolsOf(settings);
  if (!tools.deployer) return Say("there is no builder `" + settings.builder + "`: native or docker", kWrong);
  OnTerminal context;
  int code = 0;
  int found = 0;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(ApplicationsOf(settings).root, error)) {
    const std::string id = entry.path().filename();
    if (!application.empty() && id != application) continue;
    ++found;
    if (const auto removed = tools.deployer->Remove(id, context); !removed) code = Say(removed.error().text, kCannot);
    tools.builder->Prune(id, std::numeric_limits<int64_t>::max());
  }
  if (found == 0 && !application.empty()) return Say("no application " + application + " is deployed from this folder", kWrong);
  return code;
}

auto WhyNoBuilds(const MachineSettings& settings) -> std::string {
  for (const char* name : {"/ingot", "/ingot-front"}) {
    if (const std::string program = settings.programs + name; ::access(program.c_str(), X_OK) != 0) return "there is no program " + program;
  }
  return settings.builder == kDocker ? WhyNoEngine(DockerOf(settings)) : WhyNoSandbox(SandboxOf(settings));
}

}  // namespace ingot::bot
