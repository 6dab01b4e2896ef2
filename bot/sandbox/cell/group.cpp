#include "bot/sandbox/cell/group.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <charconv>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace ingot::bot::cell {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kPrefix = "ingot-sandbox-";

auto Put(const std::string& path, const std::string& text) -> bool {
  const int file = ::open(path.c_str(), O_WRONLY | O_CLOEXEC);
  if (file < 0) return false;
  const bool written = ::write(file, text.data(), text.size()) == static_cast<ssize_t>(text.size());
  ::close(file);
  return written;
}

auto Has(const std::string& controllers, const std::string& name) -> bool {
  return ("," + controllers + ",").find("," + name + ",") != std::string::npos;
}

// The controllers, `memory` or `cpu,cpuacct` and none for version 2, and the folder of the group that this process is in.
struct Own {
  std::string controllers;
  std::string folder;
};

auto OwnGroups() -> std::vector<Own> {
  std::vector<Own> groups;
  std::ifstream own("/proc/self/cgroup");
  for (std::string line; std::getline(own, line);) {  // 4:memory:/a/b
    const size_t first = line.find(':');
    const size_t second = line.find(':', first + 1);
    if (second == std::string::npos) continue;
    const std::string controllers = line.substr(first + 1, second - first - 1);
    std::ifstream mounts("/proc/self/mountinfo");
    for (std::string mount; std::getline(mounts, mount);) {
      const size_t dash = mount.find(" - ");
      if (dash == std::string::npos) continue;
      std::istringstream left(mount);
      std::istringstream right(mount.substr(dash + 3));
      std::string skip, root, at, kind, source, settings;
      left >> skip >> skip >> skip >> root >> at;
      right >> kind >> source >> settings;
      const bool same = controllers.empty() ? kind == "cgroup2" : kind == "cgroup" && Has(settings, controllers.substr(0, controllers.find(',')));
      if (!same) continue;
      const std::string path = line.substr(second + 1);
      const std::string folder = at + (root == "/" ? path : std::string());
      groups.push_back({controllers, fs::is_directory(folder) ? folder : at});
    }
  }
  return groups;
}

// Groups whose sandbox is gone.
void Sweep(const std::string& parent) {
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(parent, error)) {
    const std::string name = entry.path().filename().string();
    if (!name.starts_with(kPrefix)) continue;
    pid_t owner = 0;
    std::from_chars(name.data() + kPrefix.size(), name.data() + name.size(), owner);
    if (owner > 0 && ::kill(owner, 0) != 0 && errno == ESRCH) ::rmdir(entry.path().c_str());
  }
}

}  // namespace

auto Group::Make(const std::string& parent) -> std::string {
  Sweep(parent);
  const std::string folder = parent + "/" + std::string(kPrefix) + std::to_string(::getpid());
  ::rmdir(folder.c_str());
  if (::mkdir(folder.c_str(), 0755) != 0) return {};
  folders_.push_back(folder);
  return folder;
}

void Group::MakeFirst(const std::string& parent, const std::string& controllers, const Limits& limits) {
  const bool memory = Has(controllers, "memory");
  const bool processes = Has(controllers, "pids");
  const bool processor = Has(controllers, "cpu");
  if (!memory && !processes && !(processor && limits.percent > 0)) return;
  const std::string folder = Make(parent);
  if (folder.empty()) return;
  if (memory) {
    memory_ = Put(folder + "/memory.limit_in_bytes", std::to_string(limits.memory));
    Put(folder + "/memory.memsw.limit_in_bytes", std::to_string(limits.memory));
  }
  if (processes) processes_ = Put(folder + "/pids.max", std::to_string(limits.processes));
  if (processor) Put(folder + "/cpu.cfs_quota_us", std::to_string(limits.percent * 1000));
}

auto Group::MakeSecond(const std::string& parent, const Limits& limits) -> bool {
  if (!fs::exists(parent + "/cgroup.controllers")) return false;
  Put(parent + "/cgroup.subtree_control", "+memory +pids");
  Put(parent + "/cgroup.subtree_control", "+cpu");
  const std::string folder = Make(parent);
  if (folder.empty()) return false;
  memory_ = Put(folder + "/memory.max", std::to_string(limits.memory)) || memory_;
  Put(folder + "/memory.swap.max", "0");
  Put(folder + "/memory.oom.group", "1");
  processes_ = Put(folder + "/pids.max", std::to_string(limits.processes)) || processes_;
  if (limits.percent > 0) Put(folder + "/cpu.max", std::to_string(limits.percent * 1000) + " 100000");
  return fs::exists(folder + "/memory.max");
}

Group::Group(const Limits& limits, const std::string& below) {
  if (below == "none") return;
  if (!below.empty()) {
    MakeSecond(below, limits);
    return;
  }
  for (const Own& own : OwnGroups()) {
    if (!own.controllers.empty()) {
      MakeFirst(own.folder, own.controllers, limits);
    } else if (!memory_ && !MakeSecond(own.folder, limits)) {
      // A group that holds processes gives its children nothing to bound; the one above may.
      if (!folders_.empty() && folders_.back().starts_with(own.folder)) {
        ::rmdir(folders_.back().c_str());
        folders_.pop_back();
      }
      MakeSecond(fs::path(own.folder).parent_path().string(), limits);
    }
  }
}

Group::~Group() {
  for (const std::string& folder : folders_) {
    for (int tries = 0; ::rmdir(folder.c_str()) != 0 && errno == EBUSY && tries < 50; ++tries) ::usleep(10000);
  }
}

auto Group::RanOutOfMemory() const -> bool {
  for (const std::string& folder : folders_) {
    for (const char* name : {"/memory.oom_control", "/memory.events"}) {
      std::ifstream in(folder + name);
      std::string word;
      for (int64_t number = 0; in >> word >> number;) {
        if (word == "oom_kill" && number > 0) return true;
      }
    }
  }
  return false;
}

auto Group::Join() const -> bool {
  bool joined = true;
  for (const std::string& folder : folders_) joined = Put(folder + "/cgroup.procs", "0") && joined;
  return joined;
}

}  // namespace ingot::bot::cell
