// DeleteRule: one of a closed list of texts. Made by Ingot; changes belong in the definition.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <string_view>

namespace app {

struct DeleteRule {
  std::uint8_t index = 0;

  static constexpr std::array<std::string_view, 3> texts{
      "restrict",
      "cascade",
      "setNull",
  };

  friend auto operator<=>(const DeleteRule&, const DeleteRule&) = default;
};

}  // namespace app
