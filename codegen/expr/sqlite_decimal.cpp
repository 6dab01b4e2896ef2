#include "codegen/expr/sqlite_decimal.h"

namespace ingot::codegen {
namespace {

// The sign of a result, before its magnitude.
auto Signed(const SqlitePart& a, const SqlitePart& b, const SqlitePart& magnitude) -> SqlitePart {
  return SqlitePart::Of("(CASE WHEN (@ < 0) = (@ < 0) THEN 1 ELSE -1 END) * @", a.Inside(), b.Inside(), magnitude.Inside());
}

}  // namespace

// Both are split in two numbers of nine digits; m is the sum of the products across, h and l are the result's halves of 18 digits.
auto SqliteProduct(const SqlitePart& a, const SqlitePart& b, int digits) -> SqlitePart {
  const SqlitePart halves = SqlitePart::Of(
      "SELECT abs(@) / 1000000000 AS a1, abs(@) % 1000000000 AS a0, abs(@) / 1000000000 AS b1, abs(@) % 1000000000 AS b0", a, a, b, b);
  const SqlitePart across = SqlitePart::Of("SELECT a1 * b1 AS h, a1 * b0 + a0 * b1 AS m, a0 * b0 AS l FROM (@)", halves);
  const SqlitePart wide = SqlitePart::Of("SELECT h + m / 1000000000 AS h, l + m % 1000000000 * 1000000000 AS l FROM (@)", across);
  const SqlitePart carried = SqlitePart::Of("SELECT h + l / 1000000000000000000 AS h, l % 1000000000000000000 AS l FROM (@)", wide);
  const SqlitePart divisor = SqlitePart::Integer(PowerOfTen(digits));
  const SqlitePart magnitude = SqlitePart::Atom("(SELECT h * @ + l / @ + (l % @ >= @) FROM (@))", SqlitePart::Integer(PowerOfTen(18 - digits)), divisor,
                                    divisor, SqlitePart::Integer(PowerOfTen(digits) / 2), carried);
  return Signed(a, b, magnitude);
}

// Long division, a digit at a time: a rest times ten may have 65 bits, so it is taken times five and times two.
auto SqliteQuotient(const SqlitePart& a, const SqlitePart& b, int digits) -> SqlitePart {
  const SqlitePart magnitude = SqlitePart::Atom(
      "(WITH RECURSIVE d(i, b, q, r) AS (SELECT 0, abs(@), abs(@) / abs(@), abs(@) % abs(@) UNION ALL "
      "SELECT i + 1, b, q * 10 + r * 5 / b * 2 + r * 5 % b * 2 / b, r * 5 % b * 2 % b FROM d WHERE i < @ AND q < 1000000000000000000) "
      "SELECT CASE WHEN d.q < 1000000000000000000 THEN d.q + (d.r * 2 >= d.b) END FROM d ORDER BY d.i DESC LIMIT 1)",
      b, a, b, a, b, SqlitePart::Integer(digits));
  return Signed(a, b, magnitude);
}

auto SqliteRemainder(const SqlitePart& a, const SqlitePart& b, int left, int right) -> SqlitePart {
  if (right > 0) {
    // A divisor beyond 64 bits is larger than `a`; the cast makes the largest number of its REAL.
    return SqlitePart::Of("@ % CAST(@ * @ AS INTEGER)", a.Inside(), b.Inside(), SqlitePart::Integer(PowerOfTen(right)));
  }
  SqlitePart rest = SqlitePart::Of("@ % @", a.Inside(), b.Inside());
  if (left == 0) return rest;
  const SqlitePart times = SqlitePart::Integer(left);
  return SqlitePart::Atom(
      "(WITH RECURSIVE d(i, b, r) AS (SELECT 0, @, @ UNION ALL SELECT i + 1, b, r * 5 % b * 2 % b FROM d WHERE i < @) "
      "SELECT d.r FROM d ORDER BY d.i DESC LIMIT 1)",
      b, rest, times);
}

auto SqliteFloor(const SqlitePart& a, std::int64_t divisor) -> SqlitePart {
  const SqlitePart d = SqlitePart::Integer(divisor);
  return SqlitePart::Of("(@ - ((@ % @) + @) % @) / @", a.Inside(), a.Inside(), d, d, d, d);
}

auto SqliteRounded(const SqlitePart& a, std::int64_t divisor) -> SqlitePart {
  const SqlitePart half = SqlitePart::Integer(divisor / 2);
  const SqlitePart d = SqlitePart::Integer(divisor);
  return SqlitePart::Of("CASE WHEN @ < 0 THEN (@ - @) / @ ELSE (@ + @) / @ END", a.Inside(), a.Inside(), half, d, a.Inside(), half, d);
}

}  // namespace ingot::codegen
