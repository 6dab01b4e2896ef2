#include "bot/sandbox/cell/cell.h"

#include <fcntl.h>
#include <grp.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <cstring>

#include "bot/sandbox/cell/filter.h"
#include "bot/sandbox/cell/group.h"
#include "bot/sandbox/cell/lines.h"
#include "bot/sandbox/cell/watch.h"
#include "bot/sandbox/cell/words.h"

namespace ingot::bot::cell {
namespace {

using Clock = std::chrono::steady_clock;
using Kind = Verdict::Kind;

constexpr int kFilter = 3;  // file descriptors of bubblewrap
constexpr int kStatus = 4;
constexpr int kTick = 50;  // milliseconds

struct Pipe {
  Pipe() {
    std::array<int, 2> ends{-1, -1};
    if (::pipe2(ends.data(), O_CLOEXEC) == 0) {
      out = Handle(ends[0]);
      in = Handle(ends[1]);
    }
  }
  Handle out;
  Handle in;
};

void Limit(int what, int64_t most) {
  const rlimit limit{static_cast<rlim_t>(most), static_cast<rlim_t>(most)};
  ::setrlimit(static_cast<__rlimit_resource>(what), &limit);
}

void LimitAll(const Limits& limits, bool memory) {
  Limit(RLIMIT_CORE, 0);
  Limit(RLIMIT_CPU, limits.cpu);
  Limit(RLIMIT_FSIZE, limits.file);
  Limit(RLIMIT_NOFILE, limits.open_files);
  Limit(RLIMIT_MEMLOCK, 1 << 16);
  Limit(RLIMIT_MSGQUEUE, 0);
  Limit(RLIMIT_SIGPENDING, 1024);
  if (memory) Limit(RLIMIT_AS, limits.memory);
}

// What `exec` takes, made before the fork.
struct Start {
  std::vector<std::string> words;
  std::vector<char*> pointers;
  int output = -1;
  int status = -1;
  int filter = -1;
};

[[noreturn]] void Give(const char* what) {
  ::dprintf(STDERR_FILENO, "ingot-sandbox: %s: %s\n", what, std::strerror(errno));
  ::_exit(126);
}

[[noreturn]] void Become(const Options& options, const Start& start, const Group& group) {
  const bool root = ::geteuid() == 0;
  if (!group.Join()) Give("the control group cannot be joined");
  if (::unshare(CLONE_NEWNET) != 0) Give("there is no network namespace to be had");
  LimitAll(options.limits, !group.bounds_memory());
  const auto user = static_cast<uid_t>(options.user);
  if (root && (::setgroups(0, nullptr) != 0 || ::setresgid(user, user, user) != 0 || ::setresuid(user, user, user) != 0))
    Give("the user cannot be changed");
  if (::prctl(PR_SET_PDEATHSIG, SIGKILL) != 0 || ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) Give("privileges cannot be given up");
  if (::chdir("/") != 0) Give("/");
  sigset_t none;
  ::sigemptyset(&none);
  ::sigprocmask(SIG_SETMASK, &none, nullptr);
  // Above all numbers that are set below, so that none is overwritten before it was used.
  const int status = ::fcntl(start.status, F_DUPFD, 100);
  const int filter = ::fcntl(start.filter, F_DUPFD, 100);
  ::dup2(::open("/dev/null", O_RDONLY), STDIN_FILENO);
  ::dup2(start.output, STDOUT_FILENO);
  ::dup2(start.output, STDERR_FILENO);
  ::dup2(status, kStatus);
  ::dup2(filter, kFilter);
  ::close_range(kStatus + 1, ~0U, 0);
  // Whoever looks at the processes inside sees its environment: there is none.
  char* environment[] = {nullptr};
  ::execve("/usr/bin/bwrap", start.pointers.data(), environment);
  Give(errno == ENOENT ? "bubblewrap is not installed (scripts/bootstrap installs it)" : "bubblewrap cannot be started");
}

class Cell {
 public:
  Cell(const Options& options, const Stage& stage)
      : options_(options),
        stage_(stage),
        group_(options.limits, options.cgroup),
        lines_(options.limits.log, [](const std::string& line) { Print(line); }) {}

  auto Run() -> Verdict;

 private:
  static void Print(const std::string& line) {
    const std::string text = line + "\n";
    for (size_t at = 0; at < text.size();) {
      const ssize_t written = ::write(STDERR_FILENO, text.data() + at, text.size() - at);
      if (written <= 0 && errno != EINTR) return;
      if (written > 0) at += static_cast<size_t>(written);
    }
  }

  auto StartIt() -> bool;
  void Read();
  void Signals();
  void Look();
  void End(Kind why);
  auto Judge() -> Verdict;

