// Inputs that are no JSON: the query and headers.
#include <ingot/rt/endpoint.hpp>

#include <algorithm>

#include "types/nearest.hpp"
#include "types/text.hpp"

namespace ingot::rt {
namespace {

constexpr std::size_t kMostUnknown = 20;  // what one answer names
constexpr std::int64_t kMostInt = (std::int64_t{1} << 53U) - 1;

template <typename T>
ReadError parsed(std::string_view text, std::string_view expected, T& out) {
  if (parse(text, out)) return {};
  return {"invalid_format", "must be " + std::string(expected)};
}

}  // namespace

ReadError readText(std::string_view text, std::string& out) {
  if (text.find('\0') != std::string_view::npos) return {"invalid_text", "must not contain the NUL character"};
  out = text;
  return {};
}

ReadError readText(std::string_view text, std::int64_t& out) {
  std::int64_t whole = 0;
  if (ReadError error = parsed(text, "a whole number", whole)) return error;
  if (whole > kMostInt || whole < -kMostInt)
    return {whole > 0 ? "too_large" : "too_small", "must be a whole number within +-9007199254740991"};
  out = whole;
  return {};
}

ReadError readText(std::string_view text, bool& out) { return parsed(text, "true or false", out); }
ReadError readText(std::string_view text, double& out) { return parsed(text, "a number", out); }
ReadError readText(std::string_view text, BigInt& out) { return parsed(text, "a whole number of 64 bits", out); }
ReadError readText(std::string_view text, Uuid& out) { return parsed(text, "a UUID", out); }
ReadError readText(std::string_view text, Date& out) { return parsed(text, "a date, such as 2026-01-31", out); }
ReadError readText(std::string_view text, TimeOfDay& out) { return parsed(text, "a time, such as 10:30:00", out); }
ReadError readText(std::string_view text, Timestamp& out) {
  return parsed(text, "a date and time with offset, such as 2026-01-31T10:30:00Z", out);
}
ReadError readText(std::string_view text, Duration& out) { return parsed(text, "a duration, such as PT1H30M", out); }
ReadError readText(std::string_view text, Bytes& out) { return parsed(text, "bytes in base64, with padding, such as AAEC/w==", out); }

ReadError readDecimalText(std::string_view text, int scale, std::int64_t& unscaled) {
  if (parseDecimal(text, scale, unscaled)) return {};
  return {"invalid_format", "must be a decimal number of at most 18 digits, such as " + formatDecimal(125, scale)};
}

ReadError readClosedText(std::string_view text, std::span<const std::string_view> texts, std::size_t& index) {
  const auto found = std::find(texts.begin(), texts.end(), text);
  if (found == texts.end()) return {"not_in_list", "must be one of " + listed({texts.begin(), texts.end()})};
  index = static_cast<std::size_t>(found - texts.begin());
  return {};
}

const std::string* QueryReader::find(std::string_view name) {
  known_.push_back(name);
  const std::string* found = nullptr;
  for (const QueryItem& item : request_.query()) {
    if (item.name != name) continue;
    if (found != nullptr) {
      refuse(name, {"unreadable", "is given more than once"});
      return nullptr;
    }
    found = &item.value;
  }
  return found;
}

void QueryReader::finish() {
  std::size_t unknown = 0;
  for (const QueryItem& item : request_.query()) {
    if (std::find(known_.begin(), known_.end(), item.name) != known_.end()) continue;
    if (++unknown > kMostUnknown) return;
    std::string words = known_.empty() ? "is given to an address that takes no parameters" : "is not a parameter here; allowed is " + listed(known_);
    checks_.add("query." + shown(item.name, 100), "unknown_parameter", std::move(words));
  }
}

void QueryReader::refuse(std::string_view name, ReadError error) {
  checks_.add("query." + std::string(name), error.code, std::move(error.message));
}

std::optional<std::string_view> headerInput(const Request& request, std::string_view name, std::string_view path, Checks& checks) {
  if (request.headerCount(name) > 1) {
    checks.add(path, "unreadable", "is given more than once");
    return std::nullopt;
  }
  const std::string_view text = request.header(name);
  if (text.empty()) return std::nullopt;
  if (isUtf8(text)) return text;
  checks.add(path, "invalid_text", "must be UTF-8");
  return std::nullopt;
}

void refuseQuery(const Request& request) {
  Checks checks(Write::create);
  QueryReader(request, checks).finish();
  checks.finish();
}

std::string optionalJsonBody(const Request& request) {
  const bool said = request.headerCount("Content-Type") > 0 || request.headerCount("Transfer-Encoding") > 0;
  const std::string_view length = request.header("Content-Length");
  if (!said && (length.empty() || length == "0")) return "{}";
  return request.jsonBody();
}

}  // namespace ingot::rt
