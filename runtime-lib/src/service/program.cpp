// The program around a service: arguments, configuration, migrations, signals, exit codes.
#include <malloc.h>
#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <optional>
#include <string>
#include <string_view>
#include <thread>

#include <ingot/rt/outbox.hpp>
#include <ingot/rt/service.hpp>

#include "service/config.hpp"
#include "service/health-check.hpp"
#include "service/log.hpp"
#include "service/migrate.hpp"
#include "service/server.hpp"
#include "store/database.hpp"
#include "store/rotate-secrets.hpp"

namespace ingot::rt {
namespace {

using service::Config;

constexpr int kFine = 0;
constexpr int kNotReady = 1;
constexpr int kFound = 1;
constexpr int kUsage = 2;
constexpr int kDiffers = 2;
constexpr int kEnvironment = 3;

void say(std::FILE* file, const std::string& text) { std::fwrite(text.data(), 1, text.size(), file); }

service::AppNeeds needsOf(const Application& application) {
  service::AppNeeds needs(application.auth, !application.secrets.empty());
  needs.outbox = application.outbox != nullptr;
  needs.calls = application.calls;
  needs.files = application.files.support != nullptr;
  return needs;
}

std::string helpText(const Application& application) {
  const std::string name(application.name);
  return name + " " + std::string(application.version) + "\n\nusage: " + name +
         "                       serve until SIGTERM or SIGINT\n"
         "       " + name + " migrate up              bring the schema of the database to this release; the one before can go on\n"
         "       " + name + " migrate finish          the same, and take away what only the release before needs\n"
         "       " + name + " migrate up|finish --dry-run   print what would be sent to the database, and change nothing\n"
         "       " + name + " migrate plan            what is to be done, as a table\n"
         "       " + name + " migrate lint            count the rows that stand in the way of what is to be done: then it exits with 1\n"
         "       " + name + " migrate down            take the last migration back\n"
         "       " + name + " migrate down --to N     take back each migration whose number is higher; nothing where there is none\n"
         "       " + name + " migrate status          where the migrations stand, and how the tables differ from them\n"
         "       " + name + " migrate log             each step that was done, when, and how long it took (PostgreSQL)\n"
         "       " + name + " migrate forget          delete what migrations set aside instead of losing it\n"
         "       " + name + " migrate baseline        adopt a database that has the tables already\n" +
         (application.secrets.empty() ? "" : "       " + name + " secrets rotate          encrypt what is secret with the first of SECRET_KEYS\n") +
         "       " + name + " --print-config          show the configuration in force\n"
         "       " + name + " --health-check          ask the service that runs here whether it is ready\n"
         "       " + name + " --version | --help\n\n"
         "environment:\n" + service::describeConfig(needsOf(application));
}

enum class Command { serve, help, version, printConfig, healthCheck, migrate, rotateSecrets };

struct Asked {
  Command command;
  service::MigrateCommand migrate = service::MigrateCommand::status;
  bool dry = false;
  std::optional<int> to = {};  // of `migrate down`
};

// 0 or more, all of the word.
std::optional<int> numberOf(std::string_view word) {
  int number = 0;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
  return error == std::errc() && end == word.data() + word.size() && number >= 0 ? std::optional(number) : std::nullopt;
}

std::optional<Asked> commandOf(int argc, char** argv) {
  if (argc <= 1) return Asked{Command::serve};
  const std::string_view first = argv[1];
  if (argc == 2 && first == "--help") return Asked{Command::help};
  if (argc == 2 && first == "--version") return Asked{Command::version};
  if (argc == 2 && first == "--print-config") return Asked{Command::printConfig};
  if (argc == 2 && first == "--health-check") return Asked{Command::healthCheck};
  if (argc == 5 && first == "migrate" && argv[2] == std::string_view("down") && argv[3] == std::string_view("--to")) {
    const auto to = numberOf(argv[4]);
    return to ? std::optional(Asked{Command::migrate, service::MigrateCommand::down, false, to}) : std::nullopt;
  }
  const bool dry = argc == 4 && argv[3] == std::string_view("--dry-run");
  if (argc != 3 && !dry) return std::nullopt;
  const std::string_view second = argv[2];
  if (first == "secrets" && second == "rotate" && !dry) return Asked{Command::rotateSecrets};
  const auto migrate = service::migrateCommandOf(second);
  if (first != "migrate" || !migrate) return std::nullopt;
  if (dry && *migrate != service::MigrateCommand::up && *migrate != service::MigrateCommand::finish) return std::nullopt;
  return Asked{Command::migrate, *migrate, dry};
}

store::Options storeOptions(const Config& config) {
  store::Options options;
  options.url = config.databaseUrl;
  options.syncFull = config.databaseSyncFull;
  options.statementTimeoutMs = config.statementTimeoutMs;
  options.connections = static_cast<std::size_t>(config.databaseConnections);
  options.pooled = config.databasePooled;
  options.secretKeys = config.secretKeys;
  options.maxQueuedWrites = static_cast<std::size_t>(config.maxQueuedWrites);
  const auto cores = static_cast<std::int64_t>(std::max(1U, std::thread::hardware_concurrency()));
  options.readers = static_cast<std::size_t>(config.threads > 0 ? config.threads : cores);
  return options;
}

int rotateSecrets(const Application& application, const Config& config) {
  store::Options options = storeOptions(config);
  options.releaseAside = service::releaseOf(application);
  const auto database = store::open(options);
  for (const SecretColumn& column : application.secrets) {
    const store::Rotation done = store::rotateSecrets(*database, column);
    std::string line = std::string(column.table) + "." + std::string(column.column) + ": " + std::to_string(done.sealed) + " of " +
                       std::to_string(done.found) + " encrypted anew";
    if (done.unreadable > 0) line += ", " + std::to_string(done.unreadable) + " open with none of SECRET_KEYS";
    say(stdout, line + "\n");
    if (done.unreadable > 0) return kEnvironment;
  }
  return kFine;
}

sigset_t stopSignals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  return signals;
}

// From now on a signal to stop ends the process at once.
void stopAtOnceFromNowOn(const sigset_t& signals) {
  struct sigaction action {};
  action.sa_handler = [](int signal) { ::_exit(128 + signal); };
  ::sigaction(SIGTERM, &action, nullptr);
  ::sigaction(SIGINT, &action, nullptr);
  ::pthread_sigmask(SIG_UNBLOCK, &signals, nullptr);
}

int serve(const Application& application, const Config& config) {
  // Threads inherit the mask: the signals come to this one alone.
  const sigset_t signals = stopSignals();
  ::pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  ::signal(SIGPIPE, SIG_IGN);
  ::signal(SIGXFSZ, SIG_IGN);  // a file that may not grow is an error of the write
  ::mallopt(M_ARENA_MAX, 2);
  store::Options options = storeOptions(config);
  options.release = service::releaseOf(application);
  const auto database = store::open(options);
  {
    service::Log log(config.logLevel, STDERR_FILENO);
    service::bringUp(application, *database, [&](const std::string& words) { log.say(LogLevel::info, words); });
  }
  service::Server server(application, config, *database);
  server.start();
  service::Log& log = server.log();
  std::unique_ptr<Deliverer> deliverer;
  if (application.outbox != nullptr) deliverer = application.outbox->start(*database, log, application.name, config.outbox);
  if (log.wants(LogLevel::info)) {
    JsonWriter line = service::Log::begin(LogLevel::info, "listening");
    line.member("address", "http://" + server.address());
    line.member("app", application.name);
    line.member("version", application.version);
    log.write(std::move(line));
  }
  int signal = 0;
  ::sigwait(&signals, &signal);
  log.say(LogLevel::info, "stopping");
  stopAtOnceFromNowOn(signals);
  server.stop();
  deliverer.reset();
  log.say(LogLevel::info, "stopped");
  return kFine;
}

int checkHealth(const Application& application, const Config& config) {
  std::string why;
  if (service::answersReady(config, why)) return kFine;
  say(stderr, std::string(application.name) + ": not ready: " + why + "\n");
  return kNotReady;
}

int migrate(const Asked& asked, const Application& application, const Config& config) {
  switch (service::migrate(asked.migrate, asked.dry, application, *store::open(storeOptions(config)), service::MigrateForm::lines, asked.to)) {
    case service::MigrateOutcome::fine: return kFine;
    case service::MigrateOutcome::found: return kFound;
    case service::MigrateOutcome::differs: return kDiffers;
    case service::MigrateOutcome::failed: break;
  }
  return kEnvironment;
}

int runCommand(const Asked& asked, const Application& application) {
  const Command command = asked.command;
  Config config;
  auto mistakes = service::readConfig([](const char* name) -> const char* { return std::getenv(name); }, config, needsOf(application));
  if (mistakes.empty() && (command == Command::serve || command == Command::rotateSecrets)) mistakes = service::missingConfig(config, needsOf(application));
  for (const std::string& mistake : mistakes) say(stderr, std::string(application.name) + ": " + mistake + "\n");
  if (!mistakes.empty()) return kEnvironment;
  if (command == Command::printConfig) {
    say(stdout, service::printConfig(config, needsOf(application)));
    return kFine;
  }
  if (command == Command::healthCheck) return checkHealth(application, config);
  if (command == Command::rotateSecrets) return rotateSecrets(application, config);
  return command == Command::serve ? serve(application, config) : migrate(asked, application, config);
}

}  // namespace

int run(const Application& application, int argc, char** argv) {
  const auto asked = commandOf(argc, argv);
  if (!asked) {
    say(stderr, std::string(application.name) + ": these arguments are not understood; --help lists what is\n");
    return kUsage;
  }
  if (asked->command == Command::help) {
    say(stdout, helpText(application));
    return kFine;
  }
  if (asked->command == Command::version) {
    say(stdout, std::string(application.name) + " " + std::string(application.version) + "\n");
    return kFine;
  }
  try {
    return runCommand(*asked, application);
  } catch (const std::exception& error) {
    say(stderr, std::string(application.name) + ": " + error.what() + "\n");
    return kEnvironment;
  }
}

}  // namespace ingot::rt
