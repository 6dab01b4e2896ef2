#include "types/nearest.hpp"

#include <algorithm>

#include "types/text.hpp"

namespace ingot::rt {

std::string_view nearestOf(std::string_view wanted, const std::vector<std::string_view>& names) {
  std::string_view best;
  std::size_t least = std::max<std::size_t>(wanted.size() / 3, 1) + 1;
  for (const std::string_view name : names) {
    const std::size_t lengths = std::max(wanted.size(), name.size()) - std::min(wanted.size(), name.size());
    if (lengths >= least) continue;
    const std::size_t distance = editDistance(wanted, name);
    if (distance < least && distance < wanted.size()) {
      least = distance;
      best = name;
    }
  }
  return best;
}

std::string listed(const std::vector<std::string_view>& names) {
  constexpr std::size_t kMost = 40;
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i == kMost) return text + ", ...";
    if (i > 0) text += ", ";
    text += names[i];
  }
  return text;
}

}  // namespace ingot::rt
