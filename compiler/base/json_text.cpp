#include "compiler/base/json_text.h"

#include "compiler/base/utf8.h"

namespace ingot {
namespace {

void AppendUnicodeEscape(std::string& out, char32_t value) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  out += "\\u";
  for (int shift = 12; shift >= 0; shift -= 4) out += kDigits[(value >> shift) & 15];
}

void AppendAscii(std::string& out, char c) {
  switch (c) {
    case '"': out += "\\\""; return;
    case '\\': out += "\\\\"; return;
    case '\b': out += "\\b"; return;
    case '\f': out += "\\f"; return;
    case '\n': out += "\\n"; return;
    case '\r': out += "\\r"; return;
    case '\t': out += "\\t"; return;
    default: break;
  }
  if (IsHidden(static_cast<unsigned char>(c))) {
    AppendUnicodeEscape(out, static_cast<unsigned char>(c));
  } else {
    out += c;
  }
}

}  // namespace

void AppendJsonString(std::string& out, std::string_view text) {
  constexpr std::string_view kReplacement = "\xEF\xBF\xBD";
  out += '"';
  while (!text.empty()) {
    const auto code_point = DecodeUtf8(text);
    const size_t size = code_point ? code_point->size : 1;
    if (!code_point) {
      out += kReplacement;
    } else if (size == 1) {
      AppendAscii(out, text[0]);
    } else if (IsHidden(code_point->value)) {
      AppendUnicodeEscape(out, code_point->value);
    } else {
      out += text.substr(0, size);
    }
    text.remove_prefix(size);
  }
  out += '"';
}

auto JsonString(std::string_view text) -> std::string {
  std::string out;
  AppendJsonString(out, text);
  return out;
}

}  // namespace ingot
