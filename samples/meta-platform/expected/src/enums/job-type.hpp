// JobType: one of a closed list of texts. Made by Ingot; changes belong in the definition.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <string_view>

namespace app {

struct JobType {
  std::uint8_t index = 0;

  static constexpr std::array<std::string_view, 3> texts{
      "generate-code",
      "build-application",
      "deploy-application",
  };

  friend auto operator<=>(const JobType&, const JobType&) = default;
};

}  // namespace app
