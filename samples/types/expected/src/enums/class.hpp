// Class: one of a closed list of texts. Made by Ingot; changes belong in the definition.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <string_view>

namespace app {

struct Class {
  std::uint8_t index = 0;

  static constexpr std::array<std::string_view, 1> texts{
      "operator",
  };

  friend auto operator<=>(const Class&, const Class&) = default;
};

}  // namespace app
