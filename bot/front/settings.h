// What is said of a front once, when it is made: `settings.json` of its folder.
#pragma once

#include <cstdint>
#include <string>

#include <tl/expected.hpp>

namespace ingot::bot::front {

enum class Isolation : uint8_t {
  kWhenPossible,  // bubblewrap, where it works
  kAlways,        // a service does not start without
  kNever,
};

struct Settings {
  std::string host = "127.0.0.1";  // where clients call: an IP address
  uint16_t first_port =
      0;  // the first free one of the range is the application's for ever; 0 and 0: the system chooses one
  uint16_t last_port = 0;
  uint16_t first_service_port =
      15000;  // of services on loopback. Below the ports that the system gives to connections that leave
  uint16_t last_service_port = 29999;
  Isolation isolation = Isolation::kWhenPossible;
  uint32_t user = 0;  // whom a service runs as when the front is root; 0: as the front
  uint64_t memory_bytes = uint64_t{2} << 30;
  uint32_t processes = 256;       // and threads; where a service has a user of its own
  uint64_t log_bytes = 10 << 20;  // of each of two files
};

auto LoadSettings(const std::string& folder) -> tl::expected<Settings, std::string>;
auto SaveSettings(const std::string& folder, const Settings& settings) -> tl::expected<void, std::string>;

}  // namespace ingot::bot::front
