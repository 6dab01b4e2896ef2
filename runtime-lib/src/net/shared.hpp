// What the loops of one server share.
#pragma once

#include <atomic>
#include <cstdint>

namespace ingot::rt::net {

struct Shared {
  std::atomic<std::int64_t> connections{0};
  std::atomic<std::int64_t> inFlight{0};  // without those that wait for their bodies or for their writes
  std::atomic<std::int64_t> waitingBodies{0};
  std::atomic<bool> draining{false};
};

}  // namespace ingot::rt::net
