// ComponentKind: one of a closed list of texts. Made by Ingot; changes belong in the definition.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <string_view>

namespace app {

struct ComponentKind {
  std::uint8_t index = 0;

  static constexpr std::array<std::string_view, 14> texts{
      "enum",
      "type",
      "function",
      "endpoint",
      "view",
      "query",
      "error",
      "role",
      "rule",
      "event",
      "schedule",
      "source",
      "plugin",
      "page",
  };

  friend auto operator<=>(const ComponentKind&, const ComponentKind&) = default;
};

}  // namespace app
