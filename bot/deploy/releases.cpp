#include "bot/deploy/releases.h"

#include <fcntl.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <cstdio>
#include <filesystem>
#include <functional>
#include <system_error>

namespace ingot::bot {
namespace {

namespace fs = std::filesystem;

// Regular files only: what a build left behind may be anything.
auto OpenProgram(const std::string& path, off_t& size) -> int {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
  struct stat found {};
  if (file >= 0 && ::fstat(file, &found) == 0 && S_ISREG(found.st_mode)) {
    size = found.st_size;
    return file;
  }
  if (file >= 0) ::close(file);
  return -1;
}

auto Copy(int from, off_t size, int to) -> bool {
  while (size > 0) {
    const ssize_t count = ::sendfile(to, from, nullptr, static_cast<size_t>(size));
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return false;
    size -= count;
  }
  return ::fchmod(to, 0755) == 0 && ::fsync(to) == 0;
}

}  // namespace

auto KeepRelease(const std::string& releases, int64_t number, const std::string& artifact)
    -> Result<std::string> {
  const std::string source = artifact + "/service";
  const std::string folder = releases + "/" + std::to_string(number);
  const std::string program = folder + "/service";
  const auto fail = [&](const std::string& what) {
    return tl::unexpected(
        Failure{FailureKind::kEnvironment, what + ": " + std::generic_category().message(errno), {}});
  };
  off_t size = 0;
  const int from = OpenProgram(source, size);
  if (from < 0) return fail("cannot read the program of the release, " + source);
  if (::mkdir(folder.c_str(), 0755) != 0 && errno != EEXIST) {
    ::close(from);
    return fail("cannot make the folder " + folder);
  }
  ::chmod(folder.c_str(), 0755);
  const std::string beside = program + ".new";
  ::unlink(beside.c_str());
  const int to = ::open(beside.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0755);
  const bool copied = to >= 0 && Copy(from, size, to);
  const int mistake = errno;
  ::close(from);
  if (to >= 0) ::close(to);
  errno = mistake;
  if (copied && ::rename(beside.c_str(), program.c_str()) == 0) return program;
  const auto failure = fail("cannot keep the program of the release, " + program);
  ::unlink(beside.c_str());
  return failure;
}

void PruneReleases(const std::string& releases, size_t count, const std::set<int64_t>& needed) {
  std::set<int64_t, std::greater<>> numbers;
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(releases, ignored)) {
    const std::string name = entry.path().filename().string();
    int64_t number = 0;
    const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), number);
    if (error == std::errc() && end == name.data() + name.size()) numbers.insert(number);
  }
  for (const int64_t number : numbers) {
    if (count > 0) {
      --count;
    } else if (!needed.contains(number)) {
      fs::remove_all(releases + "/" + std::to_string(number), ignored);
    }
  }
}

}  // namespace ingot::bot
