#include "tests/support/redis.h"

#include <signal.h>
#include <sys/wait.h>

#include <chrono>
#include <filesystem>
#include <stdexcept>
#include <thread>

#include "tests/support/child.h"

namespace ingot::test {
namespace {

constexpr const char* kProgram = "/usr/bin/redis-server";
constexpr const char* kPassword = "quiet-please";

}  // namespace

auto Redis::Missing() -> std::string {
  return std::filesystem::exists(kProgram) ? std::string() : std::string(kProgram) + " is not installed (redis-server)";
}

Redis::Redis() : port_(FreePort()) {
  GiveToChild(folder_.path());
  Start();
}

Redis::~Redis() { Kill(); }

auto Redis::Url() const -> std::string { return "redis://:" + std::string(kPassword) + "@127.0.0.1:" + std::to_string(port_) + "/0"; }

auto Redis::Run(const std::string& words) const -> Outcome {
  return RunCommand(folder_.path(), "redis-cli --no-auth-warning -a " + std::string(kPassword) + " -p " + std::to_string(port_) + " " + words);
}

void Redis::Start() {
  if (server_ > 0) return;
  server_ = StartChild({kProgram, "--port", std::to_string(port_), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--requirepass",
                        kPassword, "--dir", folder_.path()},
                       folder_.path() + "/log");
  for (int i = 0; i < 1000 && ::waitpid(server_, nullptr, WNOHANG) == 0; ++i) {
    if (Run("ping").output.find("PONG") != std::string::npos) return;
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  throw std::runtime_error("Redis does not start: " + ReadFile(folder_.path() + "/log"));
}

void Redis::Kill() {
  if (server_ <= 0) return;
  ::kill(server_, SIGKILL);
  ::waitpid(server_, nullptr, 0);
  server_ = -1;
}

void Redis::Pause() { ::kill(server_, SIGSTOP); }
void Redis::Resume() { ::kill(server_, SIGCONT); }

}  // namespace ingot::test
