// Plain TCP for tests: a client, and a server that answers as it is told.
#pragma once

#include <cstdint>
#include <string>

namespace ingot::test {

// A socket, closed with the object.
class Tcp {
 public:
  explicit Tcp(int native) : native_(native) {}
  // Connected to a port of loopback; `IsOpen` is false when nobody listens.
  static auto To(uint16_t port) -> Tcp;
  // Listens on a port of loopback, 0: any.
  static auto On(uint16_t port) -> Tcp;
  ~Tcp();
  Tcp(Tcp&& other) noexcept;
  auto operator=(Tcp&&) -> Tcp& = delete;

  auto IsOpen() const -> bool { return native_ >= 0; }
  auto native() const -> int { return native_; }
  auto Port() const -> uint16_t;
  auto Accept() const -> Tcp;
  auto Send(const std::string& bytes) const -> bool;
  void EndSending() const;
  void Reset();
  // What came within the time; `ended` says why it is no more: "" (time), "end", "reset".
  auto Receive(size_t most, int milliseconds, std::string* ended = nullptr) const -> std::string;

 private:
  int native_;
};

struct HttpAnswer {
  int status = 0;  // 0: none came
  std::string body;
  bool closes = false;
  std::string how;  // without an answer: how the connection ended
};

// One request on a connection that is kept.
auto Get(const Tcp& connection, const std::string& path) -> HttpAnswer;
// On a new connection; waits at most `milliseconds` for status 200.
auto GetsReady(uint16_t port, int milliseconds = 20'000) -> bool;
auto PortOf(const std::string& address) -> uint16_t;

}  // namespace ingot::test
