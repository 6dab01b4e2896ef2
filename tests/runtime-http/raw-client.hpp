// A client that says exactly what a test wants, byte by byte.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace ingot::rt::test {

struct RawReply {
  int status = 0;
  std::map<std::string, std::string> headers;  // names in lower case
  std::string body;
  bool whole = false;  // false: the connection ended before the answer did
};

class RawClient {
 public:
  explicit RawClient(std::uint16_t port, int receiveBuffer = 0);
  ~RawClient();
  RawClient(const RawClient&) = delete;
  RawClient& operator=(const RawClient&) = delete;

  // False when the other side does not take it.
  bool send(std::string_view bytes);
  // The next answer; `noBody` for one to HEAD. Waits at most 20 seconds.
  RawReply receive(bool noBody = false);
  RawReply ask(std::string_view bytes) {
    send(bytes);
    return receive();
  }
  // True when the other side closes within the time, without another byte.
  bool closes(int milliseconds = 5000);
  void shutdownSend();
  // Resets the connection.
  void reset();
  [[nodiscard]] int native() const { return native_; }

 private:
  bool more();
  std::string line();
  std::string exactly(std::size_t count);
  void readChunks(RawReply& reply);

  int native_ = -1;
  std::string buffer_;
  bool ended_ = false;
};

}  // namespace ingot::rt::test
