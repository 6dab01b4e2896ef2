// Says in words where and why a text is no JSON. Runs only after the fast parser refused a text.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace ingot::rt::json {

constexpr std::size_t kMostDepth = 64;

struct Fault {
  std::size_t offset = 0;  // bytes from the start; the size of the text when nothing is wrong
  std::string words;       // empty when nothing is wrong
};

[[nodiscard]] Fault diagnose(std::string_view text);

// "line 2, column 5: ..." with the column in code points.
[[nodiscard]] std::string describe(std::string_view text, const Fault& fault);

}  // namespace ingot::rt::json
