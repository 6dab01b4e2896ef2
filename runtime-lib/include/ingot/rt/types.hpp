// The value types of a definition that C++ has no type for, with their text forms.
//
// Each type has one JSON form and one storage form: `bigint` and `decimal` travel as JSON strings, so that no client
// rounds them; dates and times travel as ISO 8601 in UTC.
#pragma once

#include <array>
#include <compare>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace ingot::rt {

// 128 bits, RFC 9562. Any version is accepted; the ones made here are version 7, so they sort by time of creation.
struct Uuid {
  std::array<std::uint8_t, 16> bytes{};
  friend auto operator<=>(const Uuid&, const Uuid&) = default;
};

// 64 bits; a JSON string, because a JSON number is only safe within 53 bits.
struct BigInt {
  std::int64_t value = 0;
  friend auto operator<=>(const BigInt&, const BigInt&) = default;
};

// A fixed number of decimals: the value is `unscaled / 10^Scale`. Exact; at most 18 digits in all.
template <int Scale>
struct Decimal {
  std::int64_t unscaled = 0;
  friend auto operator<=>(const Decimal&, const Decimal&) = default;
};

// Days since 1970-01-01, in the proleptic Gregorian calendar; years 0001 to 9999.
struct Date {
  std::int32_t days = 0;
  friend auto operator<=>(const Date&, const Date&) = default;
};

// Microseconds since midnight, below 24 hours; of no day and no zone.
struct TimeOfDay {
  std::int64_t micros = 0;
  friend auto operator<=>(const TimeOfDay&, const TimeOfDay&) = default;
};

// Microseconds since 1970-01-01T00:00:00Z; years 0001 to 9999.
struct Timestamp {
  std::int64_t micros = 0;
  friend auto operator<=>(const Timestamp&, const Timestamp&) = default;
};

// A length of time in microseconds; ISO 8601 (`PT1H30M`, `P2DT0.5S`), no months or years.
struct Duration {
  std::int64_t micros = 0;
  friend auto operator<=>(const Duration&, const Duration&) = default;
};

// One JSON value, kept as its compact text; members keep the order in which they were sent.
struct Json {
  std::string text = "null";
  friend bool operator==(const Json&, const Json&) = default;
};

// Any bytes; base64 with padding (RFC 4648) in JSON.
struct Bytes {
  std::string data;
  friend auto operator<=>(const Bytes&, const Bytes&) = default;
};

// Every `parse` reads the whole text or returns false and leaves `out` as it was.
[[nodiscard]] bool parse(std::string_view text, std::string& out);  // any text
[[nodiscard]] bool parse(std::string_view text, Uuid& out);
[[nodiscard]] bool parse(std::string_view text, std::int64_t& out);
[[nodiscard]] bool parse(std::string_view text, BigInt& out);
[[nodiscard]] bool parse(std::string_view text, double& out);  // finite only
[[nodiscard]] bool parse(std::string_view text, bool& out);    // true | false
[[nodiscard]] bool parse(std::string_view text, Date& out);
[[nodiscard]] bool parse(std::string_view text, TimeOfDay& out);
[[nodiscard]] bool parse(std::string_view text, Timestamp& out);  // an offset is converted to UTC
[[nodiscard]] bool parse(std::string_view text, Duration& out);
[[nodiscard]] bool parse(std::string_view text, Bytes& out);  // what is not canonical is refused
[[nodiscard]] bool parseDecimal(std::string_view text, int scale, std::int64_t& unscaled);

template <int Scale>
[[nodiscard]] bool parse(std::string_view text, Decimal<Scale>& out) {
  return parseDecimal(text, Scale, out.unscaled);
}

// The canonical text of a value, as it stands in JSON without its quotes.
[[nodiscard]] std::string format(const Uuid& value);
[[nodiscard]] std::string format(std::int64_t value);
[[nodiscard]] std::string format(BigInt value);
[[nodiscard]] std::string format(double value);  // the shortest text that reads back as the same number
[[nodiscard]] std::string format(bool value);
[[nodiscard]] std::string format(Date value);
[[nodiscard]] std::string format(TimeOfDay value);  // 10:30:00.500; the fraction only when there is one
[[nodiscard]] std::string format(Timestamp value);  // 2026-01-03T10:30:00.000001Z; the fraction only when there is one
[[nodiscard]] std::string format(Duration value);
[[nodiscard]] std::string format(const Bytes& value);
[[nodiscard]] std::string formatDecimal(std::int64_t unscaled, int scale);

template <int Scale>
[[nodiscard]] std::string format(Decimal<Scale> value) {
  return formatDecimal(value.unscaled, Scale);
}

// The bytes of a constant text in base64.
[[nodiscard]] Bytes bytesOf(std::string_view base64);

// A new version 7 id. Ids made by one process sort in the order in which they were made.
[[nodiscard]] Uuid newUuid();

// The number of code points of a valid UTF-8 text: what `min` and `max` of a string count.
[[nodiscard]] std::size_t codePoints(std::string_view text);

// A closed list of texts (an `enum` of the definition). `E` is an emitted struct with `index` and `texts`.
template <typename E>
concept ClosedText = requires(E value) {
  { value.index } -> std::convertible_to<std::size_t>;
  E::texts.size();
};

// A value with members (a `type` of the definition). `T` is an emitted struct; beside it stand `readBody`, `fillDefaults` and `checkMembers` of its
// `Input`, `valueOf` one that was checked, and `writeMembers`.
template <typename T>
concept MemberedValue = requires(const typename T::Input& input) {
  { valueOf(input) } -> std::same_as<T>;
};

template <ClosedText E>
[[nodiscard]] constexpr std::string_view text(E value) {
  return E::texts[value.index];
}

template <ClosedText E>
[[nodiscard]] constexpr bool parse(std::string_view wanted, E& out) {
  for (std::size_t i = 0; i < E::texts.size(); ++i) {
    if (E::texts[i] == wanted) {
      out.index = static_cast<decltype(out.index)>(i);
      return true;
    }
  }
  return false;
}

}  // namespace ingot::rt
