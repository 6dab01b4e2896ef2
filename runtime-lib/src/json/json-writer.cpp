#include <ingot/rt/json-writer.hpp>

#include <array>
#include <charconv>
#include <cmath>

#include "types/text.hpp"

namespace ingot::rt {
namespace {

// What stands for a byte inside a JSON string: 0 the byte itself, 'u' a \u00XX escape, '8' a byte of a longer
// UTF-8 sequence, anything else the letter after a backslash.
constexpr std::array<char, 256> kEscapes = [] {
  std::array<char, 256> table{};
  for (std::size_t i = 0; i < 0x20; ++i) table[i] = 'u';
  for (std::size_t i = 0x80; i < 0x100; ++i) table[i] = '8';
  table['"'] = '"';
  table['\\'] = '\\';
  table['\b'] = 'b';
  table['\f'] = 'f';
  table['\n'] = 'n';
  table['\r'] = 'r';
  table['\t'] = 't';
  return table;
}();

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";  // U+FFFD

void appendEscaped(std::string& text, char c, char escape) {
  static constexpr std::string_view kDigits = "0123456789abcdef";
  text += '\\';
  text += escape;
  if (escape != 'u') return;
  const auto byte = static_cast<unsigned char>(c);
  text += "00";
  text += kDigits[byte >> 4U];
  text += kDigits[byte & 15U];
}

void appendString(std::string& text, std::string_view value) {
  std::size_t copied = 0;
  std::size_t i = 0;
  while (i < value.size()) {
    const char escape = kEscapes[static_cast<unsigned char>(value[i])];
    if (escape == 0) {
      ++i;
      continue;
    }
    if (escape == '8') {
      if (const std::size_t length = sequenceLength(value.substr(i)); length > 0) {
        i += length;
        continue;
      }
    }
    text.append(value, copied, i - copied);
    if (escape == '8') {
      text += kReplacement;
    } else {
      appendEscaped(text, value[i], escape);
    }
    copied = ++i;
  }
  text.append(value, copied, value.size() - copied);
}

}  // namespace

void JsonWriter::separate() {
  if (needsComma_) text_ += ',';
  needsComma_ = true;
}

void JsonWriter::open(char bracket) {
  separate();
  text_ += bracket;
  needsComma_ = false;
}

void JsonWriter::close(char bracket) {
  text_ += bracket;
  needsComma_ = true;
}

void JsonWriter::written(std::string_view json) {
  separate();
  text_ += json;
}

void JsonWriter::name(std::string_view name) {
  separate();
  text_ += '"';
  text_ += name;
  text_ += "\":";
  needsComma_ = false;
}

void JsonWriter::anyName(std::string_view name) {
  value(name);
  text_ += ':';
  needsComma_ = false;
}

void JsonWriter::value(std::nullptr_t) {
  separate();
  text_ += "null";
}

void JsonWriter::value(bool value) {
  separate();
  text_ += value ? "true" : "false";
}

void JsonWriter::value(std::int64_t value) {
  separate();
  std::array<char, 24> buffer{};
  text_.append(buffer.data(), std::to_chars(buffer.data(), buffer.data() + buffer.size(), value).ptr);
}

void JsonWriter::value(double value) {
  if (!std::isfinite(value)) return this->value(nullptr);  // JSON has no other word for it
  separate();
  std::array<char, 32> buffer{};
  text_.append(buffer.data(), std::to_chars(buffer.data(), buffer.data() + buffer.size(), value).ptr);
}

void JsonWriter::value(std::string_view value) {
  separate();
  text_ += '"';
  appendString(text_, value);
  text_ += '"';
}

void JsonWriter::quoted(std::string_view plain) {
  separate();
  text_ += '"';
  text_ += plain;
  text_ += '"';
}

void JsonWriter::value(const Uuid& value) { quoted(format(value)); }
void JsonWriter::value(const Bytes& value) { quoted(format(value)); }
void JsonWriter::value(BigInt value) { quoted(format(value)); }
void JsonWriter::value(Date value) { quoted(format(value)); }
void JsonWriter::value(TimeOfDay value) { quoted(format(value)); }
void JsonWriter::value(Timestamp value) { quoted(format(value)); }
void JsonWriter::value(Duration value) { quoted(format(value)); }
void JsonWriter::decimal(std::int64_t unscaled, int scale) { quoted(formatDecimal(unscaled, scale)); }

void JsonWriter::value(const Json& value) {
  separate();
  text_ += value.text;
}

}  // namespace ingot::rt
