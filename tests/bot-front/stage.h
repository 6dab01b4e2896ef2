// A machine of its own for a deployer under test: a folder, its fronts, which end with it.
#pragma once

#include <sys/types.h>

#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "bot/base/context.h"
#include "bot/deploy/applications.h"
#include "tests/support/folder.h"
#include "tests/support/sanitizer.h"

namespace ingot::test {

// Keeps the lines.
class LoggedContext final : public bot::Context {
 public:
  void Log(std::string_view line) override;
  auto Stopped() const -> bool override { return stopped; }
  auto Lines() const -> std::string;
  bool stopped = false;

 private:
  mutable std::mutex mutex_;
  std::string lines_;
};

class Stage {
 public:
  Stage();
  ~Stage();
  Stage(const Stage&) = delete;
  auto operator=(const Stage&) -> Stage& = delete;

  auto root() const -> std::string { return folder_.path() + "/apps"; }
  auto Front(const std::string& application) const -> std::string {
    return root() + "/" + application + "/front";
  }
  // The front's answer; null when there is none.
  auto Ask(const std::string& application, const nlohmann::json& command) const -> nlohmann::json;
  auto Status(const std::string& application) const -> nlohmann::json {
    return Ask(application, {{"command", "status"}});
  }
  // Waits for it, 20 seconds at most.
  auto Until(const std::string& application, const std::function<bool(const nlohmann::json&)>& holds) const
      -> bool;

  bot::ApplicationOptions options;

 private:
  TemporaryFolder folder_;
};

constexpr const char* kApplication = "01890a5d-ac96-774b-bcce-b302099a8057";

// The folder of the program of samples/tracker, which is built at the first call; empty when it does not
// build.
auto Tracker() -> const std::string&;
// What it needs to start.
auto TrackerSettings() -> std::map<std::string, std::string>;
auto TrackerRelease(int64_t number, int64_t fence) -> bot::DeployRequest;

auto ResidentKilobytes(int64_t process) -> int64_t;

// A field of /proc/PROCESS/stat, counted from 1; empty when there is no such process.
auto StatField(pid_t process, int number) -> std::string;
// Gone, or dead and not yet taken note of by whoever inherited it; waits for it, two seconds at most.
auto IsGone(pid_t process) -> bool;

}  // namespace ingot::test
