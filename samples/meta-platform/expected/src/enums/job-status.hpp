// JobStatus: one of a closed list of texts. Made by Ingot; changes belong in the definition.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <string_view>

namespace app {

struct JobStatus {
  std::uint8_t index = 0;

  static constexpr std::array<std::string_view, 5> texts{
      "pending",
      "processing",
      "completed",
      "failed",
      "cancelled",
  };

  friend auto operator<=>(const JobStatus&, const JobStatus&) = default;
};

}  // namespace app
