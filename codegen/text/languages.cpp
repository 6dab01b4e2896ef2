#include "codegen/text/languages.h"

#include <array>
#include <charconv>
#include <cmath>
#include <limits>

#include "codegen/text/bug.h"

namespace ingot::codegen {

auto DecimalInteger(std::int64_t value) -> std::string { return std::to_string(value); }

auto WideInteger(std::int64_t value) -> std::string {
  if (value == std::numeric_limits<std::int64_t>::min()) return "(-9223372036854775807 - 1)";
  return DecimalInteger(value);
}

auto JsonInteger(std::int64_t value) -> std::string {
  constexpr std::int64_t kLargest = 9007199254740991;
  if (value > kLargest || value < -kLargest)
    Bug("this integer is too wide for a JSON number", DecimalInteger(value));
  return DecimalInteger(value);
}

auto ShortestDouble(double value) -> std::string {
  if (!std::isfinite(value)) Bug("this number has no literal", std::to_string(value));
  std::array<char, 32> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
  std::string text(digits.data(), end);
  if (text.find_first_of(".e") == std::string::npos) text += ".0";
  return text;
}

}  // namespace ingot::codegen
