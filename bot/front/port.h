// A port of loopback that is kept for a service, alive or dead: nobody else gets it meanwhile.
#pragma once

#include <cstdint>
#include <optional>
#include <utility>

namespace ingot::bot::front {

class Port {
 public:
  // One of the range that nobody has; nothing when all are taken.
  static auto Any(uint16_t first, uint16_t last) -> std::optional<Port>;
  ~Port();
  Port(Port&& other) noexcept : number_(other.number_), held_(std::exchange(other.held_, -1)) {}
  auto operator=(Port&&) -> Port& = delete;
  auto number() const -> uint16_t { return number_; }

 private:
  Port(uint16_t number, int held) : number_(number), held_(held) {}

  uint16_t number_;
  int held_;  // bound, but it does not listen: a service with SO_REUSEADDR can
};

}  // namespace ingot::bot::front
