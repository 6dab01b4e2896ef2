#include "tests/support/child.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <grp.h>
#include <netinet/in.h>
#include <pwd.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <stdexcept>

namespace ingot::test {
namespace {

// Null when it stays who it is.
auto Owner() -> const passwd* { return ::geteuid() == 0 ? ::getpwnam("postgres") : nullptr; }

[[noreturn]] void Become(std::vector<std::string>& words, const std::string& log, const passwd* owner) {
  std::vector<char*> argv;
  for (std::string& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);
  if (owner != nullptr && (::initgroups(owner->pw_name, owner->pw_gid) != 0 || ::setgid(owner->pw_gid) != 0 || ::setuid(owner->pw_uid) != 0)) {
    ::_exit(126);
  }
  ::prctl(PR_SET_PDEATHSIG, SIGQUIT);
  const int output = ::open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
  ::dup2(::open("/dev/null", O_RDONLY), 0);
  ::dup2(output, 1);
  ::dup2(output, 2);
  ::execvp(argv[0], argv.data());
  ::_exit(127);
}

}  // namespace

auto CanLeaveRoot() -> bool { return ::geteuid() != 0 || Owner() != nullptr; }

void GiveToChild(const std::string& path) {
  const passwd* owner = Owner();
  if (owner != nullptr && ::chown(path.c_str(), owner->pw_uid, owner->pw_gid) != 0) throw std::runtime_error("cannot give away " + path);
}

auto StartChild(std::vector<std::string> words, const std::string& log) -> pid_t {
  const passwd* owner = Owner();
  const pid_t child = ::fork();
  if (child == 0) Become(words, log, owner);
  return child;
}

auto FreePort() -> uint16_t {
  const int server = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = ::htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  ::bind(server, reinterpret_cast<const sockaddr*>(&address), size);
  ::getsockname(server, reinterpret_cast<sockaddr*>(&address), &size);
  ::close(server);
  return ::ntohs(address.sin_port);
}

}  // namespace ingot::test
