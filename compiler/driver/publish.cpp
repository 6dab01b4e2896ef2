// The commands of publishing: bot, and publish.
#include <unistd.h>

#include <array>
#include <charconv>
#include <chrono>
#include <cstdlib>
#include <nlohmann/json.hpp>

#include "bot/client/follow.h"
#include "bot/program/machine.h"
#include "compiler/diagnostics/visible_text.h"
#include "compiler/driver/commands.h"
#include "compiler/driver/process.h"

namespace ingot::driver {
namespace {

using Json = nlohmann::json;

// Secrets come from the environment: the words of a command line are seen by everybody on a machine.
auto FromEnvironment(const std::string& option, const char* variable) -> std::string {
  const char* set = std::getenv(variable);
  return !option.empty() ? option : set == nullptr ? "" : set;
}

auto HostName() -> std::string {
  std::array<char, 256> name{};
  return ::gethostname(name.data(), name.size() - 1) == 0 ? name.data() : "localhost";
}

// `off`, or `ADDRESS:PORT`.
auto ReadListen(const std::string& text, bot::BotOptions& options) -> bool {
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

auto MachineOf(const Options& options) -> bot::MachineSettings {
  bot::MachineSettings machine;
  machine.root = options.root;
  machine.programs = ProgramFolder();
  machine.builder = options.builder;
  machine.images = FromEnvironment(options.images, "INGOT_IMAGES");
  machine.network = options.network;
  machine.health_limit = std::chrono::seconds(options.health_seconds);
  machine.bot.worker.store.url = FromEnvironment(options.database, "DATABASE_URL");
  machine.bot.worker.queue_url = FromEnvironment("", "REDIS_URL");
  machine.bot.worker.machine = options.machine.empty() ? HostName() : options.machine;
  machine.bot.worker.slots = options.slots;
  machine.bot.token_file = options.token_file;
  machine.apps_database = FromEnvironment("", "INGOT_APPS_DATABASE_URL");
  if (machine.apps_database.empty()) machine.apps_database = machine.bot.worker.store.url;
  return machine;
}

auto FindApplication(bot::Store& store, const std::string& name) -> tl::expected<std::string, ExitCode> {
  const auto found = store.FindApplication(name);
  if (found && *found) return (*found)->id;
  PrintNotice(diag::Visible(found ? "there is no application `" + name + "`: it is named USER/APP, or by its id" : found.error().text));
  return tl::unexpected(found ? ExitCode::kUsage : ExitCode::kEnvironment);
}

auto AsNotice(const std::string& verdict) -> std::string {
  const Json read = Json::parse(verdict, nullptr, false);
  const auto text = [&](const char* key) { return read.is_object() && read.contains(key) && read[key].is_string() ? read[key].get<std::string>() : ""; };
  const std::string release = read.is_object() ? std::to_string(read.value("release", 0)) : "";
  if (text("outcome") == "unchanged") return "release " + release + " serves already: nothing changed";
  return !text("address").empty() ? "release " + release + " serves at " + text("address")
         : !text("message").empty() ? text("message")
                                    : text("outcome");
}

auto Wait(bot::Store& store, const std::string& job, Format format) -> ExitCode {
  const auto followed = bot::Follow(store, job, [](const bot::Event& event) { PrintNotice(diag::Visible((event.stage.empty() ? "" : event.stage + ": ") + event.text)); });
  if (!followed) {
    PrintNotice(diag::Visible(followed.error().text));
    return ExitCode::kEnvironment;
  }
  PrintData(format == Format::kJson ? followed->verdict + "\n" : diag::Visible(AsNotice(followed->verdict)) + "\n");
  return followed->serves ? ExitCode::kFine : ExitCode::kFindings;
}

}  // namespace

auto RunBotCommand(const Options& options) -> ExitCode {
  bot::MachineSettings machine = MachineOf(options);
  if (options.check_builds) {
    const std::string why = bot::WhyNoBuilds(machine);
    PrintNotice(why.empty() ? "applications can be built here" : why);
    return why.empty() ? ExitCode::kFine : ExitCode::kEnvironment;
  }
  if (options.root.empty()) {
    PrintNotice("in which folder? Say --root DIR");
    return ExitCode::kUsage;
  }
  if (options.stop_applications) return static_cast<ExitCode>(bot::StopApplications(machine, options.app));
  if (machine.bot.worker.store.url.empty()) {
    PrintNotice("which database? Set DATABASE_URL");
    return ExitCode::kUsage;
  }
  if (!ReadListen(options.http, machine.bot)) {
    PrintNotice("`" + diag::Visible(options.http) + "` is no place for --http: write ADDRESS:PORT, or off");
    return ExitCode::kUsage;
  }
  return static_cast<ExitCode>(bot::RunMachine(machine));
}

auto RunPublish(const Options& options) -> ExitCode {
  bot::StoreSettings settings;
  settings.url = FromEnvironment(options.database, "DATABASE_URL");
  if (settings.url.empty()) {
    PrintNotice("which database? Set DATABASE_URL, or say --database URL");
    return ExitCode::kUsage;
  }
  bot::Store store(settings);
  const auto application = FindApplication(store, options.app);
  if (!application) return application.error();
  Json data = Json::object();
  if (!options.allow.empty()) data["allow"] = options.allow;
  if (options.again) data["again"] = true;
  const auto job = store.Enqueue(*application, data.dump());
  if (!job) {
    PrintNotice(diag::Visible(job.error().text));
    return ExitCode::kEnvironment;
  }
  PrintNotice("job " + *job);
  if (options.wait) return Wait(store, *job, options.format);
  PrintData(options.format == Format::kJson ? Json{{"job", *job}}.dump() + "\n" : *job + "\n");
  return ExitCode::kFine;
}

}  // namespace ingot::driver
