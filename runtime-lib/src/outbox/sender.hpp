// Sends effects to one address, over a connection that is kept.
#pragma once

#include <string>
#include <string_view>

#include <ingot/rt/outbox.hpp>

#include "outbound/client.hpp"

namespace ingot::rt::outbox {

class Sender {
 public:
  explicit Sender(const OutboxTarget& target);

  // Empty when the receiver took it (2xx), else why not. Blocks for some seconds at most.
  [[nodiscard]] std::string post(std::string_view key, std::string_view mediaType, const std::string& body);
  // Ends what is under way. From another thread.
  void stop() { client_.stop(); }

 private:
  struct Address {
    std::string origin;
    std::string path;
  };
  static Address addressOf(const OutboxTarget& target);
  Sender(const Address& address, std::string token);

  std::string path_;
  std::string token_;
  outbound::Client client_;
};

}  // namespace ingot::rt::outbox
