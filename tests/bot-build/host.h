// What stands around the sandbox of a test and must not be reached from it: servers, files, another process, a secret.
#pragma once

#include <sys/types.h>

#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include "bot/sandbox/sandbox.h"
#include "tests/support/folder.h"

namespace ingot::bot::test {

inline constexpr const char* kSecret = "the-secret-of-the-host";

class Host {
 public:
  Host();
  ~Host();
  Host(const Host&) = delete;
  auto operator=(const Host&) -> Host& = delete;

  // What attempts.py is told.
  auto Facts() const -> std::string;
  auto port() const -> uint16_t { return tcp_; }  // of a server on the loopback address
  auto path(const std::string& name) const -> std::string { return folder_.path() + "/" + name; }
  // What stands in the folder of another application.
  auto OtherIsWhole() const -> bool;

  // A sandbox of small limits, and attempts.py with a project and a runtime in it.
  auto Settings() const -> SandboxSettings;
  auto Attempt(const std::string& name) const -> SandboxedProgram;

 private:
  void Listen(int kind, int domain, const std::string& name, uint16_t* port);
  void Serve();

  ingot::test::TemporaryFolder folder_;
  std::string token_;
  uint16_t tcp_ = 0;
  uint16_t udp_ = 0;
  std::vector<int> servers_;
  pid_t process_ = -1;
  std::atomic<bool> over_ = false;
  std::thread thread_;
};

// Processes of this machine that have `text` in their command line.
auto ProcessesWith(const std::string& text) -> std::vector<pid_t>;

}  // namespace ingot::bot::test
