// SQLite: whole numbers of 64 bits that become REAL when they overflow, decimals as whole numbers at a scale, times as
// microseconds and dates as days. A condition is 1 or 0: TRUE and FALSE could be columns of those names.
#include "codegen/expr/sql_printer.h"
#include "codegen/expr/sqlite_decimal.h"
#include "codegen/text/bug.h"

namespace ingot::codegen {
namespace {

using ir::Function;
using ir::ScalarKind;

class SqlitePrinter : public SqlPrinter<SqliteText> {
 public:
  using SqlPrinter::SqlPrinter;

 private:
  auto Truth(bool value) const -> Part override { return Part::Integer(value ? 1 : 0); }
  auto Null(const Type&) const -> Part override { return {SqliteText::Of("NULL")}; }
  auto Parameter(int64_t number, const Type&) const -> Part override {
    return {SqliteText::Of("$@", SqlLiteral::Integer(number))};
  }

  auto Literal(const ir::Value& value, const Type&) const -> Part override {
    return std::visit(Match{
                          [&](bool truth) { return Truth(truth); },
                          [](int64_t number) { return Part::Integer(number); },
                          [](double number) { return Part{SqliteText::Of("@", SqlLiteral::Double(number)), number >= 0}; },
                          [](const std::string& text) { return Part{SqliteText::Of("@", SqlLiteral::Text(text))}; },
                          [](const std::array<uint8_t, 16>& bytes) {
                            return Part{SqliteText::Of("@", SqliteLiteral::Bytes({reinterpret_cast<const char*>(bytes.data()), bytes.size()}))};
                          },
                      },
                      value);
  }

  // Decimals meet at the larger scale. What overflows on the way is larger than any decimal, as a REAL too.
  auto Comparable(const Part& part, const Type& type, const Type& other) -> Part override {
    if (KindOf(type) != ScalarKind::kDecimal || ScaleOf(other) <= ScaleOf(type)) return part;
    return Scaled(part, ScaleOf(other) - ScaleOf(type));
  }
  auto Ordered(const Part& part, const Type&) -> Part override { return part; }

  static auto Scaled(const Part& part, int digits) -> Part {
    return digits == 0 ? part : Part::Of("@ * @", part.Inside(), Part::Integer(PowerOfTen(digits)));
  }

  auto Widened(const Part& part, const Type& from, const Type& to) -> Part override {
    if (KindOf(to) == ScalarKind::kFloat) return Part::Atom("CAST(@ AS REAL)", part);
    if (KindOf(to) != ScalarKind::kDecimal) return part;
    return Unscaled(Scaled(part, ScaleOf(to) - ScaleOf(from)));
  }

  auto Unscaled(const Part& part) -> Part { return Within(part, -kMostUnscaled, kMostUnscaled); }
  auto Int(const Part& part) -> Part { return Within(part, -kMostInt, kMostInt); }
  // What overflowed is REAL.
  auto BigInt(const Part& part) -> Part {
    const Part x = Shared(part).Inside();
    return Part::Of("CASE WHEN typeof(@) = 'integer' THEN @ END", x, x);
  }
  auto Fitting(const Part& part, const Type& type) -> Part {
    return KindOf(type) == ScalarKind::kInt ? Int(part) : BigInt(part);
  }

  auto Arithmetic(const ir::Call& call, const Type& type, const Parts& args) -> Part override {
    if (KindOf(TypeOf(call.arguments[0])) == ScalarKind::kDecimal) return Decimal(call, type, args);
    const Part a = args[0].Inside();
    const Part b = args.size() > 1 ? args[1].Inside() : a;
    switch (call.function) {
      case Function::kAdd: return Fitting(Part::Of("@ + @", a, b), type);
      case Function::kSubtract: return Fitting(Part::Of("@ - @", a, b), type);
      case Function::kMultiply: return Fitting(Part::Of("@ * @", a, b), type);
      case Function::kDivide: return Fitting(Part::Of("@ / @", a, b), type);
      case Function::kModulo: return Part::Of("@ % @", a, b);
      case Function::kNegate: return KindOf(type) == ScalarKind::kInt ? Part::Of("- @", a) : BigInt(Part::Of("0 - @", a));
      case Function::kAbs: return Magnitude(args[0], type);
      default: Bug("an operator of numbers has no SQL", ir::SpecOf(call.function).name);
    }
  }

  // abs() of the least number is an error.
  auto Magnitude(const Part& part, const Type& type) -> Part {
    if (KindOf(type) != ScalarKind::kBigInt) return Part::Atom("abs(@)", part);
    const Part x = Shared(part).Inside();
    return BigInt(Part::Of("CASE WHEN @ < 0 THEN 0 - @ ELSE @ END", x, x, x));
  }

