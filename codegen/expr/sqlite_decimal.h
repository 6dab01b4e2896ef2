// Arithmetic of decimals in SQLite, whose numbers have 64 bits: products and quotients of two decimals need 128.
#pragma once

#include "codegen/expr/sql_part.h"

namespace ingot::codegen {

using SqlitePart = SqlPart<SqliteText>;

// All take unscaled numbers of at most 18 digits that may be written more than once. A result of more than 18 digits is one that
// is out of range, also as a REAL.

// a * b / 10^digits for 1 to 18 digits, halves away from zero.
auto SqliteProduct(const SqlitePart& a, const SqlitePart& b, int digits) -> SqlitePart;
// a * 10^digits / b for 0 to 36 digits, halves away from zero; null by zero.
auto SqliteQuotient(const SqlitePart& a, const SqlitePart& b, int digits) -> SqlitePart;
// (a * 10^left) % (b * 10^right), one of them 0, with the sign of a; null by zero.
auto SqliteRemainder(const SqlitePart& a, const SqlitePart& b, int left, int right) -> SqlitePart;
// a / divisor, towards minus infinity.
auto SqliteFloor(const SqlitePart& a, std::int64_t divisor) -> SqlitePart;
// a / divisor, halves away from zero.
auto SqliteRounded(const SqlitePart& a, std::int64_t divisor) -> SqlitePart;

}  // namespace ingot::codegen
