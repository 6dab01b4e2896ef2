#include "compiler/diagnostics/visible_text.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "compiler/base/utf8.h"

namespace ingot::diag {
namespace {

struct Range {
  char32_t first;
  char32_t last;
};

// Blocks whose characters fill two columns (East Asian wide, and pictures). Good enough to put a caret right.
constexpr std::array<Range, 9> kWide{{{0x1100, 0x115F},
                                      {0x2E80, 0x303E},
                                      {0x3041, 0xA4CF},
                                      {0xAC00, 0xD7A3},
                                      {0xF900, 0xFAFF},
                                      {0xFE30, 0xFE6F},
                                      {0xFF00, 0xFF60},
                                      {0x1F300, 0x1FAFF},
                                      {0x20000, 0x3FFFD}}};

// Marks that sit on the character before them.
constexpr std::array<Range, 5> kCombining{
    {{0x300, 0x36F}, {0x1AB0, 0x1AFF}, {0x20D0, 0x20FF}, {0xFE00, 0xFE0F}, {0xFE20, 0xFE2F}}};

template <size_t N>
auto Contains(const std::array<Range, N>& ranges, char32_t value) -> bool {
  return std::ranges::any_of(ranges, [&](Range r) { return value >= r.first && value <= r.last; });
}

auto WidthOf(char32_t value) -> size_t {
  if (value < 0x300) return 1;
  if (Contains(kCombining, value)) return 0;
  return Contains(kWide, value) ? 2 : 1;
}

}  // namespace

auto FirstVisible(std::string_view text) -> VisibleUnit {
  const auto code_point = DecodeUtf8(text);
  if (!code_point) {
    std::string shown = fmt::format("<{:02X}>", static_cast<unsigned char>(text[0]));
    return {shown, 1, shown.size()};
  }
  if (code_point->value == '\t') return {"    ", 1, 4};
  if (IsHidden(code_point->value)) {
    std::string shown = fmt::format("<U+{:04X}>", static_cast<uint32_t>(code_point->value));
    return {shown, code_point->size, shown.size()};
  }
  return {std::string(text.substr(0, code_point->size)), code_point->size, WidthOf(code_point->value)};
}

auto Visible(std::string_view text) -> std::string {
  std::string shown;
  while (!text.empty()) {
    const VisibleUnit unit = FirstVisible(text);
    shown += unit.text;
    text.remove_prefix(unit.bytes);
  }
  return shown;
}

}  // namespace ingot::diag
