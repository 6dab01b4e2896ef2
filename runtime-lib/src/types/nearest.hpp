// Words for error messages about names: the nearest of a list, and the list itself.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ingot::rt {

// The name of `names` that was probably meant; empty when none is near.
[[nodiscard]] std::string_view nearestOf(std::string_view wanted, const std::vector<std::string_view>& names);

// "a, b, c"; a long list is cut.
[[nodiscard]] std::string listed(const std::vector<std::string_view>& names);

}  // namespace ingot::rt
