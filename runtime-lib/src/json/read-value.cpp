#include <ingot/rt/input.hpp>

#include <cmath>
#include <stdexcept>

#include "json/document.hpp"

namespace ingot::rt {
namespace {

using simdjson::dom::element;
using simdjson::dom::element_type;

constexpr std::int64_t kMostInt = (std::int64_t{1} << 53U) - 1;
constexpr std::size_t kMostItems = 10'000;  // no definition allows more
constexpr std::size_t kMostJsonBytes = std::size_t{1} << 20U;

ReadError wrongType(std::string_view expected, element found) {
  std::string_view what = "null";
  switch (found.type()) {
    case element_type::OBJECT: what = "an object"; break;
    case element_type::ARRAY: what = "an array"; break;
    case element_type::STRING: what = "a string"; break;
    case element_type::BOOL: what = "a boolean"; break;
    case element_type::INT64:
    case element_type::UINT64:
    case element_type::DOUBLE: what = "a number"; break;
    case element_type::NULL_VALUE: break;
  }
  return {"wrong_type", "must be " + std::string(expected) + ", not " + std::string(what)};
}

ReadError readText(JsonValue value, std::string_view expected, std::string_view& out) {
  const element found = json::Document::elementOf(value);
  if (!found.is_string()) return wrongType(expected, found);
  out = found.get_string().value_unsafe();
  return {};
}

// A value that travels as a string of a certain form.
template <typename T>
ReadError readFormatted(JsonValue value, std::string_view expected, T& out) {
  std::string_view text;
  if (ReadError error = readText(value, expected, text)) return error;
  if (!parse(text, out)) return {"invalid_format", "must be " + std::string(expected)};
  return {};
}

}  // namespace

bool isNull(JsonValue value) { return json::Document::elementOf(value).is_null(); }

ReadError read(JsonValue value, bool& out) {
  const element found = json::Document::elementOf(value);
  if (!found.is_bool()) return wrongType("true or false", found);
  out = found.get_bool().value_unsafe();
  return {};
}

ReadError read(JsonValue value, std::int64_t& out) {
  const element found = json::Document::elementOf(value);
  std::int64_t whole = 0;
  if (found.type() == element_type::INT64) {
    whole = found.get_int64().value_unsafe();
  } else if (found.type() == element_type::DOUBLE) {
    // A JSON number has no type: 1.0 and 1e3 are whole numbers too.
    const double real = found.get_double().value_unsafe();
    if (real != std::trunc(real)) return {"wrong_type", "must be a whole number"};
    if (std::fabs(real) > static_cast<double>(kMostInt))
      return {real > 0 ? "too_large" : "too_small", "must be a whole number within +-9007199254740991"};
    whole = static_cast<std::int64_t>(real);
  } else if (found.type() == element_type::UINT64) {
    return {"too_large", "must be a whole number within +-9007199254740991"};
  } else {
    return wrongType("a whole number", found);
  }
  if (whole > kMostInt || whole < -kMostInt)
    return {whole > 0 ? "too_large" : "too_small", "must be a whole number within +-9007199254740991"};
  out = whole;
  return {};
}

ReadError read(JsonValue value, double& out) {
  const element found = json::Document::elementOf(value);
  if (!found.is_number()) return wrongType("a number", found);
  out = found.get_double().value_unsafe();
  return {};
}

ReadError read(JsonValue value, std::string& out) {
  std::string_view text;
  if (ReadError error = readText(value, "a string", text)) return error;
  if (text.find('\0') != std::string_view::npos)
    return {"invalid_text", "must not contain the NUL character"};
  out = text;
  return {};
}

ReadError read(JsonValue value, Uuid& out) { return readFormatted(value, "a string that is a UUID", out); }
ReadError read(JsonValue value, BigInt& out) {
  return readFormatted(value, "a string that is a whole number of 64 bits", out);
}
ReadError read(JsonValue value, Date& out) {
  return readFormatted(value, "a string that is a date, such as \"2026-01-31\"", out);
}
ReadError read(JsonValue value, TimeOfDay& out) {
  return readFormatted(value, "a string that is a time of day, such as \"10:30:00\"", out);
}
ReadError read(JsonValue value, Timestamp& out) {
  return readFormatted(value,
                       "a string that is a date and time with offset, such as \"2026-01-31T10:30:00Z\"", out);
}
ReadError read(JsonValue value, Duration& out) {
  return readFormatted(value, "a string that is a duration, such as \"PT1H30M\"", out);
}

ReadError read(JsonValue value, Json& out) {
  std::string text;
  if (!json::appendCompact(text, json::Document::elementOf(value)))
    return {"invalid_text", "must not contain the NUL character"};
  if (text.size() > kMostJsonBytes) return {"too_long", "must have at most 1048576 bytes as JSON"};
  out.text = std::move(text);
  return {};
}

ReadError read(JsonValue value, Bytes& out) {
  return readFormatted(value, "a string of bytes in base64, with padding, such as \"AAEC/w==\"", out);
}

ReadError readObject(JsonValue value) {
  const element found = json::Document::elementOf(value);
  return found.is_object() ? ReadError() : wrongType("an object", found);
}

ReadError eachItem(JsonValue list, FunctionRef<void(JsonValue)> take) {
  const element found = json::Document::elementOf(list);
  if (!found.is_array()) return wrongType("an array", found);
  const simdjson::dom::array items = found.get_array().value_unsafe();
  if (items.size() > kMostItems) return {"too_many", "must have at most 10000 items"};
  for (const element item : items) json::Document::lend(list, item, take);
  return {};
}

void eachItem(std::string_view json, FunctionRef<void(JsonValue)> take) {
  json::Document document("{\"list\":" + std::string(json) + "}");
  json::Member* member = document.find("list");
  if (member == nullptr) throw std::runtime_error("a list is not stored as one");
  if (const ReadError error = eachItem(document.valueOf(*member), take)) failOnItem(error);
}

void withObject(std::string_view json, FunctionRef<void(JsonValue)> take) {
  json::Document document("{\"value\":" + std::string(json) + "}");
  json::Member* member = document.find("value");
  if (member == nullptr) throw std::runtime_error("an object is not stored as one");
  take(document.valueOf(*member));
}

void failOnStored(const ReadError& error) { throw std::runtime_error("an object that is stored " + error.message); }

void failOnItem(const ReadError& error) { throw std::runtime_error("a list that is stored " + error.message); }

ReadError readDecimal(JsonValue value, int scale, std::int64_t& unscaled) {
  std::string_view text;
  if (ReadError error = readText(value, "a string that is a decimal number", text)) return error;
  if (parseDecimal(text, scale, unscaled)) return {};
  // A good number with too many decimals has a problem of its own.
  std::int64_t ignored = 0;
  const std::size_t point = text.find('.');
  const std::size_t decimals = point == std::string_view::npos ? 0 : text.size() - point - 1;
  if (decimals > static_cast<std::size_t>(scale) && decimals <= 18 &&
      parseDecimal(text, static_cast<int>(decimals), ignored)) {
    return {"precision", "must have at most " + format(std::int64_t{scale}) + " decimals"};
  }
  return {"invalid_format",
          "must be a decimal number of at most 18 digits, such as \"" + formatDecimal(125, scale) + "\""};
}

ReadError readClosedText(JsonValue value, const std::string_view* texts, std::size_t count,
                         std::size_t& index) {
  std::string_view text;
  if (ReadError error = readText(value, "a string", text)) return error;
  std::string allowed;
  for (std::size_t i = 0; i < count; ++i) {
    if (texts[i] == text) {
      index = i;
      return {};
    }
    if (i > 0) allowed += ", ";
    allowed += texts[i];
  }
  return {"not_in_list", "must be one of " + allowed};
}

}  // namespace ingot::rt
