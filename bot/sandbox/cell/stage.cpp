#include "bot/sandbox/cell/stage.h"

#include <fcntl.h>
#include <sched.h>
#include <sys/file.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>

namespace ingot::bot::cell {
namespace {

// What stands in a cache beside the copies of /project and /build.
constexpr const char* kMark = "complete";

auto Because(const std::string& what) -> std::string { return what + ": " + std::strerror(errno); }

auto PathOf(const Handle& handle) -> std::string { return "/proc/self/fd/" + std::to_string(handle.number()); }

auto Write(const std::string& path, const std::string& text) -> bool {
  const Handle file(::open(path.c_str(), O_WRONLY | O_CLOEXEC));
  return file.ok() && ::write(file.number(), text.data(), text.size()) == static_cast<ssize_t>(text.size());
}

auto Whole(const std::string& path) -> std::string {
  std::ifstream in(path);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

// Who is not root gets the right to mount in a user namespace, in which it stays who it is.
auto LeaveOthers() -> std::string {
  const uid_t user = ::geteuid();
  const gid_t group = ::getegid();
  if (::unshare(user == 0 ? CLONE_NEWNS : CLONE_NEWNS | CLONE_NEWUSER) != 0) return Because("this machine gives no namespaces");
  if (user != 0) {
    Write("/proc/self/setgroups", "deny");
    const auto same = [](uint32_t id) { return std::to_string(id) + " " + std::to_string(id) + " 1"; };
    if (!Write("/proc/self/uid_map", same(user)) || !Write("/proc/self/gid_map", same(group)))
      return Because("this machine gives no user namespaces");
  }
  if (::mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0) return Because("mounts cannot be made private");
  return {};
}

// A cache holds for one boot of the machine: after a crash of it, what was written last may be half there.
auto MarkOf(const Options& options) -> std::string { return Whole("/proc/sys/kernel/random/boot_id") + options.key; }

auto ReadMark(const Handle& cache) -> std::string { return Whole(PathOf(cache) + "/" + kMark); }

auto Part(const Handle& folder, const char* name) -> Handle {
  ::mkdirat(folder.number(), name, 0755);
  return OpenFolder(folder.number(), name);
}

}  // namespace

auto Stage::OpenSources(const Options& options) -> std::string {
  if (!options.project.empty()) {
    project_ = OpenFolder(AT_FDCWD, options.project);
    if (!project_.ok()) return Because("the project " + options.project + " cannot be read");
  }
  if (!options.cache.empty()) {
    cache_ = OpenFolder(AT_FDCWD, options.cache);
    if (!cache_.ok()) return Because("the cache " + options.cache + " cannot be read");
    lock_ = Handle(::openat(cache_.number(), "lock", O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600));
    if (!lock_.ok()) return Because("the cache " + options.cache + " cannot be locked");
  }
  for (const auto& [host, inside] : options.reads) {
    reads_.emplace_back(::open(host.c_str(), O_PATH | O_CLOEXEC));
    if (!reads_.back().ok()) return Because(host + " cannot be read");
  }
  for (const auto& [name, to] : options.results) {
    const size_t slash = to.rfind('/');
    outputs_.emplace_back(to.substr(slash + 1), OpenFolder(AT_FDCWD, slash == std::string::npos ? "." : to.substr(0, slash + 1)));
    if (!outputs_.back().second.ok()) return Because("the folder of " + to + " cannot be opened");
  }
  return {};
}

auto Stage::Mount(const Options& options) -> std::string {
  const std::string settings = "mode=0755,size=" + std::to_string(options.limits.disk) + ",nr_inodes=" + std::to_string(options.limits.files);
  if (::mount("ingot-sandbox", kStage, "tmpfs", MS_NOSUID | MS_NODEV, settings.c_str()) != 0) return Because("no file system can be mounted");
  stage_ = OpenFolder(AT_FDCWD, kStage);
  for (const char* name : {"project", "build", "tmp"}) {
    if (::mkdirat(stage_.number(), name, 0755) != 0 ||
        (owner_ != static_cast<uid_t>(-1) && ::fchownat(stage_.number(), name, owner_, owner_, 0) != 0)) {
      return Because("no folders can be made in the sandbox");
    }
  }
  for (size_t i = 0; i < reads_.size(); ++i) {
    const std::string at = std::string(kStage) + "/read" + std::to_string(i);
    struct stat found {};
    ::fstat(reads_[i].number(), &found);
    const bool made = S_ISDIR(found.st_mode) ? ::mkdir(at.c_str(), 0755) == 0 : Handle(::open(at.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0644)).ok();
    if (!made || ::mount(PathOf(reads_[i]).c_str(), at.c_str(), nullptr, MS_BIND, nullptr) != 0)
      return Because(options.reads[i].first + " cannot be shown inside");
  }
  return {};
}

auto Stage::Open(const Options& options) -> std::string {
  if (::geteuid() == 0) owner_ = static_cast<uid_t>(options.user);
  std::string problem = LeaveOthers();
  if (problem.empty()) problem = OpenSources(options);
  if (problem.empty()) problem = Mount(options);
  return problem;
}

auto Stage::Fill(const Options& options) -> std::string {
  if (lock_.ok()) {
    while (::flock(lock_.number(), LOCK_EX) != 0) {
      if (errno != EINTR) return Because("the cache cannot be locked");
    }
  }
  if (!project_.ok()) return {};
  const bool known = cache_.ok() && ReadMark(cache_) == MarkOf(options);
  const Handle before = known ? OpenFolder(cache_.number(), "project") : Handle();
  // Everything is new when nothing is known of before.
  const Handle none = OpenFolder(stage_.number(), "tmp");
  const Copying copying{owner_, before.ok() ? before.number() : none.number()};
  Budget budget{options.limits.disk, options.limits.files};
  const Copied project = CopyInto(project_.number(), OpenFolder(stage_.number(), "project").number(), copying, budget);
  if (!project.problem.empty()) return project.problem;
  return before.ok() ? FillBuild(options, project) : std::string();
}

auto Stage::FillBuild(const Options& options, const Copied& project) -> std::string {
  const bool stale = std::ranges::any_of(project.changed, [&](const std::string& path) {
    return std::ranges::any_of(options.fresh, [&](const std::string& folder) { return path.starts_with(folder + "/"); });
  });
  const Handle cached = stale ? Handle() : OpenFolder(cache_.number(), "build");
  if (!cached.ok()) return {};
  Budget budget{options.limits.disk, options.limits.files};
  return CopyInto(cached.number(), OpenFolder(stage_.number(), "build").number(), {owner_, -1}, budget).problem;
}

auto Stage::Keep(const Options& options) -> Copied {
  const Handle build = OpenFolder(stage_.number(), "build");
  Budget budget{options.limits.disk, options.limits.files};
  for (size_t i = 0; i < outputs_.size(); ++i) {
    Copied copied = CopyOut(build.number(), options.results[i].first, PathOf(outputs_[i].second) + "/" + outputs_[i].first, 0755, budget);
    if (!copied.problem.empty()) return copied;
  }
  if (cache_.ok()) {
    // A cache that cannot be kept makes the next build slower, and is no reason to lose this one.
    ::unlinkat(cache_.number(), kMark, 0);
    if (KeepCache(options).empty()) {
      const Handle mark(::openat(cache_.number(), kMark, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0600));
      const std::string text = MarkOf(options);
      if (::write(mark.number(), text.data(), text.size()) != static_cast<ssize_t>(text.size())) ::unlinkat(cache_.number(), kMark, 0);
    }
  }
  return {};
}

auto Stage::KeepCache(const Options& options) -> std::string {
  for (const char* name : {"project", "build"}) {
    Budget budget{options.limits.disk, options.limits.files};
    const Handle to = Part(cache_, name);
    if (!to.ok()) return Because("the cache cannot be written");
    const Copied copied = MakeLike(OpenFolder(stage_.number(), name).number(), to.number(), budget);
    if (copied.problem.empty()) continue;
    Clear(to.number());
    return copied.problem;
  }
  return {};
}

auto Stage::Full() const -> bool {
  struct statvfs found {};
  return ::fstatvfs(stage_.number(), &found) == 0 && (found.f_bavail < 256 || found.f_ffree < 8);
}

}  // namespace ingot::bot::cell