  auto Decimal(const ir::Call& call, const Type& type, const Parts& args) -> Part {
    const int s = ScaleOf(TypeOf(call.arguments[0]));
    const int t = args.size() > 1 ? ScaleOf(TypeOf(call.arguments[1])) : 0;
    const int scale = ScaleOf(type);
    const Part& a = args[0];
    const Part& b = args.size() > 1 ? args[1] : a;
    const auto aligned = [&](const Part& part, int from) { return Aligned(part, scale - from).Inside(); };
    switch (call.function) {
      case Function::kAdd: return Unscaled(Part::Of("@ + @", aligned(a, s), aligned(b, t)));
      case Function::kSubtract: return Unscaled(Part::Of("@ - @", aligned(a, s), aligned(b, t)));
      case Function::kMultiply:
        if (s + t == scale) return Unscaled(Part::Of("@ * @", a.Inside(), b.Inside()));
        return Unscaled(SqliteProduct(Shared(a), Shared(b), s + t - scale));
      case Function::kDivide: return Unscaled(SqliteQuotient(Shared(a), Shared(b), scale + t - s));
      case Function::kModulo: return SqliteRemainder(Shared(a), Shared(b), scale - s, scale - t);
      case Function::kNegate: return Part::Of("- @", a.Inside());
      case Function::kAbs: return Part::Atom("abs(@)", a);
      case Function::kFloor: return SqliteFloor(Shared(a), PowerOfTen(s));
      case Function::kRound: return s == scale ? a : SqliteRounded(Shared(a), PowerOfTen(s - scale));
      default: Bug("an operator of decimals has no SQL", ir::SpecOf(call.function).name);
    }
  }

  // To be added: beyond 64 bits the sum of both may fit again, but not when one of them is so large.
  auto Aligned(const Part& part, int digits) -> Part {
    if (digits == 0) return part;
    const Part x = Shared(part).Inside();
    const Part most = Part::Integer(2 * kMostUnscaled / PowerOfTen(digits));
    return Part::Of("CASE WHEN abs(@) <= @ THEN @ * @ END", x, most, x, Part::Integer(PowerOfTen(digits)));
  }

  auto TextCall(const ir::Call& call, const Parts& args) -> Part override {
    const Part& a = args[0];
    const Part& b = args.size() > 1 ? args[1] : a;
    switch (call.function) {
      case Function::kConcat: return Part::Of("@ || @", a.Inside(), b.Inside());
      case Function::kLower: return Part::Atom("lower(@)", a);
      case Function::kUpper: return Part::Atom("upper(@)", a);
      case Function::kTrim: return Part::Atom("trim(@, char(32, 9, 10, 11, 12, 13))", a);
      case Function::kLength: return Part::Atom("length(@)", a);
      case Function::kContains: return Part::Of("instr(@, @) > 0", a, b);
      case Function::kStartsWith: {
        const Part y = Shared(b);
        return Part::Of("substr(@, 1, length(@)) = @", a, y, y.Inside());
      }
      case Function::kEndsWith: return EndsWith(Shared(a), Shared(b));
      case Function::kSubstring: return Substring(a, Shared(b), Shared(args[2]));
      case Function::kReplace: return Replaced(Shared(a), Shared(b), Shared(args[2]));
      default: Bug("a function of texts has no SQL", ir::SpecOf(call.function).name);
    }
  }

  static auto EndsWith(const Part& a, const Part& b) -> Part {
    return Part::Of("length(@) >= length(@) AND substr(@, length(@) - length(@) + 1) = @", a, b, a, a, b, b.Inside());
  }

  // Positions are 32 bits wide here; no text is as long.
  static auto Substring(const Part& a, const Part& start, const Part& count) -> Part {
    return Part::Of("CASE WHEN @ >= 0 AND @ >= 0 THEN substr(@, min(@, 1000000000) + 1, min(@, 1000000000)) END",
                    start.Inside(), count.Inside(), a, start, count);
  }

  static auto Replaced(const Part& a, const Part& what, const Part& with) -> Part {
    const auto bytes = [](const Part& part) { return Part::Atom("length(CAST(@ AS BLOB))", part); };
    const Part found = Part::Of("(@ - length(CAST(replace(@, @, '') AS BLOB))) / @", bytes(a), a, what, bytes(what));
    const Part grown = Part::Of("@ + @ * (@ - @)", bytes(a), found, bytes(with), bytes(what));
    return Part::Of("CASE WHEN @ IS NULL THEN NULL WHEN @ = '' THEN @ WHEN @ <= @ THEN replace(@, @, @) END",
                    with.Inside(), what.Inside(), a, grown, Part::Integer(kMostReplaced), a, what, with);
  }

