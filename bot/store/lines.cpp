#include "bot/store/lines.h"

#include <cstdint>

namespace ingot::bot {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";
constexpr std::string_view kCut = " [cut]";

auto IsContinuation(char c) -> bool { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

// The bytes of the valid character at the front; 0: there is none.
auto CharacterBytes(std::string_view text) -> size_t {
  const auto at = [&](size_t i) -> uint32_t { return static_cast<unsigned char>(text[i]); };
  const uint32_t first = at(0);
  if (first < 0x80) return 1;
  const size_t bytes = first >= 0xF0 && first <= 0xF4 ? 4 : first >= 0xE0 && first < 0xF0 ? 3 : first >= 0xC2 && first < 0xE0 ? 2 : 0;
  if (bytes == 0 || text.size() < bytes) return 0;
  for (size_t i = 1; i < bytes; ++i) {
    if (!IsContinuation(text[i])) return 0;
  }
  // Longer than needed, a half of a pair, or beyond the last character.
  const bool wrong =
      (first == 0xE0 && at(1) < 0xA0) || (first == 0xED && at(1) > 0x9F) || (first == 0xF0 && at(1) < 0x90) || (first == 0xF4 && at(1) > 0x8F);
  return wrong ? 0 : bytes;
}

// The bytes of a terminal's command at the front: ESC, `[`, its numbers and a letter; or ESC alone.
auto CommandBytes(std::string_view text) -> size_t {
  if (text.size() < 2 || text[1] != '[') return 1;
  size_t end = 2;
  while (end < text.size() && end < 32 && static_cast<unsigned char>(text[end]) >= 0x20 && static_cast<unsigned char>(text[end]) < 0x40) ++end;
  return end < text.size() && static_cast<unsigned char>(text[end]) >= 0x40 && static_cast<unsigned char>(text[end]) < 0x7F ? end + 1 : 1;
}

}  // namespace

auto CleanLine(std::string_view text, size_t most) -> std::string {
  std::string clean;
  clean.reserve(std::min(text.size(), most));
  size_t cut = 0;  // how much is kept when all is too much
  while (!text.empty()) {
    size_t taken = 1;
    std::string_view added;
    if (text[0] == '\x1b') {
      taken = CommandBytes(text);
    } else if ((static_cast<unsigned char>(text[0]) < 0x20 && text[0] != '\t') || text[0] == '\x7f') {
      added = text[0] == '\r' || text[0] == '\n' ? std::string_view() : kReplacement;
    } else {
      const size_t bytes = CharacterBytes(text);
      taken = bytes == 0 ? 1 : bytes;
      added = bytes == 0 ? kReplacement : text.substr(0, bytes);
    }
    if (clean.size() + added.size() > most) return clean.substr(0, cut).append(kCut);
    clean += added;
    if (clean.size() + kCut.size() <= most) cut = clean.size();
    text.remove_prefix(taken);
  }
  return clean;
}

}  // namespace ingot::bot
