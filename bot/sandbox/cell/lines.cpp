#include "bot/sandbox/cell/lines.h"

#include <fmt/core.h>

#include <algorithm>

namespace ingot::bot::cell {
namespace {

constexpr size_t kLongestLine = 4000;

struct Letter {
  size_t length = 0;  // 0: these bytes are no letter
  char32_t code = 0;
};

auto LetterAt(std::string_view text) -> Letter {
  const auto byte = [&](size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char first = byte(0);
  if (first < 0x80) return {1, first};
  const size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  if (first < 0xC2 || first > 0xF4 || text.size() < length) return {};
  char32_t code = first & (0xFFU >> (length + 1));
  for (size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0U) != 0x80U) return {};
    code = (code << 6U) | (byte(i) & 0x3FU);
  }
  const bool shorter = (length == 3 && code < 0x800) || (length == 4 && code < 0x10000);
  if (shorter || code > 0x10FFFF || (code >= 0xD800 && code < 0xE000)) return {};
  return {length, code};
}

auto Between(char32_t code, char32_t first, char32_t last) -> bool { return code >= first && code <= last; }

// Controls of a terminal, ends of lines, and marks that turn or hide text.
auto Obeyed(char32_t code) -> bool {
  return (code < 0x20 && code != '\t') || Between(code, 0x7F, 0x9F) || code == 0xAD || code == 0x61C || Between(code, 0x200B, 0x200F) ||
         Between(code, 0x2028, 0x202E) || Between(code, 0x2060, 0x206F) || code == 0xFEFF || Between(code, 0xFFF0, 0xFFFB) ||
         Between(code, 0xE0000, 0xE0FFF);
}

}  // namespace

auto Harmless(std::string_view line) -> std::string {
  std::string shown;
  while (!line.empty()) {
    const Letter letter = LetterAt(line);
    const size_t length = std::max<size_t>(letter.length, 1);
    if (letter.length == 0) {
      shown += fmt::format("\\x{:02x}", static_cast<unsigned char>(line[0]));
    } else if (Obeyed(letter.code)) {
      shown += letter.code < 0x80 ? fmt::format("\\x{:02x}", static_cast<uint32_t>(letter.code))
                                  : fmt::format("\\u{{{:x}}}", static_cast<uint32_t>(letter.code));
    } else {
      shown += line.substr(0, length);
    }
    line.remove_prefix(length);
  }
  return shown;
}

void Lines::Say() {
  say_(Harmless(line_));
  line_.clear();
}

void Lines::Add(std::string_view bytes) {
  for (const char c : bytes) {
    if (cut_) return;
    if (--left_ < 0) {
      Say();
      say_("(the rest of the output is left out)");
      cut_ = true;
    } else if (c == '\n') {
      if (line_.ends_with('\r')) line_.pop_back();
      Say();
    } else {
      line_ += c;
      if (line_.size() >= kLongestLine) Say();
    }
  }
}

void Lines::End() {
  if (!cut_ && !line_.empty()) Say();
}

}  // namespace ingot::bot::cell
