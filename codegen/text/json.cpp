#include "codegen/text/json.h"

#include <string>

#include <nlohmann/json.hpp>

#include "codegen/text/bug.h"
#include "compiler/base/utf8.h"

namespace ingot::codegen {
namespace {

void AppendEscape(std::string& text, char32_t value) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  text += "\\u";
  for (int shift = 12; shift >= 0; shift -= 4) text += kDigits[(value >> shift) & 15];
}

}  // namespace

auto JsonString::Quote(std::string_view utf8) -> Safe<JsonString> {
  std::string text = "\"";
  for (std::string_view rest = utf8; !rest.empty();) {
    const auto point = DecodeUtf8(rest);
    if (!point) Bug("JSON cannot hold this text", utf8);
    const std::string_view bytes = rest.substr(0, point->size);
    rest.remove_prefix(point->size);
    if (bytes == "\"" || bytes == "\\") {
      text += '\\';
      text += bytes;
    } else if (bytes == "\n") {
      text += "\\n";
    } else if (bytes == "<" || IsHidden(point->value)) {
      AppendEscape(text, point->value);
    } else {
      text += bytes;
    }
  }
  return Safe<JsonString>(text + '"');
}

auto JsonLiteral::Integer(std::int64_t value) -> Safe<JsonLiteral> {
  return Safe<JsonLiteral>(JsonInteger(value));
}

auto JsonLiteral::Double(double value) -> Safe<JsonLiteral> {
  return Safe<JsonLiteral>(ShortestDouble(value));
}

auto JsonLiteral::Boolean(bool value) -> Safe<JsonLiteral> {
  return Safe<JsonLiteral>(value ? "true" : "false");
}

// Outside of strings such a text has neither `<` nor anything hidden but blanks, so what is escaped stands in strings.
auto JsonLiteral::Document(std::string_view json) -> Safe<JsonLiteral> {
  if (!nlohmann::json::accept(json)) Bug("this is no JSON text", json);
  std::string text;
  for (std::string_view rest = json; !rest.empty();) {
    const auto point = DecodeUtf8(rest);
    if (!point) Bug("JSON cannot hold this text", json);
    const bool blank = point->value == '\n' || point->value == '\t' || point->value == '\r';
    if (point->value == '<' || (IsHidden(point->value) && !blank)) {
      AppendEscape(text, point->value);
    } else {
      text += blank ? std::string_view(" ") : rest.substr(0, point->size);
    }
    rest.remove_prefix(point->size);
  }
  return Safe<JsonLiteral>(std::move(text));
}

}  // namespace ingot::codegen
