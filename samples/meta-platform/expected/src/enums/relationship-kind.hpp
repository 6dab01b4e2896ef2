// RelationshipKind: one of a closed list of texts. Made by Ingot; changes belong in the definition.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <string_view>

namespace app {

struct RelationshipKind {
  std::uint8_t index = 0;

  static constexpr std::array<std::string_view, 3> texts{
      "many-to-one",
      "one-to-one",
      "many-to-many",
  };

  friend auto operator<=>(const RelationshipKind&, const RelationshipKind&) = default;
};

}  // namespace app
