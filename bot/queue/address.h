// The address of a Redis server, taken apart.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace ingot::bot {

struct QueueAddress {
  std::string host = "127.0.0.1";
  uint16_t port = 6379;
  std::string user;  // empty: the default one
  std::string password;
  int database = 0;
};

// `redis://[[USER]:PASSWORD@]HOST[:PORT][/DATABASE]`, with `%40` for an `@` in a password. Nothing when it is not one.
auto QueueAddressOf(std::string_view url) -> std::optional<QueueAddress>;

}  // namespace ingot::bot
