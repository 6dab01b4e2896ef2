#include "bot/sandbox/cell/words.h"

#include <filesystem>

#include "bot/sandbox/cell/stage.h"

namespace ingot::bot::cell {
namespace {

namespace fs = std::filesystem;

using Words = std::vector<std::string>;

void Add(Words& words, const Words& more) { words.insert(words.end(), more.begin(), more.end()); }

// The tool chain of this machine. What an administrator put beside it stays out.
void AddSystem(Words& words) {
  Add(words, {"--ro-bind", "/usr", "/usr", "--tmpfs", "/usr/local", "--remount-ro", "/usr/local"});
  for (const char* folder : {"/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32"}) {
    std::error_code error;
    const auto status = fs::symlink_status(folder, error);
    if (fs::is_symlink(status)) {
      Add(words, {"--symlink", fs::read_symlink(folder, error).string(), folder});
    } else if (fs::is_directory(status)) {
      Add(words, {"--ro-bind", folder, folder});
    }
  }
  for (const char* file : {"/etc/alternatives", "/etc/ld.so.cache"}) Add(words, {"--ro-bind-try", file, file});
}

void AddDevices(Words& words) {
  Add(words, {"--size", "65536", "--tmpfs", "/dev"});
  for (const char* device : {"/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom"}) Add(words, {"--dev-bind", device, device});
  Add(words, {"--symlink", "/proc/self/fd", "/dev/fd", "--remount-ro", "/dev"});
}

void AddFiles(Words& words, const Options& options) {
  const std::string stage = kStage;
  if (!options.project.empty()) Add(words, {"--ro-bind", stage + "/project", "/project"});
  Add(words, {"--bind", stage + "/build", "/build", "--bind", stage + "/tmp", "/tmp"});
  for (size_t i = 0; i < options.reads.size(); ++i) Add(words, {"--ro-bind", stage + "/read" + std::to_string(i), options.reads[i].second});
}

}  // namespace

auto WordsOf(const Options& options, int filter, int status) -> std::vector<std::string> {
  // The network is one without any device that is up: this process made it before.
  Words words{"bwrap",
              "--unshare-user",
              "--disable-userns",
              "--unshare-ipc",
              "--unshare-pid",
              "--unshare-uts",
              "--unshare-cgroup-try",
              "--new-session",
              "--die-with-parent",
              "--uid",
              "1000",
              "--gid",
              "1000",
              "--hostname",
              "build",
              "--cap-drop",
              "ALL",
              "--clearenv"};
  for (const char* variable : {"PATH=/usr/bin:/bin", "HOME=/tmp", "TMPDIR=/tmp", "LANG=C.UTF-8"}) {
    const std::string text = variable;
    Add(words, {"--setenv", text.substr(0, text.find('=')), text.substr(text.find('=') + 1)});
  }
  for (const std::string& variable : options.variables) {
    if (const size_t middle = variable.find('='); middle != std::string::npos)
      Add(words, {"--setenv", variable.substr(0, middle), variable.substr(middle + 1)});
  }
  AddSystem(words);
  AddDevices(words);
  Add(words, {"--proc", "/proc"});
  AddFiles(words, options);
  Add(words, {"--remount-ro", "/", "--chdir", "/build", "--json-status-fd", std::to_string(status)});
  if (filter >= 0) Add(words, {"--seccomp", std::to_string(filter)});
  // Set inside, where nobody else's processes are counted.
  const std::string most = std::to_string(options.limits.processes);
  Add(words, {"--", "/usr/bin/prlimit", "--nproc=" + most + ":" + most, "--"});
  Add(words, options.words);
  return words;
}

}  // namespace ingot::bot::cell
