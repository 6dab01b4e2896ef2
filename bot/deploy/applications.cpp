#include "bot/deploy/applications.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <filesystem>
#include <system_error>
#include <thread>

#include <nlohmann/json.hpp>

#include "bot/front/client.h"

namespace ingot::bot {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

constexpr auto kBusyLimit = std::chrono::seconds(60);
constexpr auto kPause = std::chrono::milliseconds(100);

// An id becomes a part of paths and names.
auto IsId(const std::string& application) -> bool {
  if (application.empty() || application.size() > 64 || application[0] == '-') return false;
  for (const char c : application) {
    if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || c == '-')) return false;
  }
  return true;
}

auto Why(const char* what, const std::string& path) -> tl::unexpected<Failure> {
  return EnvironmentFailure(std::string("cannot ") + what + " " + path + ": " +
                            std::generic_category().message(errno));
}

auto MakeFolder(const std::string& path, mode_t mode) -> Result<void> {
  if (::mkdir(path.c_str(), mode) != 0 && errno != EEXIST) return Why("make the folder", path);
  struct stat found {};
  if (::lstat(path.c_str(), &found) != 0 || !S_ISDIR(found.st_mode))
    return EnvironmentFailure(path + " is in the way: it is no folder");
  if ((found.st_mode & 07777) != mode && ::chmod(path.c_str(), mode) != 0)
    return Why("set the rights of", path);
  return {};
}

// Held while a front's settings are made, so that two applications do not get one user.
class Lock {
 public:
  explicit Lock(const std::string& path)
      : file_(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600)) {
    while (file_ >= 0 && ::flock(file_, LOCK_EX) != 0 && errno == EINTR) {
    }
  }
  ~Lock() {
    if (file_ >= 0) ::close(file_);
  }
  Lock(const Lock&) = delete;
  auto operator=(const Lock&) -> Lock& = delete;
  auto IsHeld() const -> bool { return file_ >= 0; }

 private:
  int file_;
};

}  // namespace

auto EnvironmentFailure(std::string text) -> tl::unexpected<Failure> {
  return tl::unexpected(Failure{FailureKind::kEnvironment, std::move(text), {}});
}

auto EndOfWords(const std::string& words) -> End {
  constexpr std::string_view kCode = "ended with code ";
  int code = 128;  // a signal
  if (words.starts_with(kCode)) std::from_chars(words.data() + kCode.size(), words.data() + words.size(), code);
  // What runs a program says 126 and 127 when it cannot.
  return {words, code >= 126 ? FailureKind::kEnvironment : FailureKind::kDefinition};
}

auto StoppedFailure() -> tl::unexpected<Failure> {
  return tl::unexpected(Failure{FailureKind::kStopped, "the job was stopped", {}});
}

auto IsAlone(const std::map<std::string, std::string>& settings) -> bool {
  const auto url = settings.find("DATABASE_URL");
  if (url != settings.end() && !url->second.empty()) return url->second.starts_with("sqlite:");
  return !settings.contains("DATABASE_URL_FILE");
}

auto ServiceSettings(const std::map<std::string, std::string>& settings, const std::string& host)
    -> std::map<std::string, std::string> {
  auto all = settings;
  // It listens on loopback, and its clients do not call it there.
  if (host != "127.0.0.1" && host != "::1") all.emplace("ALLOWED_HOSTS", "*");
  return all;
}

auto Applications::NextUser() const -> uint32_t {
  if (options_.first_user == 0 || ::geteuid() != 0) return 0;
  uint32_t next = options_.first_user;
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(options_.root, ignored)) {
    const auto settings = front::LoadSettings(entry.path().string() + "/front");
    for (const uint32_t user : {settings ? settings->user : 0, OwnerOfData(entry.path().string())})
      next = std::max(next, user + 1);
  }
  return next;
}

auto Applications::OwnerOfData(const std::string& folder) const -> uint32_t {
  struct stat data {};
  const bool is_made = ::lstat((folder + "/data").c_str(), &data) == 0 && S_ISDIR(data.st_mode);
  return is_made && options_.first_user != 0 && data.st_uid >= options_.first_user ? data.st_uid : 0;
}

auto Applications::SettingsOf(const std::string& folder) const -> Result<front::Settings> {
  const Lock lock(options_.root + "/.lock");
  if (!lock.IsHeld()) return Why("open", options_.root + "/.lock");
  if (::access((folder + "/settings.json").c_str(), F_OK) == 0) {
    auto settings = front::LoadSettings(folder);
    if (!settings) return EnvironmentFailure(settings.error());
    return *settings;
  }
  front::Settings settings = options_.settings;
  // What an application left behind stays its own, and nobody else's.
  const uint32_t owner = ::geteuid() == 0 ? OwnerOfData(folder.substr(0, folder.rfind('/'))) : 0;
  settings.user = owner != 0 ? owner : NextUser();
  if (auto saved = front::SaveSettings(folder, settings); !saved) return EnvironmentFailure(saved.error());
  return settings;
}