  const Options& options_;
  const Stage& stage_;
  Group group_;
  Lines lines_;
  Pipe output_;
  Pipe status_;
  Pipe filter_;
  Handle signals_;
  pid_t child_ = -1;
  int code_ = 0;
  bool over_ = false;
  Kind reason_ = Kind::kExited;
  bool full_ = false;
  Clock::time_point start_ = Clock::now();
};

auto Cell::StartIt() -> bool {
  // A pipe holds the filter, which is shorter than its buffer.
  const std::string program = SystemCallFilter();
  if (::write(filter_.in.number(), program.data(), program.size()) != static_cast<ssize_t>(program.size())) return false;
  filter_.in = Handle();
  Start start;
  start.words = WordsOf(options_, program.empty() ? -1 : kFilter, kStatus);
  for (std::string& word : start.words) start.pointers.push_back(word.data());
  start.pointers.push_back(nullptr);
  start.output = output_.in.number();
  start.status = status_.in.number();
  start.filter = filter_.out.number();
  child_ = ::fork();
  if (child_ == 0) Become(options_, start, group_);
  output_.in = Handle();
  status_.in = Handle();
  return child_ > 0;
}

void Cell::Read() {
  std::array<char, 65536> block{};
  for (;;) {
    const ssize_t length = ::read(output_.out.number(), block.data(), block.size());
    if (length > 0) lines_.Add({block.data(), static_cast<size_t>(length)});
    if (length == 0) output_.out = Handle();
    if (length < static_cast<ssize_t>(block.size())) return;
    Look();  // whoever prints without end is watched too
    if (over_) return;
  }
}

// Processes that outlive bubblewrap's own are children of this process from then on, until all are gone.
void Cell::Signals() {
  signalfd_siginfo info{};
  while (::read(signals_.number(), &info, sizeof info) == static_cast<ssize_t>(sizeof info)) {
    if (info.ssi_signo != SIGCHLD) End(Kind::kStopped);
  }
  int status = 0;
  for (;;) {
    const pid_t gone = ::waitpid(-1, &status, WNOHANG);
    if (gone == child_) code_ = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    if (gone < 0 && errno == ECHILD) over_ = true;
    if (gone <= 0) return;
  }
}

void Cell::Look() {
  if (stage_.Full()) full_ = true;
  if (Clock::now() - start_ > std::chrono::seconds(options_.limits.seconds)) End(Kind::kTime);
  if (!group_.bounds_memory() && ResidentBelow(child_) > options_.limits.memory) End(Kind::kMemory);
}

// Without bubblewrap its first process inside is ended by the kernel, and with that one all others.
void Cell::End(Kind why) {
  if (reason_ == Kind::kExited) reason_ = why;
  ::kill(child_, SIGKILL);
}

auto Cell::Judge() -> Verdict {
  std::array<char, 4096> block{};
  const ssize_t length = ::read(status_.out.number(), block.data(), block.size());
  const std::string status(block.data(), length > 0 ? static_cast<size_t>(length) : 0);
  if (reason_ != Kind::kExited) return {reason_, 0, {}};
  if (status.find("\"exit-code\"") == std::string::npos && code_ < 128) return {Kind::kCannot, code_, "bubblewrap makes no sandbox on this machine"};
  if (code_ != 0 && group_.RanOutOfMemory()) return {Kind::kMemory, 0, {}};
  if (code_ != 0 && (full_ || stage_.Full())) return {Kind::kDisk, 0, {}};
  return {Kind::kExited, code_, {}};
}

auto Cell::Run() -> Verdict {
  sigset_t watched;
  ::sigemptyset(&watched);
  for (const int signal : {SIGCHLD, SIGTERM, SIGINT, SIGHUP}) ::sigaddset(&watched, signal);
  ::sigprocmask(SIG_BLOCK, &watched, nullptr);
  signals_ = Handle(::signalfd(-1, &watched, SFD_CLOEXEC | SFD_NONBLOCK));
  ::prctl(PR_SET_CHILD_SUBREAPER, 1);
  ::fcntl(output_.out.number(), F_SETFL, O_NONBLOCK);
  ::fcntl(status_.out.number(), F_SETFL, O_NONBLOCK);
  if (!StartIt()) return {Kind::kCannot, 0, "no process can be started"};
  while (!over_) {
    std::array<pollfd, 2> ends{pollfd{signals_.number(), POLLIN, 0}, pollfd{output_.out.number(), POLLIN, 0}};
    ::poll(ends.data(), ends.size(), kTick);
    if (ends[1].revents != 0) Read();
    Signals();
    Look();
  }
  if (output_.out.ok()) Read();
  lines_.End();
  return Judge();
}

}  // namespace

auto RunCell(const Options& options, const Stage& stage) -> Verdict { return Cell(options, stage).Run(); }

auto Shown(const Verdict& verdict) -> std::string {
  switch (verdict.kind) {
    case Kind::kExited: return "exited " + std::to_string(verdict.code);
    case Kind::kCannot: return "cannot " + verdict.text;
    case Kind::kTime: return "time";
    case Kind::kMemory: return "memory";
    case Kind::kDisk: return "disk";
    case Kind::kStopped: return "stopped";
  }
  return "cannot";
}

}  // namespace ingot::bot::cell
