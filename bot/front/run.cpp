// A front as a process: its lock, its limits, its signals.
#include <fcntl.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>

#include <boost/asio/signal_set.hpp>

#include "bot/front/front.h"

namespace ingot::bot::front {
namespace {

constexpr rlim_t kReserve = 128;  // descriptors for all but connections
constexpr size_t kMostConnections = 30'000;

// As many pairs as the descriptors are enough for.
auto MostConnections() -> size_t {
  rlimit files{};
  if (::getrlimit(RLIMIT_NOFILE, &files) != 0) return 256;
  files.rlim_cur = files.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &files);
  const rlim_t usable = files.rlim_cur > 2 * kReserve ? files.rlim_cur - kReserve : kReserve;
  return std::min<size_t>(kMostConnections, usable / 2);
}

auto Fail(const std::string& sentence) -> int {
  std::fprintf(stderr, "ingot-front: %s\n", sentence.c_str());
  return 3;
}

void Watch(boost::asio::signal_set& signals, Front& front, void (Front::*action)()) {
  signals.async_wait([&signals, &front, action](const ErrorCode& error, int) {
    if (error) return;
    (front.*action)();
    Watch(signals, front, action);
  });
}

}  // namespace

auto RunFront(const std::string& folder) -> int {
  if (folder.empty() || folder[0] != '/') return Fail("the folder of a front is an absolute path");
  ::umask(0077);
  ::signal(SIGPIPE, SIG_IGN);
  ::signal(SIGXFSZ, SIG_IGN);
  ::signal(SIGHUP, SIG_IGN);
  const int lock = ::open((folder + "/lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (lock < 0) return Fail("cannot open " + folder + "/lock");
  if (::flock(lock, LOCK_EX | LOCK_NB) != 0) return 4;
  const auto settings = LoadSettings(folder);
  if (!settings) return Fail(settings.error());
  auto state = LoadState(folder);
  if (!state) return Fail(state.error());
  Io io(1);
  LogFile log(folder + "/service.log", settings->log_bytes);
  Front front(io, folder, *settings, std::move(*state), log, MostConnections());
  Control control(
      io, [&front](const std::string& line, const Control::Answer& answer) { front.Handle(line, answer); });
  if (const std::string mistake = control.Listen(folder); !mistake.empty()) return Fail(mistake);
  boost::asio::signal_set children(io, SIGCHLD);
  boost::asio::signal_set ends(io, SIGTERM, SIGINT);
  Watch(children, front, &Front::Reap);
  Watch(ends, front, &Front::End);
  front.Begin();
  io.run();
  return 0;
}

}  // namespace ingot::bot::front