auto Applications::Prepare(const std::string& application, uint32_t keeper) const -> Result<void> {
  if (!IsId(application))
    return EnvironmentFailure(
        "the id of the application is no id: it may hold small letters, digits and hyphens");
  if (options_.root.empty() || options_.root[0] != '/')
    return EnvironmentFailure("the folder of deployed applications has to be an absolute path");
  std::error_code error;
  fs::create_directories(options_.root, error);
  if (error) return EnvironmentFailure("cannot make the folder " + options_.root + ": " + error.message());
  const std::string folder = FolderOf(application);
  for (const auto& [path, mode] : {std::pair{folder, mode_t{0711}},
                                   {folder + "/front", 0700},
                                   {folder + "/releases", 0755},
                                   {folder + "/data", 0700}}) {
    if (auto made = MakeFolder(path, mode); !made) return made;
  }
  const auto settings = SettingsOf(folder + "/front");
  if (!settings) return tl::unexpected(settings.error());
  const uint32_t owner = keeper != 0 ? keeper : settings->user;
  struct stat data {};
  const std::string path = folder + "/data";
  if (owner != 0 && ::geteuid() == 0 && ::lstat(path.c_str(), &data) == 0 && data.st_uid != owner &&
      ::lchown(path.c_str(), owner, owner) != 0) {
    return Why("give away", path);
  }
  return front::EnsureFront(options_.front, folder + "/front");
}

auto Applications::Exists(const std::string& application) const -> bool {
  return IsId(application) && ::access((FolderOf(application) + "/front/settings.json").c_str(), F_OK) == 0;
}

auto Applications::Tell(const std::string& application, const Json& command, Context* context) const
    -> Result<Json> {
  const auto end = std::chrono::steady_clock::now() + kBusyLimit;
  for (;;) {
    auto answer = front::Ask(FolderOf(application) + "/front",
                             command.dump(-1, ' ', false, Json::error_handler_t::replace));
    if (!answer) return tl::unexpected(answer.error());
    auto json = Json::parse(*answer, nullptr, false);
    if (!json.is_object())
      return EnvironmentFailure("the front of the application gave an answer that cannot be read");
    if (json.value("ok", false)) return json;
    const auto kind = json.value("kind", std::string());
    const auto text = json.value("error", std::string("the front of the application refused a command"));
    if (kind == "fenced") return tl::unexpected(Failure{FailureKind::kStopped, text, {}});
    if (kind != "busy" || std::chrono::steady_clock::now() >= end) return EnvironmentFailure(text);
    if (context != nullptr && context->Stopped())
      return StoppedFailure();
    std::this_thread::sleep_for(kPause);
  }
}

auto Applications::Serves(const std::string& application, Context& context) const -> Result<Serving> {
  if (!Exists(application)) return Serving{};
  if (auto running = front::EnsureFront(options_.front, FolderOf(application) + "/front"); !running)
    return tl::unexpected(running.error());
  const auto status = Tell(application, {{"command", "status"}}, &context);
  if (!status) return tl::unexpected(status.error());
  const Json& serving = status->at("serving");
  if (!serving.is_object()) return Serving{};
  return Serving{serving.value("release", int64_t{0}), serving.value("releaseId", std::string()), AddressOf(*status),
                 serving.value("foreign", false)};
}

auto Applications::Remove(const std::string& application, Context& context) const -> Result<void> {
  if (!Exists(application)) return {};
  const std::string folder = FolderOf(application);
  if (auto running = front::EnsureFront(options_.front, folder + "/front"); !running) return running;
  if (auto told = Tell(application, {{"command", "remove"}}, &context); !told)
    return tl::unexpected(told.error());
  const auto end = std::chrono::steady_clock::now() + kBusyLimit;
  while (front::Ask(folder + "/front", R"({"command":"status"})", std::chrono::seconds(5))) {
    if (std::chrono::steady_clock::now() >= end)
      return EnvironmentFailure("the front of the application does not end; its folder is " + folder);
    std::this_thread::sleep_for(kPause);
  }
  std::error_code error;
  fs::remove_all(folder + "/releases", error);
  if (!error) fs::remove_all(folder + "/front", error);
  if (error) return EnvironmentFailure("cannot remove folders below " + folder + ": " + error.message());
  return {};
}

auto Applications::AddressOf(const Json& answer) -> std::string {
  const auto host = answer.value("host", std::string());
  const auto port = std::to_string(answer.value("port", 0));
  if (host == "0.0.0.0") return "127.0.0.1:" + port;
  if (host == "::") return "[::1]:" + port;
  return (host.find(':') == std::string::npos ? host : "[" + host + "]") + ":" + port;
}

}  // namespace ingot::bot
