#include "tests/emitted/service_client.h"

#include <cctype>

#include <fmt/format.h>

namespace ingot::test {

auto ServiceClient::Ask(const std::string& method, const std::string& target, const std::string& body) -> Answer {
  std::string request = method + " " + target + " HTTP/1.1\r\nHost: localhost\r\n";
  if (!body.empty()) request += "Content-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) + "\r\n";
  request += "\r\n" + body;
  if (!connection_) connection_ = std::make_unique<rt::test::RawClient>(port_);
  connection_->send(request);
  auto reply = connection_->receive();
  if (!reply.whole || reply.headers["connection"] == "close") connection_.reset();
  Answer answer{reply.whole ? reply.status : 0, reply.body, nlohmann::json::parse(reply.body, nullptr, false)};
  const bool says_json = reply.headers["content-type"].find("json") != std::string::npos;
  if (says_json && answer.json.is_discarded()) answer.status = 0;
  return answer;
}

auto AskRaw(uint16_t port, const std::string& bytes) -> rt::test::RawReply {
  rt::test::RawClient connection(port);
  connection.send(bytes);
  connection.shutdownSend();
  return connection.receive();
}

auto PercentEncoded(const std::string& text) -> std::string {
  std::string encoded;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    encoded += byte < 0x80 && std::isalnum(byte) != 0 ? std::string(1, c) : fmt::format("%{:02X}", byte);
  }
  return encoded;
}

}  // namespace ingot::test
