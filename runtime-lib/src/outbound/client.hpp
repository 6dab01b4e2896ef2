// How the service calls others over HTTP: on a connection that is kept, with certificates checked, never for long without a byte.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <span>
#include <string>

namespace httplib {
class Client;
}

namespace ingot::rt::outbound {

// In seconds.
struct Patience {
  int connect;
  int answer;  // without a byte, either way
};

struct Call {
  std::string method;
  std::string path;
  std::map<std::string, std::string> headers;
  std::string body = {};
  // Gives bytes of a body that is too large for memory, from an offset on, at least one; of a PUT, instead of `body`.
  std::function<std::size_t(std::span<char> into, std::int64_t offset)> bytes = {};
  std::int64_t size = 0;  // of that body
  std::size_t mostBytes = std::size_t{64} << 10;  // of the answer's body; a larger one is a fault
};

struct Answer {
  int status = 0;  // 0: there is none
  std::string body;
  std::string fault;  // why there is none
  [[nodiscard]] bool isGood() const { return status >= 200 && status < 300; }
};

// For one thread at a time, `stop` aside. It follows no redirect.
class Client {
 public:
  // For `http[s]://host[:port]`.
  Client(const std::string& origin, Patience patience);
  ~Client();
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  // Blocks. What `bytes` throws goes through; then the client is of no use any more.
  [[nodiscard]] Answer send(const Call& call);
  // Ends what is under way. From another thread.
  void stop();

 private:
  std::unique_ptr<httplib::Client> client_;
};

}  // namespace ingot::rt::outbound
