// ReleaseStatus: one of a closed list of texts. Made by Ingot; changes belong in the definition.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <string_view>

namespace app {

struct ReleaseStatus {
  std::uint8_t index = 0;

  static constexpr std::array<std::string_view, 5> texts{
      "generated",
      "built",
      "active",
      "superseded",
      "failed",
  };

  friend auto operator<=>(const ReleaseStatus&, const ReleaseStatus&) = default;
};

}  // namespace app
