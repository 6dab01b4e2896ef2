// Makes user text safe to show on a terminal and measures its width there.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace ingot::diag {

struct VisibleUnit {
  std::string text;  // what to print
  size_t bytes = 0;  // how much of the source it stands for
  size_t width = 0;  // terminal columns
};

// The first code point of `text` as it may be printed: a tab is four spaces, a hidden character is
// `<U+001B>`, a byte that is not UTF-8 is `<FF>`. `text` is not empty.
auto FirstVisible(std::string_view text) -> VisibleUnit;

// The whole of `text`, made visible.
auto Visible(std::string_view text) -> std::string;

}  // namespace ingot::diag
