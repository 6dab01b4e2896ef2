#include <cmath>

#include <ingot/rt/expr.hpp>

namespace ingot::rt::expr::plain {
namespace {

constexpr std::int64_t kMostInt = (std::int64_t{1} << 53U) - 1;

MaybeInt inRange(Int value) {
  if (value > kMostInt || value < -kMostInt) return std::nullopt;
  return value;
}

std::optional<double> finite(double value) {
  if (!std::isfinite(value)) return std::nullopt;
  return value;
}

}  // namespace

MaybeInt add(Int a, Int b) {
  Int result = 0;
  return __builtin_add_overflow(a, b, &result) ? std::nullopt : inRange(result);
}
MaybeInt subtract(Int a, Int b) {
  Int result = 0;
  return __builtin_sub_overflow(a, b, &result) ? std::nullopt : inRange(result);
}
MaybeInt multiply(Int a, Int b) {
  Int result = 0;
  return __builtin_mul_overflow(a, b, &result) ? std::nullopt : inRange(result);
}
MaybeInt divide(Int a, Int b) {
  const auto result = divide(BigInt{a}, BigInt{b});
  return result ? inRange(result->value) : std::nullopt;
}
MaybeInt modulo(Int a, Int b) {
  const auto result = modulo(BigInt{a}, BigInt{b});
  return result ? inRange(result->value) : std::nullopt;
}
MaybeInt negate(Int a) { return subtract(Int{0}, a); }
Int abs(Int a) { return a < 0 ? -a : a; }

std::optional<BigInt> add(BigInt a, BigInt b) {
  BigInt result;
  if (__builtin_add_overflow(a.value, b.value, &result.value)) return std::nullopt;
  return result;
}
std::optional<BigInt> subtract(BigInt a, BigInt b) {
  BigInt result;
  if (__builtin_sub_overflow(a.value, b.value, &result.value)) return std::nullopt;
  return result;
}
std::optional<BigInt> multiply(BigInt a, BigInt b) {
  BigInt result;
  if (__builtin_mul_overflow(a.value, b.value, &result.value)) return std::nullopt;
  return result;
}
std::optional<BigInt> divide(BigInt a, BigInt b) {
  if (b.value == 0) return std::nullopt;
  if (b.value == -1) return negate(a);  // the processor traps when it overflows
  return BigInt{a.value / b.value};
}
std::optional<BigInt> modulo(BigInt a, BigInt b) {
  if (b.value == 0) return std::nullopt;
  if (b.value == -1) return BigInt{0};
  return BigInt{a.value % b.value};
}
std::optional<BigInt> negate(BigInt a) { return subtract(BigInt{0}, a); }
std::optional<BigInt> abs(BigInt a) { return a.value < 0 ? negate(a) : a; }

std::optional<double> add(double a, double b) { return finite(a + b); }
std::optional<double> subtract(double a, double b) { return finite(a - b); }
std::optional<double> multiply(double a, double b) { return finite(a * b); }
std::optional<double> divide(double a, double b) { return b == 0 ? std::nullopt : finite(a / b); }
std::optional<double> modulo(double a, double b) { return b == 0 ? std::nullopt : finite(std::fmod(a, b)); }
std::optional<double> negate(double a) { return -a; }
double abs(double a) { return std::fabs(a); }
double floor(double a) { return std::floor(a); }
double round(double a) { return std::round(a); }

}  // namespace ingot::rt::expr::plain
