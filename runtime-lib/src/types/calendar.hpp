// The proleptic Gregorian calendar on plain integers.
#pragma once

#include <cstdint>

namespace ingot::rt {

constexpr std::int64_t kMicrosPerSecond = 1'000'000;
constexpr std::int64_t kMicrosPerMinute = 60 * kMicrosPerSecond;
constexpr std::int64_t kMicrosPerHour = 60 * kMicrosPerMinute;
constexpr std::int64_t kMicrosPerDay = 24 * kMicrosPerHour;

struct CivilDate {
  int year = 1970;
  int month = 1;
  int day = 1;
};

[[nodiscard]] constexpr std::int64_t floorDivide(std::int64_t a, std::int64_t b) {
  return a / b - (a % b < 0 ? 1 : 0);
}

// Howard Hinnant, "chrono-compatible low-level date algorithms".
[[nodiscard]] constexpr std::int64_t daysOf(CivilDate date) {
  const int year = date.year - (date.month <= 2 ? 1 : 0);
  const std::int64_t era = floorDivide(year, 400);
  const std::int64_t yearOfEra = year - era * 400;
  const std::int64_t dayOfYear = (153 * (date.month + (date.month > 2 ? -3 : 9)) + 2) / 5 + date.day - 1;
  const std::int64_t dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
  return era * 146097 + dayOfEra - 719468;
}

[[nodiscard]] constexpr CivilDate civilOf(std::int64_t days) {
  days += 719468;
  const std::int64_t era = floorDivide(days, 146097);
  const std::int64_t dayOfEra = days - era * 146097;
  const std::int64_t yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146096) / 365;
  const std::int64_t dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
  const std::int64_t shifted = (5 * dayOfYear + 2) / 153;
  const auto month = static_cast<int>(shifted + (shifted < 10 ? 3 : -9));
  return {static_cast<int>(yearOfEra + era * 400 + (month <= 2 ? 1 : 0)), month,
          static_cast<int>(dayOfYear - (153 * shifted + 2) / 5 + 1)};
}

constexpr std::int64_t kFirstDay = daysOf({1, 1, 1});
constexpr std::int64_t kLastDay = daysOf({9999, 12, 31});
constexpr std::int64_t kFirstMicro = kFirstDay * kMicrosPerDay;
constexpr std::int64_t kLastMicro = (kLastDay + 1) * kMicrosPerDay - 1;

}  // namespace ingot::rt