  auto TimeCall(const ir::Call& call, const Type& type, const Parts& args) -> Part override {
    const Part a = args[0].Inside();
    const Part b = args.size() > 1 ? args[1].Inside() : a;
    const auto first = KindOf(TypeOf(call.arguments[0]));
    switch (call.function) {
      case Function::kAdd:
      case Function::kSubtract:
        return Moved(call, KindOf(type) == ScalarKind::kDuration ? first : KindOf(type), first, a, b);
      case Function::kMultiply: return BigInt(Part::Of("@ * @", a, b));
      case Function::kNegate: return BigInt(Part::Of("0 - @", a));
      case Function::kSeconds: return BigInt(Part::Of("@ * 1000000", a));
      case Function::kMinutes: return BigInt(Part::Of("@ * 60000000", a));
      case Function::kHours: return BigInt(Part::Of("@ * 3600000000", a));
      case Function::kDays: return BigInt(Part::Of("@ * 86400000000", a));
      case Function::kYear: return Part::Atom("CAST(strftime('%Y', @, 'unixepoch') AS INTEGER)", SecondsOf(a, first));
      case Function::kMonth: return Part::Atom("CAST(strftime('%m', @, 'unixepoch') AS INTEGER)", SecondsOf(a, first));
      case Function::kDay: return Part::Atom("CAST(strftime('%d', @, 'unixepoch') AS INTEGER)", SecondsOf(a, first));
      case Function::kHour: return Part::Of("((@ % 86400000000) + 86400000000) % 86400000000 / 3600000000", a);
      default: Bug("a function of times has no SQL", ir::SpecOf(call.function).name);
    }
  }

  auto Moved(const ir::Call& call, std::optional<ScalarKind> kind, std::optional<ScalarKind> first, const Part& a, const Part& b)
      -> Part {
    const bool add = call.function == Function::kAdd;
    const auto second = KindOf(TypeOf(call.arguments[1]));
    if (kind == ScalarKind::kDuration) return BigInt(add ? Part::Of("@ + @", a, b) : Part::Of("@ - @", a, b));
    const bool apart = first == second;  // two moments
    if (kind == ScalarKind::kTimestamp) {
      if (apart) return Part::Of("@ - @", a, b);
      const Part sum = add ? Part::Of("@ + @", a, b) : Part::Of("@ - @", a, b);
      return Within(sum, kFirstDay * kMicrosPerDay, (kLastDay + 1) * kMicrosPerDay - 1);
    }
    if (apart) return Part::Of("(@ - @) * 86400000000", a, b);
    const bool swapped = first == ScalarKind::kDuration;
    const Part by = Shared(swapped ? a : b).Inside();
    const Part days = Part::Of("CASE WHEN @ % 86400000000 = 0 THEN @ / 86400000000 END", by, by).Inside();
    const Part from = swapped ? b : a;
    return Within(add ? Part::Of("@ + @", from, days) : Part::Of("@ - @", from, days), kFirstDay, kLastDay);
  }

  auto SecondsOf(const Part& a, std::optional<ScalarKind> kind) -> Part {
    if (kind == ScalarKind::kDate) return Part::Of("@ * 86400", a);
    const Part x = Shared(a).Inside();
    return Part::Of("(@ - ((@ % 1000000) + 1000000) % 1000000) / 1000000", x, x);
  }

  // sum() of whole numbers is an error when it overflows, so both halves of the numbers are added up alone.
  auto Sum(const Part& rows, const Type& type) -> Part override {
    const bool decimal = KindOf(type) == ScalarKind::kDecimal;
    const int64_t most = decimal ? kMostUnscaled : KindOf(type) == ScalarKind::kInt ? kMostInt : INT64_MAX;
    const Part halves = Part::Of("SELECT coalesce(sum(s1.x >> 32), 0) AS h, coalesce(sum(s1.x & 4294967295), 0) AS l FROM (@) AS s1", rows);
    const Part whole = Part::Of(
        "SELECT CASE WHEN s2.h + (s2.l >> 32) BETWEEN -2147483648 AND 2147483647 "
        "THEN (s2.h + (s2.l >> 32)) * 4294967296 + (s2.l & 4294967295) END AS x FROM (@) AS s2",
        halves);
    if (most == INT64_MAX) return whole;
    return Part::Of("SELECT CASE WHEN s3.x BETWEEN @ AND @ THEN s3.x END FROM (@) AS s3", Part::Integer(-most), Part::Integer(most), whole);
  }

  auto Largest(const Part& rows, const Type&, bool most) -> Part override {
    return most ? Part::Of("SELECT max(s1.x) FROM (@) AS s1", rows) : Part::Of("SELECT min(s1.x) FROM (@) AS s1", rows);
  }
};

}  // namespace

auto PrintSqlite(const ir::App& app, Id<ir::Expression> id, const SqlPlace& place, SqlForm form) -> PrintedSql<SqliteText> {
  return SqlitePrinter(app, place).Print(id, form);
}

}  // namespace ingot::codegen
