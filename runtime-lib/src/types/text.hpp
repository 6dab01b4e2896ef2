// UTF-8 and character classes, without a locale.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace ingot::rt {

[[nodiscard]] constexpr bool isDigit(char c) { return c >= '0' && c <= '9'; }
[[nodiscard]] constexpr bool isLower(char c) { return c >= 'a' && c <= 'z'; }
[[nodiscard]] constexpr bool isUpper(char c) { return c >= 'A' && c <= 'Z'; }
[[nodiscard]] constexpr bool isAlpha(char c) { return isLower(c) || isUpper(c); }
[[nodiscard]] constexpr char toLower(char c) { return isUpper(c) ? static_cast<char>(c + ('a' - 'A')) : c; }
[[nodiscard]] constexpr char toUpper(char c) { return isLower(c) ? static_cast<char>(c - ('a' - 'A')) : c; }

// The value of a hexadecimal digit, or -1.
[[nodiscard]] constexpr int hexDigit(char c) {
  if (isDigit(c)) return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

// Equal without regard to the case of ASCII letters.
[[nodiscard]] bool sameName(std::string_view a, std::string_view b);

// The number of bytes (1 to 4) of the valid UTF-8 sequence at the front of `text`, or 0 when there is none.
[[nodiscard]] std::size_t sequenceLength(std::string_view text);

[[nodiscard]] bool isUtf8(std::string_view text);

// The offset of code point number `index`, or the size of the text when it has fewer. `text` is valid UTF-8.
[[nodiscard]] std::size_t offsetOf(std::string_view text, std::size_t index);

// `text` for an error message: cut after `most` code points, control characters replaced.
[[nodiscard]] std::string shown(std::string_view text, std::size_t most = 60);

// How many single edits and swaps of neighbours separate two short texts; texts over 64 bytes are as far
// apart as they are long.
[[nodiscard]] std::size_t editDistance(std::string_view a, std::string_view b);

}  // namespace ingot::rt
