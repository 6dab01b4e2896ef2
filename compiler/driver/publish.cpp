// The commands of publishing: bot, and publish.
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <nlohmann/json.hpp>

#include "bot/client/follow.h"
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

auto RunBotProgram(char** words) -> ExitCode {
  const std::string program = ProgramFolder() + "/ingot-bot";
  ::execv(program.c_str(), words);
  PrintNotice("cannot run " + program + ": " + std::strerror(errno));
  return ExitCode::kEnvironment;
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
