#include "types/calendar.hpp"

#include <ingot/rt/types.hpp>

#include "types/scanner.hpp"

namespace ingot::rt {
namespace {

constexpr int daysInMonth(int year, int month) {
  constexpr std::array<int, 12> kDays{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month == 2 && leap ? 29 : kDays[static_cast<std::size_t>(month - 1)];
}

bool scanDate(Scanner& scanner, std::int64_t& days) {
  CivilDate date;
  if (!scanner.digits(4, date.year) || !scanner.character('-') || !scanner.digits(2, date.month) ||
      !scanner.character('-') || !scanner.digits(2, date.day)) {
    return false;
  }
  if (date.year < 1 || date.month < 1 || date.month > 12) return false;
  if (date.day < 1 || date.day > daysInMonth(date.year, date.month)) return false;
  days = daysOf(date);
  return true;
}

bool scanTime(Scanner& scanner, std::int64_t& micros) {
  int hour = 0;
  int minute = 0;
  int second = 0;
  if (!scanner.digits(2, hour) || !scanner.character(':') || !scanner.digits(2, minute) ||
      !scanner.character(':') || !scanner.digits(2, second)) {
    return false;
  }
  if (hour > 23 || minute > 59 || second > 59)
    return false;  // a leap second has no place in 64 bits of microseconds
  std::int64_t fraction = 0;
  if (scanner.character('.') && !scanner.fraction(fraction)) return false;
  micros = hour * kMicrosPerHour + minute * kMicrosPerMinute + second * kMicrosPerSecond + fraction;
  return true;
}

bool scanOffset(Scanner& scanner, std::int64_t& micros) {
  micros = 0;
  if (scanner.character('Z') || scanner.character('z')) return true;
  const bool negative = scanner.character('-');
  if (!negative && !scanner.character('+')) return false;
  int hour = 0;
  int minute = 0;
  if (!scanner.digits(2, hour) || !scanner.character(':') || !scanner.digits(2, minute)) return false;
  if (hour > 23 || minute > 59) return false;
  micros = hour * kMicrosPerHour + minute * kMicrosPerMinute;
  if (negative) micros = -micros;
  return true;
}

void appendPadded(std::string& text, std::int64_t value, int width) {
  std::string digits = format(value);
  if (digits.size() < static_cast<std::size_t>(width))
    text.append(static_cast<std::size_t>(width) - digits.size(), '0');
  text += digits;
}

void appendTime(std::string& text, std::int64_t time) {
  appendPadded(text, time / kMicrosPerHour, 2);
  text += ':';
  appendPadded(text, time / kMicrosPerMinute % 60, 2);
  text += ':';
  appendPadded(text, time / kMicrosPerSecond % 60, 2);
  if (const std::int64_t fraction = time % kMicrosPerSecond; fraction != 0) {
    text += '.';
    const bool millis = fraction % 1000 == 0;
    appendPadded(text, millis ? fraction / 1000 : fraction, millis ? 3 : 6);
  }
}

}  // namespace

bool parse(std::string_view text, Date& out) {
  Scanner scanner(text);
  std::int64_t days = 0;
  if (!scanDate(scanner, days) || !scanner.atEnd()) return false;
  out.days = static_cast<std::int32_t>(days);
  return true;
}

bool parse(std::string_view text, TimeOfDay& out) {
  Scanner scanner(text);
  std::int64_t time = 0;
  if (!scanTime(scanner, time) || !scanner.atEnd()) return false;
  out.micros = time;
  return true;
}

bool parse(std::string_view text, Timestamp& out) {
  Scanner scanner(text);
  std::int64_t days = 0;
  std::int64_t time = 0;
  std::int64_t offset = 0;
  if (!scanDate(scanner, days) || !(scanner.character('T') || scanner.character('t')) ||
      !scanTime(scanner, time) || !scanOffset(scanner, offset) || !scanner.atEnd()) {
    return false;
  }
  const std::int64_t micros = days * kMicrosPerDay + time - offset;
  if (micros < kFirstMicro || micros > kLastMicro) return false;
  out.micros = micros;
  return true;
}

std::string format(Date value) {
  const CivilDate date = civilOf(value.days);
  std::string text;
  text.reserve(10);
  appendPadded(text, date.year, 4);
  text += '-';
  appendPadded(text, date.month, 2);
  text += '-';
  appendPadded(text, date.day, 2);
  return text;
}

std::string format(TimeOfDay value) {
  std::string text;
  text.reserve(15);
  appendTime(text, value.micros);
  return text;
}

std::string format(Timestamp value) {
  const std::int64_t days = floorDivide(value.micros, kMicrosPerDay);
  const std::int64_t time = value.micros - days * kMicrosPerDay;
  std::string text = format(Date{static_cast<std::int32_t>(days)});
  text.reserve(27);
  text += 'T';
  appendTime(text, time);
  text += 'Z';
  return text;
}

}  // namespace ingot::rt
