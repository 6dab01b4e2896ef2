#include "resource/search-words.hpp"

#include <algorithm>

#include "types/text.hpp"

namespace ingot::rt {
namespace {

char32_t codePointOf(std::string_view sequence) {
  const auto first = static_cast<unsigned char>(sequence.front());
  char32_t value = sequence.size() == 1 ? first : first & (0xFFU >> (sequence.size() + 1));
  for (const char c : sequence.substr(1)) value = (value << 6U) | (static_cast<unsigned char>(c) & 0x3FU);
  return value;
}

// Spaces, punctuation and symbols that neither database takes into a word. What is missing here stands in a word of its own, which the
// databases drop, or divides one, whose parts they look for side by side.
bool divides(std::string_view sequence) {
  const char32_t c = codePointOf(sequence);
  if (c < 0x80) return !isAlpha(static_cast<char>(c)) && !isDigit(static_cast<char>(c));
  constexpr std::u32string_view kLatin = U"\u00AA\u00B2\u00B3\u00B5\u00B9\u00BA\u00BC\u00BD\u00BE";  // letters and numbers among the signs
  const bool latin = c < 0xC0 && kLatin.find(c) == std::u32string_view::npos;
  const bool general = c >= 0x2000 && c <= 0x206F;
  const bool cjk = c >= 0x3000 && c <= 0x3003;
  return latin || c == 0xD7 || c == 0xF7 || general || cjk || (c >= 0x3008 && c <= 0x3020);
}

std::string joined(const std::vector<std::string>& words, char quote, std::string_view between, std::string_view beginning) {
  std::string text;
  for (const std::string& word : words) {
    if (!text.empty()) text += between;
    text += quote + word + quote;
    if (word.size() > 1) text += beginning;
  }
  return text;
}

}  // namespace

std::vector<std::string> searchWords(std::string_view text) {
  std::vector<std::string> words;
  std::string word;
  const auto finish = [&] {
    if (!word.empty() && std::find(words.begin(), words.end(), word) == words.end()) words.push_back(word);
    word.clear();
  };
  while (!text.empty()) {
    const std::string_view sequence = text.substr(0, std::max<std::size_t>(sequenceLength(text), 1));
    text.remove_prefix(sequence.size());
    divides(sequence) ? finish() : void(word += sequence);
  }
  finish();
  return words;
}

std::string tsqueryOf(const std::vector<std::string>& words) { return joined(words, '\'', " & ", ":*"); }

std::string ftsQueryOf(const std::vector<std::string>& words) { return joined(words, '"', " ", "*"); }

}  // namespace ingot::rt
