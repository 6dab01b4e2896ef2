#include "bot/front/port.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <random>

namespace ingot::bot::front {
namespace {

// -1 when somebody has it.
auto Bound(uint16_t number) -> int {
  const int held = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = ::htons(number);
  address.sin_addr.s_addr = ::htonl(INADDR_LOOPBACK);
  const int on = 1;
  if (::bind(held, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0 &&
      ::setsockopt(held, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) == 0) {
    return held;
  }
  ::close(held);
  return -1;
}

}  // namespace

auto Port::Any(uint16_t first, uint16_t last) -> std::optional<Port> {
  std::random_device random;
  const uint32_t count = uint32_t{last} - first + 1;
  const uint32_t offset = random() % count;
  for (uint32_t i = 0; i < count; ++i) {
    const auto number = static_cast<uint16_t>(first + (offset + i) % count);
    const int held = Bound(number);
    if (held >= 0) return Port(number, held);
  }
  return std::nullopt;
}

Port::~Port() {
  if (held_ >= 0) ::close(held_);
}

}  // namespace ingot::bot::front
