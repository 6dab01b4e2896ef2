#include <ingot/rt/expr.hpp>

namespace ingot::rt::expr::plain {
namespace {

__extension__ using Wide = __int128;

constexpr Int kMostUnscaled = 999'999'999'999'999'999;  // 18 digits

// 10^exponent, for 0 to 36.
constexpr Wide power(int exponent) {
  Wide result = 1;
  for (int i = 0; i < exponent; ++i) result *= 10;
  return result;
}

MaybeInt fitting(Wide value) {
  if (value > kMostUnscaled || value < -kMostUnscaled) return std::nullopt;
  return static_cast<Int>(value);
}

// Halves away from zero; `divisor` is positive.
Wide divideRounded(Wide value, Wide divisor) {
  const Wide quotient = value / divisor;
  const Wide rest = value % divisor;
  const Wide magnitude = rest < 0 ? -rest : rest;
  if (magnitude < divisor - magnitude) return quotient;
  return quotient + (value < 0 ? -1 : 1);
}

// Both at the larger of the two scales: at most 18 digits more than 18.
struct Aligned {
  Wide a;
  Wide b;
};
Aligned align(Int a, int scaleA, Int b, int scaleB) {
  const int scale = widest(scaleA, scaleB);
  return {Wide{a} * power(scale - scaleA), Wide{b} * power(scale - scaleB)};
}

}  // namespace

MaybeInt addUnscaled(Int a, int scaleA, Int b, int scaleB) {
  const auto [x, y] = align(a, scaleA, b, scaleB);
  return fitting(x + y);
}

MaybeInt multiplyUnscaled(Int a, int scaleA, Int b, int scaleB, int scale) {
  return fitting(divideRounded(Wide{a} * b, power(scaleA + scaleB - scale)));
}

MaybeInt divideUnscaled(Int a, int scaleA, Int b, int scaleB, int scale) {
  if (b == 0) return std::nullopt;
  // a/10^scaleA divided by b/10^scaleB, times 10^scale: at most 18 + 18 + 18 digits would not fit, so the
  // powers meet first.
  const int exponent = scale + scaleB - scaleA;
  Wide numerator = a;
  Wide denominator = b;
  if (exponent >= 0) {
    if (exponent > 20) {
      // The quotient is below 10^18 only when the numerator is small enough to be widened.
      Wide widened = numerator;
      for (int i = 0; i < exponent; ++i) {
        if (__builtin_mul_overflow(widened, Wide{10}, &widened)) return std::nullopt;
      }
      numerator = widened;
    } else {
      numerator *= power(exponent);
    }
  } else {
    denominator *= power(-exponent);
  }
  if (denominator < 0) {
    numerator = -numerator;
    denominator = -denominator;
  }
  return fitting(divideRounded(numerator, denominator));
}

MaybeInt moduloUnscaled(Int a, int scaleA, Int b, int scaleB) {
  const auto [x, y] = align(a, scaleA, b, scaleB);
  if (y == 0) return std::nullopt;
  return fitting(x % y);
}

MaybeInt rescale(Int a, int from, int to, bool down) {
  if (to >= from) return fitting(Wide{a} * power(to - from));
  const Wide divisor = power(from - to);
  if (!down) return fitting(divideRounded(a, divisor));
  const Wide quotient = Wide{a} / divisor;
  return fitting(Wide{a} % divisor < 0 ? quotient - 1 : quotient);
}

int orderUnscaled(Int a, int scaleA, Int b, int scaleB) {
  const auto [x, y] = align(a, scaleA, b, scaleB);
  return x < y ? -1 : (y < x ? 1 : 0);
}

}  // namespace ingot::rt::expr::plain
