#include "service/health-check.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string_view>
#include <system_error>

namespace ingot::rt::service {
namespace {

constexpr timeval kPatience{2, 0};
constexpr std::string_view kRequest = "GET /readyz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
constexpr std::string_view kReady = "HTTP/1.1 200 ";

// Also for 0.0.0.0 and ::, which are no addresses to call.
socklen_t addressOf(const Config& config, sockaddr_storage& storage) {
  const auto port = htons(static_cast<std::uint16_t>(config.port));
  auto* v4 = reinterpret_cast<sockaddr_in*>(&storage);
  if (::inet_pton(AF_INET, config.host.c_str(), &v4->sin_addr) == 1) {
    if (v4->sin_addr.s_addr == INADDR_ANY) v4->sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    v4->sin_family = AF_INET;
    v4->sin_port = port;
    return sizeof *v4;
  }
  auto* v6 = reinterpret_cast<sockaddr_in6*>(&storage);
  ::inet_pton(AF_INET6, config.host.c_str(), &v6->sin6_addr);
  if (IN6_IS_ADDR_UNSPECIFIED(&v6->sin6_addr)) v6->sin6_addr = in6addr_loopback;
  v6->sin6_family = AF_INET6;
  v6->sin6_port = port;
  return sizeof *v6;
}

// The first line of the answer, or as much of it as came.
std::string firstLine(int native) {
  std::string text;
  char piece[512];
  while (text.find('\n') == std::string::npos && text.size() < 4096) {
    const ssize_t count = ::recv(native, piece, sizeof piece, 0);
    if (count <= 0) break;
    text.append(piece, static_cast<std::size_t>(count));
  }
  return text.substr(0, text.find_first_of("\r\n"));
}

bool ask(int native, const sockaddr_storage& address, socklen_t length, std::string& why) {
  ::setsockopt(native, SOL_SOCKET, SO_RCVTIMEO, &kPatience, sizeof kPatience);
  ::setsockopt(native, SOL_SOCKET, SO_SNDTIMEO, &kPatience, sizeof kPatience);
  if (::connect(native, reinterpret_cast<const sockaddr*>(&address), length) != 0 ||
      ::send(native, kRequest.data(), kRequest.size(), MSG_NOSIGNAL) != static_cast<ssize_t>(kRequest.size())) {
    why = std::generic_category().message(errno);
    return false;
  }
  const std::string line = firstLine(native);
  if (line.rfind(kReady, 0) == 0) return true;
  why = line.empty() ? "no answer" : line;
  return false;
}

}  // namespace

bool answersReady(const Config& config, std::string& why) {
  sockaddr_storage address{};
  const socklen_t length = addressOf(config, address);
  const int native = ::socket(address.ss_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (native < 0) {
    why = std::generic_category().message(errno);
    return false;
  }
  const bool ready = ask(native, address, length, why);
  ::close(native);
  return ready;
}

}  // namespace ingot::rt::service
