#include "bot/build/docker_files.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <thread>

#include "bot/sandbox/cell/tree.h"

namespace ingot::bot {
namespace {

namespace fs = std::filesystem;

constexpr int64_t kMostFiles = 20000;

auto Trouble(const std::string& text) -> tl::unexpected<Failure> { return tl::unexpected(Failure{FailureKind::kEnvironment, text, {}}); }

auto Whole(const std::string& path) -> std::string {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

// False when fewer bytes are left, or the disk is full.
auto Pour(std::istream& in, const std::string& path, int64_t most, bool all) -> bool {
  std::ofstream out(path, std::ios::binary | std::ios::trunc);
  std::array<char, 65536> block{};
  while (most > 0 && in) {
    in.read(block.data(), std::min<int64_t>(most, static_cast<int64_t>(block.size())));
    out.write(block.data(), in.gcount());
    most -= in.gcount();
  }
  return out.flush().good() && (!all || most == 0);
}

}  // namespace

DockerFiles::DockerFiles(const BuildRequest& request, std::string key, int64_t most)
    : request_(request), key_(std::move(key)), most_(most), cache_(fs::absolute(request.cache).string()), work_(cache_ + "/work") {}

DockerFiles::~DockerFiles() {
  std::error_code error;
  fs::remove_all(work_, error);
  if (lock_ >= 0) ::close(lock_);
}

auto DockerFiles::Open(Context& context) -> Result<void> {
  std::error_code error;
  fs::create_directories(cache_, error);
  lock_ = ::open((cache_ + "/lock").c_str(), O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
  if (lock_ < 0) return Trouble("the cache " + cache_ + " cannot be locked: " + std::strerror(errno));
  while (::flock(lock_, LOCK_EX | LOCK_NB) != 0) {
    if (context.Stopped()) return tl::unexpected(Failure{FailureKind::kStopped, "the job was stopped", {}});
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  known_ = Whole(cache_ + "/complete") == key_;
  fs::remove_all(work_, error);
  fs::create_directories(work_ + "/project", error);
  fs::create_directories(work_ + "/context", error);
  if (error) return Trouble("no folder can be made for the build: " + error.message());
  const cell::Handle project = cell::OpenFolder(AT_FDCWD, request_.project);
  const cell::Handle to = cell::OpenFolder(AT_FDCWD, work_ + "/project");
  const cell::Handle before = cell::OpenFolder(AT_FDCWD, known_ ? cache_ + "/project" : work_ + "/context");
  if (!project.ok()) return Trouble("the project " + request_.project + " cannot be read: " + std::strerror(errno));
  cell::Budget budget{most_, kMostFiles};
  const cell::Copied copied = cell::CopyInto(project.number(), to.number(), {static_cast<uid_t>(-1), before.number()}, budget);
  if (!copied.problem.empty()) return Trouble("the project cannot be copied: " + copied.problem);
  for (const std::string& path : copied.changed) known_ = known_ && !path.starts_with("runtime/");
  return {};
}

auto DockerFiles::archive() const -> std::string { return known_ ? cache_ + "/build.tar" : std::string(); }

auto DockerFiles::TakeApart() -> Result<void> {
  std::ifstream made(work_ + "/made", std::ios::binary);
  std::string line;
  std::array<char, 32> block{};
  made.getline(block.data(), block.size());
  line = block.data();
  int64_t size = 0;
  const auto read = std::from_chars(line.data(), line.data() + line.size(), size);
  if (read.ec != std::errc() || read.ptr != line.data() + line.size() || size <= 0 || size > most_) return Trouble("the container left no service");
  if (!Pour(made, work_ + "/context/service", size, true)) return Trouble("the service cannot be taken from the container");
  std::error_code error;
  fs::permissions(work_ + "/context/service", static_cast<fs::perms>(0755), error);
  if (!Pour(made, work_ + "/build.tar", most_, false)) return Trouble("the files of the build cannot be kept");
  return {};
}

void DockerFiles::Keep() {
  std::error_code error;
  fs::remove(cache_ + "/complete", error);
  fs::remove_all(cache_ + "/project", error);
  fs::rename(work_ + "/project", cache_ + "/project", error);
  if (!error) fs::rename(work_ + "/build.tar", cache_ + "/build.tar", error);
  if (!error) std::ofstream(cache_ + "/complete") << key_;
}

}  // namespace ingot::bot
