#include "bot/program/machine.h"

#include <cstdio>
#include <filesystem>
#include <memory>

#include "bot/build/native_builder.h"
#include "bot/deploy/native_deployer.h"
#include "bot/program/folder_lock.h"
#include "bot/stages/settings.h"

namespace ingot::bot {
namespace {

namespace fs = std::filesystem;

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

auto ToolsOf(const MachineSettings& settings) -> Tools {
  if (settings.builder != "native") return {};
  return {std::make_unique<NativeBuilder>(NativeSettings{SandboxOf(settings), settings.programs + "/../lib/ingot-runtime", 0}),
          std::make_unique<NativeDeployer>(ApplicationsOf(settings))};
}

class Quiet final : public Context {
 public:
  void Log(std::string_view line) override { Say(std::string(line), 0); }
  auto Stopped() const -> bool override { return false; }
};

}  // namespace

auto RunMachine(const MachineSettings& settings) -> int {
  const Tools tools = ToolsOf(settings);
  if (!tools.builder) return Say("there is no builder `" + settings.builder + "`: native", kWrong);
  if (const std::string why = WhyNoSandboxHere(settings); !why.empty()) return Say(why, kCannot);
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
  stages.compiler = &compiler;
  stages.builder = tools.builder.get();
  stages.deployer = tools.deployer.get();
  return RunBot(settings.bot, MakePerformers(stages));
}

auto StopApplications(const MachineSettings& settings, const std::string& application) -> int {
  NativeDeployer deployer(ApplicationsOf(settings));
  Quiet context;
  int code = 0;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(fs::path(settings.root) / "deployed", error)) {
    const std::string id = entry.path().filename();
    if (!application.empty() && id != application) continue;
    if (const auto removed = deployer.Remove(id, context); !removed) code = Say(removed.error().text, kCannot);
  }
  return code;
}

auto WhyNoSandboxHere(const MachineSettings& settings) -> std::string { return WhyNoSandbox(SandboxOf(settings)); }

}  // namespace ingot::bot
