#include <ingot/rt/expr.hpp>

#include "types/calendar.hpp"

namespace ingot::rt::expr {
namespace plain {
namespace {

std::optional<Timestamp> moved(Timestamp from, Int micros) {
  Int result = 0;
  if (__builtin_add_overflow(from.micros, micros, &result) || result < kFirstMicro || result > kLastMicro)
    return std::nullopt;
  return Timestamp{result};
}

std::optional<Date> moved(Date from, Int days) {
  Int result = 0;
  if (__builtin_add_overflow(Int{from.days}, days, &result) || result < kFirstDay || result > kLastDay)
    return std::nullopt;
  return Date{static_cast<std::int32_t>(result)};
}

}  // namespace

std::optional<Timestamp> add(Timestamp a, Duration b) { return moved(a, b.micros); }
std::optional<Timestamp> add(Duration a, Timestamp b) { return moved(b, a.micros); }
std::optional<Timestamp> subtract(Timestamp a, Duration b) {
  const auto back = negate(b);
  return back ? moved(a, back->micros) : std::nullopt;
}
Duration subtract(Timestamp a, Timestamp b) { return {a.micros - b.micros}; }

std::optional<Date> add(Date a, Duration b) {
  return b.micros % kMicrosPerDay == 0 ? moved(a, b.micros / kMicrosPerDay) : std::nullopt;
}
std::optional<Date> add(Duration a, Date b) { return add(b, a); }
std::optional<Date> subtract(Date a, Duration b) {
  return b.micros % kMicrosPerDay == 0 ? moved(a, -(b.micros / kMicrosPerDay)) : std::nullopt;
}
Duration subtract(Date a, Date b) { return {(Int{a.days} - Int{b.days}) * kMicrosPerDay}; }

std::optional<Duration> add(Duration a, Duration b) {
  Duration result;
  if (__builtin_add_overflow(a.micros, b.micros, &result.micros)) return std::nullopt;
  return result;
}
std::optional<Duration> subtract(Duration a, Duration b) {
  Duration result;
  if (__builtin_sub_overflow(a.micros, b.micros, &result.micros)) return std::nullopt;
  return result;
}
std::optional<Duration> multiply(Duration a, Int b) {
  Duration result;
  if (__builtin_mul_overflow(a.micros, b, &result.micros)) return std::nullopt;
  return result;
}
std::optional<Duration> multiply(Int a, Duration b) { return multiply(b, a); }
std::optional<Duration> negate(Duration a) { return subtract(Duration{0}, a); }
std::optional<Duration> units(Int count, Int seconds) {
  return multiply(Duration{seconds * kMicrosPerSecond}, count);
}

Int year(Date a) { return civilOf(a.days).year; }
Int month(Date a) { return civilOf(a.days).month; }
Int day(Date a) { return civilOf(a.days).day; }
Date dateOf(Timestamp a) { return {static_cast<std::int32_t>(floorDivide(a.micros, kMicrosPerDay))}; }
Int hour(Timestamp a) { return (a.micros - dateOf(a).days * kMicrosPerDay) / kMicrosPerHour; }

}  // namespace plain

int order(Date a, Timestamp b) { return order(Timestamp{a.days * kMicrosPerDay}, b); }
int order(Timestamp a, Date b) { return -order(b, a); }

}  // namespace ingot::rt::expr
