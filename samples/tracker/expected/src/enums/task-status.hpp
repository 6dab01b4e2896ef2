// TaskStatus: one of a closed list of texts. Made by Ingot; changes belong in the definition.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <string_view>

namespace app {

struct TaskStatus {
  std::uint8_t index = 0;

  static constexpr std::array<std::string_view, 3> texts{
      "todo",
      "doing",
      "done",
  };

  friend auto operator<=>(const TaskStatus&, const TaskStatus&) = default;
};

}  // namespace app
