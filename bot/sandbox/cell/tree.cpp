#include "bot/sandbox/cell/tree.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <ctime>
#include <vector>

namespace ingot::bot::cell {
namespace {

constexpr int kDeepest = 64;
constexpr const char* kBeside = ".ingot-part";

auto Problem(const std::string& what, const std::string& path) -> Copied {
  return {"cannot " + what + " " + path + ": " + std::strerror(errno), errno == ENOSPC, {}};
}

auto NamesIn(int folder) -> std::vector<std::string> {
  std::vector<std::string> names;
  DIR* entries = ::fdopendir(::openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (entries == nullptr) return names;
  while (const dirent* entry = ::readdir(entries)) {
    const std::string name = entry->d_name;
    if (name != "." && name != "..") names.push_back(name);
  }
  ::closedir(entries);
  std::ranges::sort(names);
  return names;
}

auto Pour(int from, int to, int64_t size) -> bool {
  while (size > 0) {
    const ssize_t sent = ::sendfile(to, from, nullptr, static_cast<size_t>(std::min<int64_t>(size, 1 << 26)));
    if (sent < 0 && errno == EINTR) continue;
    if (sent <= 0) return false;
    size -= sent;
  }
  return true;
}

auto SameBytes(int left, int right) -> bool {
  std::array<char, 65536> first{};
  std::array<char, 65536> second{};
  for (off_t at = 0;;) {
    const ssize_t one = ::pread(left, first.data(), first.size(), at);
    const ssize_t other = ::pread(right, second.data(), second.size(), at);
    if (one != other || one < 0) return false;
    if (one == 0) return true;
    if (std::memcmp(first.data(), second.data(), static_cast<size_t>(one)) != 0) return false;
    at += one;
  }
}

auto Open(int folder, const std::string& name) -> Handle {
  return Handle(::openat(folder, name.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
}

void Delete(int folder, const std::string& name) {
  if (::unlinkat(folder, name.c_str(), 0) == 0 || errno != EISDIR) return;
  if (const Handle inner = OpenFolder(folder, name); inner.ok()) {
    for (const std::string& each : NamesIn(inner.number())) Delete(inner.number(), each);
  }
  ::unlinkat(folder, name.c_str(), AT_REMOVEDIR);
}

}  // namespace

void Clear(int folder) {
  for (const std::string& name : NamesIn(folder)) Delete(folder, name);
}

namespace {

class Copier {
 public:
  Copier(const Copying& copying, Budget& budget, bool like) : copying_(copying), budget_(budget), like_(like) {}

  auto Folder(int from, int to, int before, const std::string& path, int depth) -> bool {
    if (depth > kDeepest) return Fail({"there are too many folders in each other: " + path, true, {}});
    const auto names = NamesIn(from);
    if (like_) {
      for (const std::string& name : NamesIn(to)) {
        if (!std::ranges::binary_search(names, name)) Delete(to, name);
      }
    }
    return std::ranges::all_of(names, [&](const std::string& name) { return Entry(from, to, before, name, path + "/" + name, depth); });
  }

  auto taken() -> Copied& { return copied_; }

 private:
  auto Fail(Copied copied) -> bool {
    copied_.problem = copied.problem;
    copied_.too_much = copied.too_much;
    return false;
  }

  auto Entry(int from, int to, int before, const std::string& name, const std::string& path, int depth) -> bool {
    struct stat found {};
    if (::fstatat(from, name.c_str(), &found, AT_SYMLINK_NOFOLLOW) != 0) return Fail(Problem("read", path));
    if (S_ISDIR(found.st_mode)) return Inner(from, to, before, name, path, depth);
    if (S_ISREG(found.st_mode)) {
      budget_.files -= 1;
      budget_.bytes -= found.st_size;
      if (budget_.files < 0 || budget_.bytes < 0) return Fail({"there are more or larger files than may be copied", true, {}});
      if (like_ && Current(to, name, found)) return true;
    }
    if (like_) Delete(to, name);
    if (!S_ISREG(found.st_mode)) return true;
    return File(from, to, before, name, path, found);
  }

  auto Inner(int from, int to, int before, const std::string& name, const std::string& path, int depth) -> bool {
    if (--budget_.files < 0) return Fail({"there are more files than may be copied", true, {}});
    const Handle source = OpenFolder(from, name);
    if (!source.ok()) return Fail(Problem("read", path));
    Handle target = OpenFolder(to, name);
    if (!target.ok()) {
      Delete(to, name);
      if (::mkdirat(to, name.c_str(), 0755) != 0) return Fail(Problem("make", path));
      target = OpenFolder(to, name);
      if (!Own(target.number())) return Fail(Problem("give away", path));
    }
    const Handle earlier = before < 0 ? Handle() : OpenFolder(before, name);
    return Folder(source.number(), target.number(), earlier.number(), path, depth + 1);
  }

  auto Current(int to, const std::string& name, const struct stat& wanted) const -> bool {
    struct stat there {};
    return ::fstatat(to, name.c_str(), &there, AT_SYMLINK_NOFOLLOW) == 0 && S_ISREG(there.st_mode) && S_ISREG(wanted.st_mode) &&
           there.st_size == wanted.st_size && there.st_mtim.tv_sec == wanted.st_mtim.tv_sec && there.st_mtim.tv_nsec == wanted.st_mtim.tv_nsec &&
           (there.st_mode & 0100U) == (wanted.st_mode & 0100U);
  }

  auto Own(int file) const -> bool { return copying_.owner == static_cast<uid_t>(-1) || ::fchown(file, copying_.owner, copying_.owner) == 0; }

  // Its time of change when it is the same as before.
  auto TimeOf(int source, const struct stat& found, int before, const std::string& name, const std::string& path) -> timespec {
    if (copying_.before < 0) return found.st_mtim;
    struct stat earlier {};
    if (before >= 0) {
      const Handle old = Open(before, name);
      if (old.ok() && ::fstat(old.number(), &earlier) == 0 && earlier.st_size == found.st_size && SameBytes(source, old.number()))
        return earlier.st_mtim;
    }
    copied_.changed.insert(path.substr(1));
    timespec now{};
    ::clock_gettime(CLOCK_REALTIME, &now);
    return now;
  }

  auto File(int from, int to, int before, const std::string& name, const std::string& path, const struct stat& found) -> bool {
    const Handle source = Open(from, name);
    if (!source.ok()) return Fail(Problem("read", path));
    const std::string made = like_ ? name + kBeside : name;
    const Handle target(::openat(to, made.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, (found.st_mode & 0100U) != 0 ? 0755 : 0644));
    if (!target.ok() || !Own(target.number())) return Fail(Problem("make", path));
    if (!Pour(source.number(), target.number(), found.st_size)) return Fail(Problem("copy", path));
    const timespec time = TimeOf(source.number(), found, before, name, path);
    const std::array<timespec, 2> times{time, time};
    if (::futimens(target.number(), times.data()) != 0) return Fail(Problem("date", path));
    return !like_ || ::renameat(to, made.c_str(), to, name.c_str()) == 0 || Fail(Problem("rename", path));
  }

  Copying copying_;
  Budget& budget_;
  bool like_;
  Copied copied_;
};

}  // namespace

auto Handle::operator=(Handle&& other) noexcept -> Handle& {
  std::swap(number_, other.number_);
  return *this;
}

Handle::~Handle() {
  if (number_ >= 0) ::close(number_);
}

auto OpenFolder(int parent, const std::string& path) -> Handle {
  return Handle(::openat(parent, path.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
}

auto CopyInto(int from, int to, const Copying& copying, Budget& budget) -> Copied {
  Copier copier(copying, budget, false);
  copier.Folder(from, to, copying.before, "", 0);
  return copier.taken();
}

auto MakeLike(int from, int to, Budget& budget) -> Copied {
  Copier copier({}, budget, true);
  copier.Folder(from, to, -1, "", 0);
  return copier.taken();
}

auto CopyOut(int folder, const std::string& path, const std::string& to, mode_t mode, Budget& budget) -> Copied {
  const Handle source = Open(folder, path);
  struct stat found {};
  if (!source.ok() || ::fstat(source.number(), &found) != 0 || !S_ISREG(found.st_mode)) return {"the build left no file " + path, true, {}};
  budget.bytes -= found.st_size;
  if (budget.bytes < 0) return {path + " is too large", true, {}};
  const std::string beside = to + kBeside;
  ::unlink(beside.c_str());
  const Handle target(::open(beside.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode));
  if (!target.ok() || ::fchmod(target.number(), mode) != 0) return Problem("make", beside);
  if (!Pour(source.number(), target.number(), found.st_size) || ::fsync(target.number()) != 0) {
    Copied problem = Problem("copy", path);
    problem.too_much = false;  // the disk of this machine, not that of the sandbox
    ::unlink(beside.c_str());
    return problem;
  }
  if (::rename(beside.c_str(), to.c_str()) != 0) return Problem("rename", beside);
  return {};
}

}  // namespace ingot::bot::cell
