#include "tests/bot-front/raw_tcp.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <thread>
#include <utility>

namespace ingot::test {
namespace {

auto Loopback(uint16_t port) -> sockaddr_in {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = ::htons(port);
  address.sin_addr.s_addr = ::htonl(INADDR_LOOPBACK);
  return address;
}

}  // namespace

auto Tcp::To(uint16_t port) -> Tcp {
  Tcp client(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  const sockaddr_in address = Loopback(port);
  if (::connect(client.native_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
    ::close(std::exchange(client.native_, -1));
  return client;
}

auto Tcp::On(uint16_t port) -> Tcp {
  Tcp server(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  const int on = 1;
  ::setsockopt(server.native_, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  const sockaddr_in address = Loopback(port);
  if (::bind(server.native_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 ||
      ::listen(server.native_, 4096) != 0) {
    ::close(std::exchange(server.native_, -1));
  }
  return server;
}

Tcp::~Tcp() {
  if (native_ >= 0) ::close(native_);
}

Tcp::Tcp(Tcp&& other) noexcept : native_(std::exchange(other.native_, -1)) {}

auto Tcp::Port() const -> uint16_t {
  sockaddr_in address{};
  socklen_t size = sizeof address;
  ::getsockname(native_, reinterpret_cast<sockaddr*>(&address), &size);
  return ::ntohs(address.sin_port);
}

auto Tcp::Accept() const -> Tcp {
  pollfd wait{native_, POLLIN, 0};
  return Tcp(::poll(&wait, 1, 10'000) == 1 ? ::accept4(native_, nullptr, nullptr, SOCK_CLOEXEC) : -1);
}

auto Tcp::Send(const std::string& bytes) const -> bool {
  size_t sent = 0;
  while (sent < bytes.size()) {
    const ssize_t count = ::send(native_, bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return false;
    sent += static_cast<size_t>(count);
  }
  return true;
}

void Tcp::EndSending() const { ::shutdown(native_, SHUT_WR); }

void Tcp::Reset() {
  const linger hard{1, 0};
  ::setsockopt(native_, SOL_SOCKET, SO_LINGER, &hard, sizeof hard);
  ::close(std::exchange(native_, -1));
}

auto Tcp::Receive(size_t most, int milliseconds, std::string* ended) const -> std::string {
  std::string bytes;
  const auto end = std::chrono::steady_clock::now() + std::chrono::milliseconds(milliseconds);
  while (bytes.size() < most) {
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(end - std::chrono::steady_clock::now()).count();
    pollfd wait{native_, POLLIN, 0};
    if (::poll(&wait, 1, static_cast<int>(std::max<int64_t>(left, 0))) <= 0) return bytes;
    char chunk[64 << 10];
    const ssize_t count = ::recv(native_, chunk, std::min(sizeof chunk, most - bytes.size()), 0);
    if (count <= 0) {
      if (ended != nullptr) *ended = count == 0 ? "end" : "reset";
      return bytes;
    }
    bytes.append(chunk, static_cast<size_t>(count));
  }
  return bytes;
}

auto Get(const Tcp& connection, const std::string& path) -> HttpAnswer {
  HttpAnswer answer;
  if (!connection.Send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n")) {
    answer.how = "cannot send";
    return answer;
  }
  std::string text;
  while (text.find("\r\n\r\n") == std::string::npos) {
    const std::string more = connection.Receive(1, 20'000, &answer.how);
    if (more.empty()) return answer;
    text += more;
  }
  const size_t length = text.find("Content-Length: ");
  if (length != std::string::npos)
    answer.body =
        connection.Receive(std::strtoul(text.c_str() + length + 16, nullptr, 10), 20'000, &answer.how);
  answer.status = std::atoi(text.c_str() + 9);
  answer.closes = text.find("Connection: close") != std::string::npos;
  return answer;
}

auto GetsReady(uint16_t port, int milliseconds) -> bool {
  const auto end = std::chrono::steady_clock::now() + std::chrono::milliseconds(milliseconds);
  while (std::chrono::steady_clock::now() < end) {
    const Tcp client = Tcp::To(port);
    if (client.IsOpen() && Get(client, "/readyz").status == 200) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  return false;
}

auto PortOf(const std::string& address) -> uint16_t {
  return static_cast<uint16_t>(std::atoi(address.c_str() + address.rfind(':') + 1));
}

}  // namespace ingot::test
