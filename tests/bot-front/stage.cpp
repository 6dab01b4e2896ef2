#include "tests/bot-front/stage.h"

#include <signal.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <thread>

#include "bot/front/client.h"
#include "tests/support/project.h"

namespace ingot::test {

void LoggedContext::Log(std::string_view line) {
  const std::lock_guard lock(mutex_);
  lines_ += std::string(line) + "\n";
}

auto LoggedContext::Lines() const -> std::string {
  const std::lock_guard lock(mutex_);
  return lines_;
}

Stage::Stage() {
  options.root = root();
  options.front = INGOT_BINARY_DIR "/bin/ingot-front";
  if (kSanitized) options.settings.memory_bytes = uint64_t{1} << 60;  // its maps of addresses are larger than any memory
}

// Twice SIGTERM ends a front at once, and its services with it.
Stage::~Stage() {
  std::error_code ignored;
  for (const auto& entry : std::filesystem::directory_iterator(root(), ignored)) {
    const auto process = Status(entry.path().filename().string()).value("process", 0);
    if (process > 0) ::kill(process, SIGKILL);
  }
}

auto Stage::Ask(const std::string& application, const nlohmann::json& command) const -> nlohmann::json {
  const auto answer = bot::front::Ask(Front(application), command.dump(), std::chrono::seconds(60));
  return answer ? nlohmann::json::parse(*answer, nullptr, false) : nlohmann::json(nlohmann::json::object());
}

auto Stage::Until(const std::string& application,
                  const std::function<bool(const nlohmann::json&)>& holds) const -> bool {
  for (int i = 0; i < 1000; ++i) {
    if (holds(Status(application))) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  return false;
}

auto Tracker() -> const std::string& {
  static const TemporaryFolder kFolder;
  static const std::string kProgram = [] {
    const auto made = MakeProject(INGOT_SOURCE_DIR "/samples/tracker/app.json", kFolder.path() + "/tracker",
                                  ProjectParts::kService);
    if (made.code != 0) std::cerr << made.output;
    return made.code == 0 ? kFolder.path() + "/tracker/build/release" : std::string();
  }();
  return kProgram;
}

auto TrackerSettings() -> std::map<std::string, std::string> {
  return {{"JWT_SECRET", "a-secret-of-tests-that-nobody-else-may-see"}, {"LOG_LEVEL", "warn"}};
}

auto TrackerRelease(int64_t number, int64_t fence) -> bot::DeployRequest {
  bot::DeployRequest request;
  request.application = kApplication;
  request.release = number;
  request.artifact = {"native", Tracker()};
  request.settings = TrackerSettings();
  request.fence = fence;
  return request;
}

auto ResidentKilobytes(int64_t process) -> int64_t {
  const std::string status = ReadFile("/proc/" + std::to_string(process) + "/status");
  const size_t place = status.find("VmRSS:");
  return place == std::string::npos ? -1 : std::atoll(status.c_str() + place + 6);
}

auto StatField(pid_t process, int number) -> std::string {
  std::istringstream fields(ReadFile("/proc/" + std::to_string(process) + "/stat"));
  std::string field;
  for (int i = 0; i < number; ++i) field.clear(), fields >> field;
  return field;
}

auto IsGone(pid_t process) -> bool {
  for (int i = 0; i < 200; ++i) {
    if (::kill(process, 0) != 0 || StatField(process, 3) == "Z") return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  return false;
}

}  // namespace ingot::test
