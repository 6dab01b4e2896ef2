// Reads UTF-8: validity, code points and their number.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace ingot {

struct CodePoint {
  char32_t value = 0;
  size_t size = 0;  // bytes
};

// The code point at the start of `text`; nothing when the bytes there are not UTF-8 (over-long forms,
// surrogates, values above U+10FFFF and cut sequences are not) or `text` is empty.
auto DecodeUtf8(std::string_view text) -> std::optional<CodePoint>;

void AppendUtf8(std::string& text, char32_t value);

// Offset of the first byte that is not UTF-8; nothing when the whole text is.
auto FirstInvalidUtf8(std::string_view text) -> std::optional<size_t>;

inline auto IsUtf8(std::string_view text) -> bool { return !FirstInvalidUtf8(text).has_value(); }

// Controls, direction marks, line separators and zero-width marks: what a terminal obeys or an eye cannot
// see. All of them lie below U+10000.
constexpr auto IsHidden(char32_t value) -> bool {
  return value < 0x20 || (value >= 0x7F && value < 0xA0) || value == 0xAD || value == 0x61C ||
         (value >= 0x200B && value <= 0x200F) || (value >= 0x2028 && value <= 0x202E) ||
         (value >= 0x2060 && value <= 0x206F) || value == 0xFEFF;
}

// Number of code points; a byte that is not UTF-8 counts as one.
auto CountCodePoints(std::string_view text) -> size_t;

}  // namespace ingot
