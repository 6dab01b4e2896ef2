// Colour: one of a closed list of texts. Made by Ingot; changes belong in the definition.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <string_view>

namespace app {

struct Colour {
  std::uint8_t index = 0;

  static constexpr std::array<std::string_view, 4> texts{
      "red",
      "deep green",
      "blue/violet",
      "\"quoted\" ?\077/ \\ \303\251",
  };

  friend auto operator<=>(const Colour&, const Colour&) = default;
};

}  // namespace app
