#include <ingot/rt/expr.hpp>

#include "check/pattern.hpp"
#include "hash/sha256.hpp"
#include "types/text.hpp"

namespace ingot::rt::expr::plain {
namespace {

constexpr std::int64_t kMostInt = (std::int64_t{1} << 53U) - 1;
constexpr std::size_t kMostText = std::size_t{16} << 20U;  // bytes; a longer result is null

template <typename F>
std::string mapped(Text text, F change) {
  std::string result(text);
  for (char& c : result) c = change(c);
  return result;
}

}  // namespace

std::string sha256(Text text) { return hash::sha256(text); }
std::string lower(Text text) { return mapped(text, toLower); }
std::string upper(Text text) { return mapped(text, toUpper); }

std::string trim(Text text) {
  constexpr std::string_view kSpace = " \t\n\v\f\r";
  const std::size_t first = text.find_first_not_of(kSpace);
  if (first == Text::npos) return "";
  return std::string(text.substr(first, text.find_last_not_of(kSpace) - first + 1));
}

std::string slugify(Text text) {
  std::string slug;
  bool gap = false;
  for (const char c : text) {
    const bool kept = isAlpha(c) || isDigit(c);
    if (kept && gap && !slug.empty()) slug += '-';
    if (kept) slug += toLower(c);
    gap = !kept;
  }
  return slug;
}

std::string concat(Text a, Text b) {
  std::string result;
  result.reserve(a.size() + b.size());
  return result.append(a).append(b);
}

std::optional<std::string> substring(Text text, Int start, Int count) {
  if (start < 0 || count < 0) return std::nullopt;
  const Text rest = text.substr(offsetOf(text, static_cast<std::size_t>(start)));
  return std::string(rest.substr(0, offsetOf(rest, static_cast<std::size_t>(count))));
}

std::optional<std::string> replace(Text text, Text what, Text with) {
  if (what.empty()) return std::string(text);
  std::string result;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t found = text.find(what, at);
    result += text.substr(at, found == Text::npos ? Text::npos : found - at);
    if (found == Text::npos) break;
    result += with;
    if (result.size() > kMostText) return std::nullopt;
    at = found + what.size();
  }
  return result;
}

MaybeInt toInt(Text text) {
  Int value = 0;
  if (!parse(text, value) || value > kMostInt || value < -kMostInt) return std::nullopt;
  return value;
}

bool matches(Text text, Text pattern) { return matchesPattern(text, pattern); }

}  // namespace ingot::rt::expr::plain
