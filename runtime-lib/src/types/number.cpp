#include <array>
#include <charconv>
#include <cmath>

#include <ingot/rt/types.hpp>

#include "types/text.hpp"

namespace ingot::rt {
namespace {

constexpr std::int64_t kMostUnscaled = 999'999'999'999'999'999;  // 18 digits

// `0` or digits that do not begin with 0, at the front of `text`; how many there are.
std::size_t wholeDigits(std::string_view text) {
  std::size_t count = 0;
  while (count < text.size() && isDigit(text[count])) ++count;
  return count > 1 && text[0] == '0' ? 0 : count;
}

bool parseWhole(std::string_view text, std::int64_t& out) {
  const bool negative = text.starts_with('-');
  const std::string_view digits = text.substr(negative ? 1 : 0);
  if (digits.empty() || wholeDigits(digits) != digits.size() || (negative && digits == "0")) return false;
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return false;
  out = value;
  return true;
}

// JSON's grammar of numbers.
bool looksLikeNumber(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  const std::size_t whole = wholeDigits(text);
  if (whole == 0) return false;
  text.remove_prefix(whole);
  const auto digits = [&text] {
    std::size_t count = 0;
    while (count < text.size() && isDigit(text[count])) ++count;
    text.remove_prefix(count);
    return count > 0;
  };
  if (text.starts_with('.')) {
    text.remove_prefix(1);
    if (!digits()) return false;
  }
  if (text.starts_with('e') || text.starts_with('E')) {
    text.remove_prefix(1);
    if (text.starts_with('+') || text.starts_with('-')) text.remove_prefix(1);
    if (!digits()) return false;
  }
  return text.empty();
}

}  // namespace

bool parse(std::string_view text, std::int64_t& out) { return parseWhole(text, out); }

bool parse(std::string_view text, BigInt& out) { return parseWhole(text, out.value); }

bool parse(std::string_view text, double& out) {
  if (!looksLikeNumber(text)) return false;
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(value)) return false;
  out = value;
  return true;
}

bool parse(std::string_view text, bool& out) {
  if (text != "true" && text != "false") return false;
  out = text == "true";
  return true;
}

bool parseDecimal(std::string_view text, int scale, std::int64_t& unscaled) {
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  const std::size_t whole = wholeDigits(text);
  if (whole == 0) return false;
  const bool hasPoint = whole < text.size();
  const std::string_view decimals = hasPoint ? text.substr(whole + 1) : std::string_view{};
  if (hasPoint &&
      (text[whole] != '.' || decimals.empty() || decimals.size() > static_cast<std::size_t>(scale)))
    return false;
  std::int64_t value = 0;
  const auto append = [&value](char digit) {
    if (!isDigit(digit) || value > kMostUnscaled / 10) return false;
    value = value * 10 + (digit - '0');
    return true;
  };
  for (const char c : text.substr(0, whole)) {
    if (!append(c)) return false;
  }
  for (std::size_t i = 0; i < static_cast<std::size_t>(scale); ++i) {
    if (!append(i < decimals.size() ? decimals[i] : '0')) return false;
  }
  if (negative && value == 0) return false;
  unscaled = negative ? -value : value;
  return true;
}

std::string format(std::int64_t value) {
  std::array<char, 24> buffer{};
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value).ptr;
  return {buffer.data(), end};
}

std::string format(BigInt value) { return format(value.value); }

std::string format(double value) {
  std::array<char, 32> buffer{};
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value).ptr;
  return {buffer.data(), end};
}

std::string format(bool value) { return value ? "true" : "false"; }

std::string formatDecimal(std::int64_t unscaled, int scale) {
  const bool negative = unscaled < 0;
  const auto magnitude =
      negative ? 0U - static_cast<std::uint64_t>(unscaled) : static_cast<std::uint64_t>(unscaled);
  std::array<char, 24> buffer{};
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), magnitude).ptr;
  std::string digits(buffer.data(), end);
  const auto decimals = static_cast<std::size_t>(scale);
  if (digits.size() <= decimals) digits.insert(0, decimals + 1 - digits.size(), '0');
  if (decimals > 0) digits.insert(digits.size() - decimals, 1, '.');
  if (negative) digits.insert(0, 1, '-');
  return digits;
}

}  // namespace ingot::rt
