// Talks to a service as a test wants: byte for byte, over one connection, answers read as JSON.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include <nlohmann/json.hpp>

#include "tests/runtime-http/raw-client.hpp"

namespace ingot::test {

struct Answer {
  int status = 0;  // 0: no whole answer came, or its body is no JSON though it says so
  std::string body;
  nlohmann::json json;
};

class ServiceClient {
 public:
  explicit ServiceClient(uint16_t port) : port_(port) {}

  // `target` and `body` go out as they are; a body is sent as JSON.
  auto Ask(const std::string& method, const std::string& target, const std::string& body = "") -> Answer;

 private:
  uint16_t port_;
  std::unique_ptr<rt::test::RawClient> connection_;
};

// One answer to these bytes on a connection of their own; status 0 when it was closed without one.
auto AskRaw(uint16_t port, const std::string& bytes) -> rt::test::RawReply;

// A text as a part of a target: all but letters and digits is encoded.
auto PercentEncoded(const std::string& text) -> std::string;

}  // namespace ingot::test
