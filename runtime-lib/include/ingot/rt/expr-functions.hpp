// The table of functions behind ingot/rt/expr.hpp: `plain` does the work on values, the outer functions lift
// nulls.
#pragma once

#include <ingot/rt/expr.hpp>

namespace ingot::rt::expr {

// Results that do not fit their type are null: int is within +-(2^53 - 1), bigint 64 bits, float finite,
// decimal 18 digits.
namespace plain {

using Int = std::int64_t;
using MaybeInt = std::optional<Int>;
using Text = std::string_view;

[[nodiscard]] MaybeInt add(Int a, Int b);
[[nodiscard]] MaybeInt subtract(Int a, Int b);
[[nodiscard]] MaybeInt multiply(Int a, Int b);
[[nodiscard]] MaybeInt divide(Int a, Int b);  // towards zero; null by zero
[[nodiscard]] MaybeInt modulo(Int a, Int b);  // the sign of `a`
[[nodiscard]] MaybeInt negate(Int a);
[[nodiscard]] Int abs(Int a);

[[nodiscard]] std::optional<BigInt> add(BigInt a, BigInt b);
[[nodiscard]] std::optional<BigInt> subtract(BigInt a, BigInt b);
[[nodiscard]] std::optional<BigInt> multiply(BigInt a, BigInt b);
[[nodiscard]] std::optional<BigInt> divide(BigInt a, BigInt b);
[[nodiscard]] std::optional<BigInt> modulo(BigInt a, BigInt b);
[[nodiscard]] std::optional<BigInt> negate(BigInt a);
[[nodiscard]] std::optional<BigInt> abs(BigInt a);

[[nodiscard]] std::optional<double> add(double a, double b);
[[nodiscard]] std::optional<double> subtract(double a, double b);
[[nodiscard]] std::optional<double> multiply(double a, double b);
[[nodiscard]] std::optional<double> divide(double a, double b);
[[nodiscard]] std::optional<double> modulo(double a, double b);
[[nodiscard]] std::optional<double> negate(double a);
[[nodiscard]] double abs(double a);
[[nodiscard]] double floor(double a);
[[nodiscard]] double round(double a);  // halves away from zero

// Decimals: sum and difference have the larger scale, a product the sum of both, a quotient four digits more
// than the larger; none more than 18. What is cut off is rounded, halves away from zero.
constexpr int widest(int a, int b) { return a < b ? b : a; }
constexpr int capped(int scale) { return scale > 18 ? 18 : scale; }
[[nodiscard]] MaybeInt addUnscaled(Int a, int scaleA, Int b, int scaleB);
[[nodiscard]] MaybeInt multiplyUnscaled(Int a, int scaleA, Int b, int scaleB, int scale);
[[nodiscard]] MaybeInt divideUnscaled(Int a, int scaleA, Int b, int scaleB, int scale);
[[nodiscard]] MaybeInt moduloUnscaled(Int a, int scaleA, Int b, int scaleB);
[[nodiscard]] MaybeInt rescale(Int a, int from, int to, bool down);  // `down`: towards minus infinity
[[nodiscard]] int orderUnscaled(Int a, int scaleA, Int b, int scaleB);

template <int R>
[[nodiscard]] constexpr std::optional<Decimal<R>> decimal(MaybeInt unscaled) {
  if (!unscaled) return std::nullopt;
  return Decimal<R>{*unscaled};
}
template <int S, int T>
[[nodiscard]] auto add(Decimal<S> a, Decimal<T> b) {
  return decimal<widest(S, T)>(addUnscaled(a.unscaled, S, b.unscaled, T));
}
template <int S, int T>
[[nodiscard]] auto subtract(Decimal<S> a, Decimal<T> b) {
  return decimal<widest(S, T)>(addUnscaled(a.unscaled, S, -b.unscaled, T));
}
template <int S, int T>
[[nodiscard]] auto multiply(Decimal<S> a, Decimal<T> b) {
  constexpr int scale = capped(S + T);
  return decimal<scale>(multiplyUnscaled(a.unscaled, S, b.unscaled, T, scale));
}
template <int S, int T>
[[nodiscard]] auto divide(Decimal<S> a, Decimal<T> b) {
  constexpr int scale = capped(widest(S, T) + 4);
  return decimal<scale>(divideUnscaled(a.unscaled, S, b.unscaled, T, scale));
}
template <int S, int T>
[[nodiscard]] auto modulo(Decimal<S> a, Decimal<T> b) {
  return decimal<widest(S, T)>(moduloUnscaled(a.unscaled, S, b.unscaled, T));
}
template <int S>
[[nodiscard]] std::optional<Decimal<S>> negate(Decimal<S> a) {
  return Decimal<S>{-a.unscaled};
}
template <int S>
[[nodiscard]] Decimal<S> abs(Decimal<S> a) {
  return Decimal<S>{a.unscaled < 0 ? -a.unscaled : a.unscaled};
}
template <int S>
[[nodiscard]] Decimal<0> floor(Decimal<S> a) {
  return Decimal<0>{rescale(a.unscaled, S, 0, true).value_or(0)};
}
template <int S>
[[nodiscard]] Decimal<0> round(Decimal<S> a) {
  return Decimal<0>{rescale(a.unscaled, S, 0, false).value_or(0)};
}

template <int R, int S>
[[nodiscard]] Decimal<R> roundTo(Decimal<S> a) {
  static_assert(R <= S, "rounding to more digits could fail");
  return Decimal<R>{rescale(a.unscaled, S, R, false).value_or(0)};
}
template <int R>
[[nodiscard]] std::optional<Decimal<R>> toDecimal(Int a) {
  return decimal<R>(rescale(a, 0, R, false));
}
template <int R>
[[nodiscard]] std::optional<Decimal<R>> toDecimal(BigInt a) {
  return decimal<R>(rescale(a.value, 0, R, false));
}
template <int R, int S>
[[nodiscard]] std::optional<Decimal<R>> toDecimal(Decimal<S> a) {
  return decimal<R>(rescale(a.unscaled, S, R, false));
}

// Times stay within the years 1 to 9999. A date moves by whole days only; by another duration it becomes
// null.
[[nodiscard]] std::optional<Timestamp> add(Timestamp a, Duration b);
[[nodiscard]] std::optional<Timestamp> add(Duration a, Timestamp b);
[[nodiscard]] std::optional<Timestamp> subtract(Timestamp a, Duration b);
[[nodiscard]] Duration subtract(Timestamp a, Timestamp b);
[[nodiscard]] std::optional<Date> add(Date a, Duration b);
[[nodiscard]] std::optional<Date> add(Duration a, Date b);
[[nodiscard]] std::optional<Date> subtract(Date a, Duration b);
[[nodiscard]] Duration subtract(Date a, Date b);
[[nodiscard]] std::optional<Duration> add(Duration a, Duration b);
[[nodiscard]] std::optional<Duration> subtract(Duration a, Duration b);
[[nodiscard]] std::optional<Duration> multiply(Duration a, Int b);
[[nodiscard]] std::optional<Duration> multiply(Int a, Duration b);
[[nodiscard]] std::optional<Duration> negate(Duration a);
[[nodiscard]] std::optional<Duration> units(Int count, Int seconds);

[[nodiscard]] Int year(Date a);
[[nodiscard]] Int month(Date a);
[[nodiscard]] Int day(Date a);
[[nodiscard]] Date dateOf(Timestamp a);  // in UTC
[[nodiscard]] inline Int year(Timestamp a) { return year(dateOf(a)); }
[[nodiscard]] inline Int month(Timestamp a) { return month(dateOf(a)); }
[[nodiscard]] inline Int day(Timestamp a) { return day(dateOf(a)); }
[[nodiscard]] Int hour(Timestamp a);

[[nodiscard]] std::string sha256(Text text);
[[nodiscard]] std::string lower(Text text);
[[nodiscard]] std::string upper(Text text);
[[nodiscard]] std::string trim(Text text);  // ASCII white space
[[nodiscard]] std::string slugify(Text text);
[[nodiscard]] std::string concat(Text a, Text b);
[[nodiscard]] inline Int length(Text text) { return static_cast<Int>(codePoints(text)); }
[[nodiscard]] inline bool contains(Text text, Text part) { return text.find(part) != Text::npos; }
[[nodiscard]] std::optional<std::string> substring(Text text, Int start, Int count);
[[nodiscard]] std::optional<std::string> replace(Text text, Text what, Text with);
[[nodiscard]] MaybeInt toInt(Text text);
[[nodiscard]] bool matches(Text text, Text pattern);

}  // namespace plain

// Operators.
template <typename A, typename B>
[[nodiscard]] auto add(const A& a, const B& b) {
  return lift([](const auto& x, const auto& y) { return plain::add(x, y); }, a, b);
}
template <typename A, typename B>
[[nodiscard]] auto subtract(const A& a, const B& b) {
  return lift([](const auto& x, const auto& y) { return plain::subtract(x, y); }, a, b);
}
template <typename A, typename B>
[[nodiscard]] auto multiply(const A& a, const B& b) {
  return lift([](const auto& x, const auto& y) { return plain::multiply(x, y); }, a, b);
}
template <typename A, typename B>
[[nodiscard]] auto divide(const A& a, const B& b) {
  return lift([](const auto& x, const auto& y) { return plain::divide(x, y); }, a, b);
}
template <typename A, typename B>
[[nodiscard]] auto modulo(const A& a, const B& b) {
  return lift([](const auto& x, const auto& y) { return plain::modulo(x, y); }, a, b);
}
template <typename A>
[[nodiscard]] auto negate(const A& a) {
  return lift([](const auto& x) { return plain::negate(x); }, a);
}
// `+` of texts.
template <typename A, typename B>
[[nodiscard]] auto concat(const A& a, const B& b) {
  return lift(plain::concat, a, b);
}
// RE2 syntax, the whole text; false for null. `pattern` is a constant of the definition.
template <typename A>
[[nodiscard]] bool matches(const A& text, std::string_view pattern) {
  return hasValue(text) && plain::matches(valueOf(text), pattern);
}

// Numbers.
template <typename A>
[[nodiscard]] auto abs(const A& a) {
  return lift([](const auto& x) { return plain::abs(x); }, a);
}
template <typename A>
[[nodiscard]] auto floor(const A& a) {
  return lift([](const auto& x) { return plain::floor(x); }, a);
}
template <typename A>
[[nodiscard]] auto round(const A& a) {
  return lift([](const auto& x) { return plain::round(x); }, a);
}
// To `R` digits after the point, at most those that there are; halves away from zero.
template <int R, typename A>
[[nodiscard]] auto roundTo(const A& a) {
  return lift([](const auto& x) { return plain::roundTo<R>(x); }, a);
}
// The smaller and the larger of two values of one type.
template <typename A, typename B>
[[nodiscard]] auto min(const A& a, const B& b) {
  return lift([](const auto& x, const auto& y) -> Operand<A> { return order(y, x) < 0 ? y : x; }, a, b);
}
template <typename A, typename B>
[[nodiscard]] auto max(const A& a, const B& b) {
  return lift([](const auto& x, const auto& y) -> Operand<A> { return order(x, y) < 0 ? y : x; }, a, b);
}

// Texts. `start` counts from 0; a negative start or count is null.
template <typename A>
[[nodiscard]] auto sha256(const A& text) {
  return lift(plain::sha256, text);
}  // of the bytes, 64 hexadecimal digits
template <typename A>
[[nodiscard]] auto lower(const A& text) {
  return lift(plain::lower, text);
}
template <typename A>
[[nodiscard]] auto upper(const A& text) {
  return lift(plain::upper, text);
}
template <typename A>
[[nodiscard]] auto trim(const A& text) {
  return lift(plain::trim, text);
}
template <typename A>
[[nodiscard]] auto slugify(const A& text) {
  return lift(plain::slugify, text);
}
template <typename A>
[[nodiscard]] auto length(const A& text) {
  return lift(plain::length, text);
}
template <typename A, typename B>
[[nodiscard]] auto contains(const A& text, const B& part) {
  return lift(plain::contains, text, part);
}
template <typename A, typename B>
[[nodiscard]] auto startsWith(const A& text, const B& part) {
  return lift([](std::string_view x, std::string_view y) { return x.starts_with(y); }, text, part);
}
template <typename A, typename B>
[[nodiscard]] auto endsWith(const A& text, const B& part) {
  return lift([](std::string_view x, std::string_view y) { return x.ends_with(y); }, text, part);
}
template <typename A, typename B, typename C>
[[nodiscard]] auto substring(const A& text, const B& start, const C& count) {
  return lift(plain::substring, text, start, count);
}
template <typename A, typename B, typename C>
[[nodiscard]] auto replace(const A& text, const B& what, const C& with) {
  return lift(plain::replace, text, what, with);
}

// Times.
template <typename A>
[[nodiscard]] auto year(const A& a) {
  return lift([](const auto& x) { return plain::year(x); }, a);
}
template <typename A>
[[nodiscard]] auto month(const A& a) {
  return lift([](const auto& x) { return plain::month(x); }, a);
}
template <typename A>
[[nodiscard]] auto day(const A& a) {
  return lift([](const auto& x) { return plain::day(x); }, a);
}
template <typename A>
[[nodiscard]] auto hour(const A& a) {
  return lift(plain::hour, a);
}
template <typename A>
[[nodiscard]] auto seconds(const A& count) {
  return lift([](std::int64_t x) { return plain::units(x, 1); }, count);
}
template <typename A>
[[nodiscard]] auto minutes(const A& count) {
  return lift([](std::int64_t x) { return plain::units(x, 60); }, count);
}
template <typename A>
[[nodiscard]] auto hours(const A& count) {
  return lift([](std::int64_t x) { return plain::units(x, 3600); }, count);
}
template <typename A>
[[nodiscard]] auto days(const A& count) {
  return lift([](std::int64_t x) { return plain::units(x, 86'400); }, count);
}

// The time of the request moved by a constant of the definition, at most a thousand years: always a time.
[[nodiscard]] inline Timestamp shiftNow(Timestamp now, Duration by) {
  return plain::add(now, by).value_or(now);
}

// From one type to another. `toText` is the canonical text, as it stands in JSON.
template <typename A>
[[nodiscard]] auto toText(const A& a) {
  return lift(
      [](const auto& x) {
        if constexpr (ClosedText<std::remove_cvref_t<decltype(x)>>) {
          return std::string(text(x));
        } else if constexpr (std::is_convertible_v<decltype(x), std::string_view>) {
          return std::string(x);
        } else {
          return format(x);
        }
      },
      a);
}
template <typename A>
[[nodiscard]] auto toInt(const A& text) {
  return lift(plain::toInt, text);
}
template <typename A>
[[nodiscard]] auto toFloat(const A& a) {
  return lift([](std::int64_t x) { return static_cast<double>(x); }, a);
}
template <typename A>
[[nodiscard]] auto toBigInt(const A& a) {
  return lift([](std::int64_t x) { return BigInt{x}; }, a);
}
// A number in a wider type; `S` is at least the scale that it has.
template <int S, typename A>
[[nodiscard]] auto toDecimal(const A& a) {
  return lift([](const auto& x) { return plain::toDecimal<S>(x); }, a);
}

template <int S, int T>
[[nodiscard]] constexpr int order(Decimal<S> a, Decimal<T> b) {
  if constexpr (S == T) return a.unscaled < b.unscaled ? -1 : (b.unscaled < a.unscaled ? 1 : 0);
  return plain::orderUnscaled(a.unscaled, S, b.unscaled, T);
}

}  // namespace ingot::rt::expr
