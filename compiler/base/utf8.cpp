#include "compiler/base/utf8.h"

#include <array>
#include <cstdint>
#include <cstring>

namespace ingot {
namespace {

struct Form {
  uint8_t mask;
  uint8_t lead;
  size_t size;
  char32_t smallest;
};

constexpr std::array<Form, 3> kLongForms{{
    {0xE0, 0xC0, 2, 0x80},
    {0xF0, 0xE0, 3, 0x800},
    {0xF8, 0xF0, 4, 0x10000},
}};

// Bytes at the start of `text` that are plain ASCII, eight at a time.
auto AsciiPrefix(std::string_view text) -> size_t {
  size_t at = 0;
  for (; at + 8 <= text.size(); at += 8) {
    uint64_t word = 0;
    std::memcpy(&word, text.data() + at, 8);
    if ((word & 0x8080808080808080ULL) != 0) break;
  }
  while (at < text.size() && static_cast<uint8_t>(text[at]) < 0x80) ++at;
  return at;
}

}  // namespace

auto DecodeUtf8(std::string_view text) -> std::optional<CodePoint> {
  if (text.empty()) return std::nullopt;
  const auto lead = static_cast<uint8_t>(text[0]);
  if (lead < 0x80) return CodePoint{lead, 1};
  for (const Form& form : kLongForms) {
    if ((lead & form.mask) != form.lead) continue;
    if (text.size() < form.size) return std::nullopt;
    char32_t value = lead & static_cast<uint8_t>(~form.mask);
    for (size_t i = 1; i < form.size; ++i) {
      const auto byte = static_cast<uint8_t>(text[i]);
      if ((byte & 0xC0) != 0x80) return std::nullopt;
      value = (value << 6) | (byte & 0x3F);
    }
    const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
    if (value < form.smallest || surrogate || value > 0x10FFFF) return std::nullopt;
    return CodePoint{value, form.size};
  }
  return std::nullopt;
}

void AppendUtf8(std::string& text, char32_t value) {
  const auto put = [&text](char32_t byte) { text += static_cast<char>(byte); };
  if (value < 0x80) {
    put(value);
  } else if (value < 0x800) {
    put(0xC0 | (value >> 6));
    put(0x80 | (value & 0x3F));
  } else if (value < 0x10000) {
    put(0xE0 | (value >> 12));
    put(0x80 | ((value >> 6) & 0x3F));
    put(0x80 | (value & 0x3F));
  } else {
    put(0xF0 | (value >> 18));
    put(0x80 | ((value >> 12) & 0x3F));
    put(0x80 | ((value >> 6) & 0x3F));
    put(0x80 | (value & 0x3F));
  }
}

auto FirstInvalidUtf8(std::string_view text) -> std::optional<size_t> {
  size_t at = 0;
  while (true) {
    at += AsciiPrefix(text.substr(at));
    if (at == text.size()) return std::nullopt;
    const auto code_point = DecodeUtf8(text.substr(at));
    if (!code_point) return at;
    at += code_point->size;
  }
}

auto CountCodePoints(std::string_view text) -> size_t {
  size_t count = 0;
  for (size_t at = 0; at < text.size(); ++count) {
    const auto code_point = DecodeUtf8(text.substr(at));
    at += code_point ? code_point->size : 1;
  }
  return count;
}

}  // namespace ingot
