#include "bot/base/guard.h"

#include <fcntl.h>
#include <linux/close_range.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cerrno>

namespace ingot::bot {
namespace {

constexpr int kPoliteSeconds = 2;

// A handler of the bot's would run with its state cut in two.
void ForgetHandlers() {
  struct sigaction standard {};
  standard.sa_handler = SIG_DFL;
  for (int number = 1; number < NSIG; ++number) ::sigaction(number, &standard, nullptr);
}

void CloseFrom(unsigned first) {
  if (::close_range(first, ~0U, 0) == 0) return;
  for (int i = static_cast<int>(first); i < 4096; ++i) ::close(i);
}

[[noreturn]] void Become(const GuardedProgram& program, const sigset_t& none) {
  ::setpgid(0, 0);
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);  // of the guard, which somebody may end
  ::sigprocmask(SIG_SETMASK, &none, nullptr);
  if (::chdir(program.folder) != 0) ::_exit(126);
  const int input = ::open("/dev/null", O_RDONLY);
  // Pipes may have the numbers that they go to.
  const int output = ::fcntl(program.output, F_DUPFD, 10);
  const int errors = ::fcntl(program.errors, F_DUPFD, 10);
  if (input < 0 || ::dup2(input, 0) < 0 || ::dup2(output, 1) < 0 || ::dup2(errors, 2) < 0) ::_exit(126);
  CloseFrom(3);
  ::execve(program.path, program.words, program.environment);
  ::_exit(errno == ENOENT ? 127 : 126);
}

// Processes that made a group of their own became children of the guard when their parents ended. Whether there was any.
auto KillChildren() -> bool {
  const int list = ::open("/proc/thread-self/children", O_RDONLY | O_CLOEXEC);
  if (list < 0) return false;
  bool any = false;
  pid_t number = 0;
  char part[512];
  for (ssize_t size = 0; (size = ::read(list, part, sizeof part)) > 0;) {
    for (ssize_t i = 0; i < size; ++i) {
      if (part[i] >= '0' && part[i] <= '9') {
        number = number * 10 + (part[i] - '0');
        continue;
      }
      if (number > 1) any = ::kill(number, SIGKILL) == 0 || any;
      number = 0;
    }
  }
  ::close(list);
  return any;
}

void EndAll(pid_t group) {
  ::kill(-group, SIGKILL);
  // Each round ends a generation; one that forks all the time is not waited for longer than a few seconds.
  for (int round = 0; round < 500; ++round) {
    while (::waitpid(-1, nullptr, WNOHANG) > 0) {
    }
    if (!KillChildren()) return;
    const timespec pause{0, 10'000'000};
    ::nanosleep(&pause, nullptr);
  }
}

auto CodeOf(int status) -> int { return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status); }

// Waits for the program. Others that ended are children that it left behind.
auto Await(pid_t child, const sigset_t& awaited) -> int {
  timespec end{};
  bool ending = false;
  while (true) {
    int status = 0;
    for (pid_t ended = 0; (ended = ::waitpid(-1, &status, WNOHANG)) > 0;) {
      if (ended == child) return CodeOf(status);
    }
    timespec now{};
    ::clock_gettime(CLOCK_MONOTONIC, &now);
    if (ending && (now.tv_sec > end.tv_sec || (now.tv_sec == end.tv_sec && now.tv_nsec >= end.tv_nsec))) {
      ::kill(-child, SIGKILL);
      ::kill(child, SIGKILL);  // it may have made itself a group of its own
    }
    const timespec most{0, 200'000'000};
    const int got = ending ? ::sigtimedwait(&awaited, nullptr, &most) : ::sigwaitinfo(&awaited, nullptr);
    if (got == SIGTERM && !ending) {
      ending = true;
      end = now;
      end.tv_sec += kPoliteSeconds;
      ::kill(-child, SIGTERM);
    }
  }
}

}  // namespace

void RunGuarded(const GuardedProgram& program) {
  sigset_t awaited;
  sigset_t none;
  ::sigemptyset(&none);
  ::sigemptyset(&awaited);
  ::sigaddset(&awaited, SIGCHLD);
  ::sigaddset(&awaited, SIGTERM);
  sigset_t all;
  ::sigfillset(&all);
  ::sigprocmask(SIG_SETMASK, &all, nullptr);
  ForgetHandlers();
  ::setpgid(0, 0);  // what a terminal sends to the bot's group is not for the program
  ::prctl(PR_SET_CHILD_SUBREAPER, 1);
  ::prctl(PR_SET_PDEATHSIG, SIGTERM);
  if (::getppid() != program.bot) ::_exit(128 + SIGKILL);
  const pid_t child = ::_Fork();
  if (child < 0) ::_exit(126);
  if (child == 0) Become(program, none);
  ::setpgid(child, child);
  ::close(0);
  ::close(1);
  ::close(2);
  CloseFrom(3);
  const int code = Await(child, awaited);
  EndAll(child);
  ::_exit(code);
}

}  // namespace ingot::bot
