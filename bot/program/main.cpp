// The program behind `ingot bot`. It is one of its own, so that the compiler, which each job runs anew, is no part of a process that mostly waits.
#include <unistd.h>

#include <array>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <iostream>
#include <string>

#include <CLI/CLI.hpp>

#include "bot/program/machine.h"

namespace ingot::bot {
namespace {

constexpr int kWrongUsage = 2;
constexpr int kBug = 70;

// What the words of the command line say beside MachineSettings.
struct Words {
  std::string http;
  std::string application;
  int health_seconds = 30;
  bool check_builds = false;
  bool stop_applications = false;
};

auto Refuse(const char* text) -> int {
  std::fprintf(stderr, "ingot: %s\n", text);
  return kWrongUsage;
}

auto Variable(const char* name) -> std::string {
  const char* set = std::getenv(name);
  return set == nullptr ? "" : set;
}

auto HostName() -> std::string {
  std::array<char, 256> name{};
  return ::gethostname(name.data(), name.size() - 1) == 0 ? name.data() : "localhost";
}

// `off`, or `ADDRESS:PORT`.
auto ReadListen(const std::string& text, BotOptions& options) -> bool {
  if (text.empty()) return true;
  if (text == "off") {
    options.port = 0;
    return true;
  }
  const size_t colon = text.rfind(':');
  if (colon == std::string::npos) return false;
  const auto [end, error] = std::from_chars(text.data() + colon + 1, text.data() + text.size(), options.port);
  options.address = text.substr(0, colon);
  return error == std::errc() && end == text.data() + text.size() && options.port != 0 && !options.address.empty();
}

void AddOptions(CLI::App& app, MachineSettings& machine, Words& words) {
  WorkerSettings& worker = machine.bot.worker;
  app.add_option("--root", machine.root, "the bot's folder")->option_text("DIR");
  app.add_option("--machine", worker.machine, "the name of this machine; without it that of the host")->option_text("NAME");
  app.add_option("--slots", worker.slots, "jobs that it does at a time")->capture_default_str()->check(CLI::Range(1, 64))->option_text("N");
  app.add_option("--builder", machine.builder, "how applications are built and deployed")->capture_default_str()->option_text("native|docker");
  app.add_option("--http", words.http, "where its HTTP side listens; without it 127.0.0.1:4100")->option_text("ADDRESS:PORT|off");
  app.add_option("--token-file", machine.bot.token_file, "a file with the token that writing over HTTP needs; without it nobody may")->option_text("FILE");
  app.add_option("--images", machine.images, "of docker: what scripts/builder-image printed; without it INGOT_IMAGES")->option_text("ID");
  app.add_option("--network", machine.network, "of docker: host, or a bridge, which is made; without it the bridge ingot")->option_text("NAME");
  app.add_option("--health-seconds", words.health_seconds, "for a release that was started to be ready")->capture_default_str()->check(CLI::Range(1, 90))->option_text("N");
  app.add_flag("--check-builds", words.check_builds, "only say whether applications can be built here");
  app.add_flag("--stop-applications", words.stop_applications, "only end what was deployed here; its data stays");
  app.add_option("--application", words.application, "with --stop-applications: only this one")->option_text("ID");
}

// Secrets come from the environment: the words of a command line are seen by everybody on a machine.
void AddEnvironment(MachineSettings& machine) {
  WorkerSettings& worker = machine.bot.worker;
  worker.store.url = Variable("DATABASE_URL");
  worker.queue_url = Variable("REDIS_URL");
  if (worker.machine.empty()) worker.machine = HostName();
  machine.apps_database = Variable("INGOT_APPS_DATABASE_URL");
  if (machine.apps_database.empty()) machine.apps_database = worker.store.url;
  if (machine.images.empty()) machine.images = Variable("INGOT_IMAGES");
  machine.programs = std::filesystem::read_symlink("/proc/self/exe").parent_path();
}

auto Do(MachineSettings& machine, const Words& words) -> int {
  machine.health_limit = std::chrono::seconds(words.health_seconds);
  if (words.check_builds) {
    const std::string why = WhyNoBuilds(machine);
    std::fprintf(stderr, "ingot: %s\n", why.empty() ? "applications can be built here" : why.c_str());
    return why.empty() ? 0 : 3;
  }
  if (machine.root.empty()) return Refuse("in which folder? Say --root DIR");
  if (words.stop_applications) return StopApplications(machine, words.application);
  if (machine.bot.worker.store.url.empty()) return Refuse("which database? Set DATABASE_URL");
  if (!ReadListen(words.http, machine.bot)) return Refuse("--http takes ADDRESS:PORT, or off");
  return RunMachine(machine);
}

auto Main(int argc, char** argv) -> int {
  CLI::App app("Builds and deploys what is published.", "ingot bot");
  MachineSettings machine;
  Words words;
  AddOptions(app, machine, words);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    const bool asked = error.get_exit_code() == 0;
    app.exit(error, asked ? std::cout : std::cerr, std::cerr);
    return asked ? 0 : kWrongUsage;
  }
  AddEnvironment(machine);
  return Do(machine, words);
}

}  // namespace
}  // namespace ingot::bot

int main(int argc, char** argv) {
  try {
    return ingot::bot::Main(argc, argv);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "ingot: this is a bug of Ingot's, please report it: %s\n", error.what());
    return ingot::bot::kBug;
  }
}
