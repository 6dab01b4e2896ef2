// Sends effects to one address, over a connection that is kept.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include <ingot/rt/outbox.hpp>

namespace httplib {
class Client;
}

namespace ingot::rt::outbox {

class Sender {
 public:
  explicit Sender(const OutboxTarget& target);
  ~Sender();

  // Empty when the receiver took it (2xx), else why not. Blocks for some seconds at most.
  [[nodiscard]] std::string post(std::string_view key, std::string_view mediaType, const std::string& body);
  // Ends what is under way. From another thread.
  void stop();

 private:
  std::string path_;
  std::string token_;
  std::unique_ptr<httplib::Client> client_;
};

}  // namespace ingot::rt::outbox
