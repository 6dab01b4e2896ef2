#include <ingot/rt/types.hpp>

#include <array>
#include <stdexcept>

namespace ingot::rt {
namespace {

constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::uint8_t kNoDigit = 64;

constexpr std::array<std::uint8_t, 256> kValues = [] {
  std::array<std::uint8_t, 256> values{};
  values.fill(kNoDigit);
  for (std::size_t i = 0; i < kDigits.size(); ++i) values[static_cast<std::uint8_t>(kDigits[i])] = static_cast<std::uint8_t>(i);
  return values;
}();

std::uint32_t valueOf(char digit) { return kValues[static_cast<std::uint8_t>(digit)]; }

}  // namespace

// Four digits are three bytes; `=` stands for digits of a group that has fewer. The bits that are left over must be zero, so
// that the same bytes have one text.
bool parse(std::string_view text, Bytes& out) {
  if (text.size() % 4 != 0) return false;
  const std::size_t padding = text.ends_with("==") ? 2 : text.ends_with("=") ? 1 : 0;
  const std::string_view digits = text.substr(0, text.size() - padding);
  std::string bytes;
  bytes.reserve(text.size() / 4 * 3);
  std::uint32_t group = 0;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    const std::uint32_t value = valueOf(digits[i]);
    if (value == kNoDigit) return false;
    group = group << 6U | value;
    if (i % 4 == 0) continue;
    const std::size_t left = 6 - i % 4 * 2;  // bits of this digit that belong to the next byte
    bytes += static_cast<char>(group >> left);
    group &= (1U << left) - 1;
  }
  if (group != 0) return false;
  out.data = std::move(bytes);
  return true;
}

std::string format(const Bytes& value) {
  std::string text;
  text.reserve((value.data.size() + 2) / 3 * 4);
  for (std::size_t i = 0; i < value.data.size(); i += 3) {
    const auto byte = [&](std::size_t at) -> std::uint32_t { return at < value.data.size() ? static_cast<std::uint8_t>(value.data[at]) : 0; };
    const std::uint32_t group = byte(i) << 16U | byte(i + 1) << 8U | byte(i + 2);
    text += kDigits[group >> 18U];
    text += kDigits[group >> 12U & 63U];
    text += i + 1 < value.data.size() ? kDigits[group >> 6U & 63U] : '=';
    text += i + 2 < value.data.size() ? kDigits[group & 63U] : '=';
  }
  return text;
}

Bytes bytesOf(std::string_view base64) {
  Bytes bytes;
  if (!parse(base64, bytes)) throw std::logic_error("a constant is no base64");
  return bytes;
}

}  // namespace ingot::rt
