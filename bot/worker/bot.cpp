#include "bot/worker/bot.h"

#include <malloc.h>
#include <signal.h>
#include <unistd.h>

#include <cstdio>
#include <fstream>
#include <mutex>

#include "bot/http/server.h"

namespace ingot::bot {
namespace {

constexpr int kEnvironmentCode = 3;
constexpr size_t kLeastToken = 16;
constexpr auto kPatience = std::chrono::seconds(20);  // for jobs that are told to stop

void Say(const std::string& line) {
  static std::mutex mutex;
  const std::lock_guard lock(mutex);
  std::fprintf(stderr, "bot: %s\n", line.c_str());
}

auto ReadToken(const std::string& path) -> Result<std::string> {
  if (path.empty()) return std::string();
  std::ifstream file(path);
  std::string token;
  if (!std::getline(file, token)) return tl::unexpected(Failure{FailureKind::kEnvironment, "the token cannot be read from " + path, ""});
  while (!token.empty() && (token.back() == '\r' || token.back() == ' ')) token.pop_back();
  if (token.size() < kLeastToken) {
    return tl::unexpected(
        Failure{FailureKind::kEnvironment, "the token in " + path + " is shorter than " + std::to_string(kLeastToken) + " characters", ""});
  }
  return token;
}

// Every thread that comes inherits it, and one thread waits for what is blocked.
auto BlockSignals() -> sigset_t {
  sigset_t signals;
  ::sigemptyset(&signals);
  ::sigaddset(&signals, SIGTERM);
  ::sigaddset(&signals, SIGINT);
  ::pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  struct sigaction ignored {};
  ignored.sa_handler = SIG_IGN;
  ::sigaction(SIGPIPE, &ignored, nullptr);  // a server that goes away closes what is written to
  return signals;
}

auto Begin(const BotOptions& options, HttpServer& http) -> bool {
  if (options.worker.slots < 1 || options.worker.machine.empty()) {
    Say("it needs a name for its machine, and does one job at a time at least");
    return false;
  }
  std::string place = "no HTTP";
  if (options.port != 0) {
    const auto port = http.Start();
    if (!port) {
      Say(port.error().text);
      return false;
    }
    const bool numbers = options.address.find(':') != std::string::npos;
    place = "http://" + (numbers ? "[" + options.address + "]" : options.address) + ":" + std::to_string(*port) + "/";
  }
  Say("machine " + options.worker.machine + ", " + std::to_string(options.worker.slots) + " jobs at a time, " + place);
  return true;
}

}  // namespace

auto RunBot(const BotOptions& options, Performers performers) -> int {
  ::mallopt(M_ARENA_MAX, 2);  // threads that wait most of the time share memory
  const sigset_t signals = BlockSignals();
  const auto token = ReadToken(options.token_file);
  if (!token) {
    Say(token.error().text);
    return kEnvironmentCode;
  }
  Worker worker(options.worker, std::move(performers), Say);
  HttpServer http({options.worker.store, options.address, options.port, *token}, [&](const std::string& job) { worker.Wake(job); });
  if (!Begin(options, http)) return kEnvironmentCode;
  worker.Start();
  int signal = 0;
  ::sigwait(&signals, &signal);
  Say("it ends: no more jobs are taken, and those at work are put back");
  http.Stop();
  if (worker.Stop(kPatience)) return 0;
  // What is at work heeds nothing. The lease of its job ends by itself, and another bot takes it.
  Say("a job does not stop; its lease will end");
  ::_exit(0);
}

}  // namespace ingot::bot
