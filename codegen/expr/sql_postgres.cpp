// PostgreSQL: what may overflow is computed as numeric, which does not, and taken back when it is in range; times are UTC
// whatever the session's zone is; texts are in the collation "C".
#include "codegen/expr/sql_printer.h"
#include "codegen/text/bug.h"
#include "compiler/ir/evaluate.h"

namespace ingot::codegen {
namespace {

using ir::Function;
using ir::ScalarKind;

auto DigitsOf(int64_t value, int count) -> std::string {
  std::string digits = std::to_string(value);
  return std::string(static_cast<size_t>(std::max(0, count - static_cast<int>(digits.size()))), '0') + digits;
}

// `2026-01-31`, of days since 1970.
auto DateText(int64_t days) -> std::string {
  const ir::CalendarDate date = ir::CalendarOf(days);
  return DigitsOf(date.year, 4) + "-" + DigitsOf(date.month, 2) + "-" + DigitsOf(date.day, 2);
}

auto TimeText(int64_t micros) -> std::string {
  const int64_t seconds = micros / 1'000'000;
  return DigitsOf(seconds / 3600, 2) + ":" + DigitsOf(seconds / 60 % 60, 2) + ":" + DigitsOf(seconds % 60, 2) + "." + DigitsOf(micros % 1'000'000, 6);
}

auto DecimalText(int64_t unscaled, int scale) -> std::string {
  if (scale == 0) return std::to_string(unscaled);
  std::string digits = DigitsOf(unscaled < 0 ? -unscaled : unscaled, scale + 1);
  digits.insert(digits.size() - static_cast<size_t>(scale), ".");
  return (unscaled < 0 ? "-" : "") + digits;
}

auto NumberText(int64_t value, ScalarKind kind, int scale) -> std::string {
  switch (kind) {
    case ScalarKind::kDecimal: return DecimalText(value, scale);
    case ScalarKind::kDate: return DateText(value);
    case ScalarKind::kTime: return TimeText(value);
    case ScalarKind::kTimestamp: {
      const int64_t past = ((value % kMicrosPerDay) + kMicrosPerDay) % kMicrosPerDay;
      return DateText((value - past) / kMicrosPerDay) + " " + TimeText(past) + "+00";
    }
    default: return std::to_string(value);
  }
}

auto UuidText(const std::array<uint8_t, 16>& bytes) -> std::string {
  static constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  for (size_t i = 0; i < bytes.size(); ++i) {
    if (i == 4 || i == 6 || i == 8 || i == 10) text += '-';
    text += {kDigits[bytes[i] >> 4U], kDigits[bytes[i] & 15U]};
  }
  return text;
}

class PostgresPrinter : public SqlPrinter<PgText> {
 public:
  using SqlPrinter::SqlPrinter;

 private:
  static auto TypeText(ScalarKind kind) -> Safe<PgText> {
    switch (kind) {
#define INGOT_FIELD_TYPE(Kind, name, value, cpp, sqlite, postgres, ...) \
  case ScalarKind::k##Kind:                                             \
    return PgText::Of(postgres);
#include "compiler/ir/field_types.def"
#undef INGOT_FIELD_TYPE
    }
    Bug("an expression has no type", "");
  }
  // Of a parameter, which takes the collation of what it meets.
  auto TypeText(const Type& type) const -> Safe<PgText> {
    const auto kind = KindOf(type);
    const bool text = !kind || (*kind != ScalarKind::kJson && ir::SpecOf(*kind).value == ir::ValueForm::kText);
    return text ? PgText::Of("text") : TypeText(*kind);
  }

  auto Truth(bool value) const -> Part override { return {value ? PgText::Of("TRUE") : PgText::Of("FALSE")}; }
  auto Null(const Type& type) const -> Part override { return {PgText::Of("NULL::@", TypeText(type))}; }
  auto Parameter(int64_t number, const Type& type) const -> Part override {
    return {PgText::Of("$@::@", SqlLiteral::Integer(number), TypeText(type))};
  }

  // Every value has a type of its own, whatever stands around it.
  auto Literal(const ir::Value& value, const Type& type) const -> Part override {
    const auto kind = KindOf(type);
    return std::visit(Match{
                          [&](bool truth) { return Truth(truth); },
                          [&](int64_t number) { return Part{PgText::Of("@::@", SqlLiteral::Text(NumberText(number, *kind, ScaleOf(type))), TypeText(type))}; },
                          [](double number) { return Part{PgText::Of("'@'::double precision", SqlLiteral::Double(number))}; },
                          [](const std::string& text) { return Part{PgText::Of("@::text", SqlLiteral::Text(text))}; },
                          [](const std::array<uint8_t, 16>& bytes) { return Part{PgText::Of("@::uuid", SqlLiteral::Text(UuidText(bytes)))}; },
                      },
                      value);
  }

  auto Comparable(const Part& part, const Type&, const Type&) -> Part override { return part; }
  auto Ordered(const Part& part, const Type& type) -> Part override {
    const auto kind = KindOf(type);
    const bool text = !kind || ir::SpecOf(*kind).value == ir::ValueForm::kText;
    return text && !part.column ? Part::Atom("(@ COLLATE \"C\")", part.Inside()) : part;
  }

  auto Widened(const Part& part, const Type& from, const Type& to) -> Part override {
    if (KindOf(to) == ScalarKind::kFloat) return Part::Atom("@::double precision", part.Inside());
    if (KindOf(to) != ScalarKind::kDecimal) return part;
    const bool decimal = KindOf(from) == ScalarKind::kDecimal;
    return Decimal(decimal ? part : Part::Atom("@::numeric", part.Inside()), ScaleOf(to));
  }

  // Of 18 digits at most.
  auto Decimal(const Part& part, int scale) -> Part {
    const Part x = Shared(part).Inside();
    return Part::Of("CASE WHEN abs(@) < @ THEN @ END", x, Part::Integer(PowerOfTen(18 - scale)), x);
  }
  // `part` is a numeric.
  auto Whole(const Part& part, int64_t least, int64_t most) -> Part {
    const Part x = Shared(part).Inside();
    return Part::Of("CASE WHEN @ BETWEEN @ AND @ THEN @::bigint END", x, Part::Integer(least), Part::Integer(most), x);
  }
  auto Fitting(const Part& part, const Type& type) -> Part {
    const bool small = KindOf(type) == ScalarKind::kInt;
    return Whole(part, small ? -kMostInt : INT64_MIN, small ? kMostInt : INT64_MAX);
  }
  static auto Numeric(const Part& part) -> Part { return Part::Atom("@::numeric", part.Inside()); }
  static auto NotZero(const Part& part) -> Part { return Part::Atom("NULLIF(@, 0)", part); }

  auto Arithmetic(const ir::Call& call, const Type& type, const Parts& args) -> Part override {
    if (KindOf(TypeOf(call.arguments[0])) == ScalarKind::kDecimal) return Decimals(call, type, args);
    const Part a = args[0].Inside();
    const Part b = args.size() > 1 ? args[1].Inside() : a;
    const bool small = KindOf(type) == ScalarKind::kInt;
    switch (call.function) {
      case Function::kAdd: return Fitting(Part::Of("@ + @", Numeric(a), b), type);
      case Function::kSubtract: return Fitting(Part::Of("@ - @", Numeric(a), b), type);
      case Function::kMultiply: return Fitting(Part::Of("@ * @", Numeric(a), b), type);
      case Function::kDivide:
        if (small) return Part::Of("@ / @", a, NotZero(b));
        return Fitting(Part::Atom("div(@, @)", Numeric(a), NotZero(Numeric(b))), type);
      case Function::kModulo: return Part::Of("@ % @", a, NotZero(b));
      case Function::kNegate: return small ? Part::Of("- @", a) : Fitting(Part::Of("- @", Numeric(a)), type);
      case Function::kAbs: return small ? Part::Atom("abs(@)", a) : Fitting(Part::Atom("abs(@)", Numeric(a)), type);
      default: Bug("an operator of numbers has no SQL", ir::SpecOf(call.function).name);
    }
  }

  auto Decimals(const ir::Call& call, const Type& type, const Parts& args) -> Part {
    const int scale = ScaleOf(type);
    const Part a = args[0].Inside();
    const Part b = args.size() > 1 ? args[1].Inside() : a;
    switch (call.function) {
      case Function::kAdd: return Decimal(Part::Of("@ + @", a, b), scale);
      case Function::kSubtract: return Decimal(Part::Of("@ - @", a, b), scale);
      case Function::kMultiply: return Decimal(Part::Atom("round(@ * @, @)", a, b, Part::Integer(scale)), scale);
      case Function::kDivide: return Decimal(Quotient(Shared(args[0]), Shared(args[1]), scale), scale);
      case Function::kModulo: return Part::Of("@ % @", a, NotZero(b));
      case Function::kNegate: return Part::Of("- @", a);
      case Function::kAbs: return Part::Atom("abs(@)", a);
      case Function::kFloor: return Part::Atom("floor(@)", a);
      case Function::kRound: return Part::Atom("round(@, @)", a, Part::Integer(scale));
      default: Bug("an operator of decimals has no SQL", ir::SpecOf(call.function).name);
    }
  }

  // The operator `/` chooses how many digits it keeps, div() is exact. Halves go away from zero.
  static auto Quotient(const Part& a, const Part& b, int scale) -> Part {
    return Part::Of("sign(@) * sign(@) * div(2 * abs(@) * @ + abs(@), 2 * abs(@)) * 1e-@", a, b, a, Part::Integer(PowerOfTen(scale)), b,
                    NotZero(b), Part::Integer(scale));
  }

  auto TextCall(const ir::Call& call, const Parts& args) -> Part override {
    const Part& a = args[0];
    const Part& b = args.size() > 1 ? args[1] : a;
    switch (call.function) {
      case Function::kConcat: return Part::Of("@ || @", a.Inside(), b.Inside());
      case Function::kLower: return Part::Atom("lower(@ COLLATE \"C\")", a.Inside());
      case Function::kUpper: return Part::Atom("upper(@ COLLATE \"C\")", a.Inside());
      case Function::kTrim: return Part::Atom("btrim(@, E' \\t\\n\\013\\f\\r')", a);
      case Function::kLength: return Part::Atom("char_length(@)::bigint", a);
      case Function::kContains: return Part::Of("strpos(@, @) > 0", a, b);
      case Function::kStartsWith: return Part::Atom("starts_with(@, @)", a, b);
      case Function::kEndsWith: {
        const Part y = Shared(b);
        return Part::Of("right(@, char_length(@)) = @", a, y, y.Inside());
      }
      case Function::kSubstring: return Substring(a, Shared(b), Shared(args[2]));
      case Function::kReplace: return Replaced(Shared(a), Shared(b), Shared(args[2]));
      default: Bug("a function of texts has no SQL", ir::SpecOf(call.function).name);
    }
  }

  // Positions are 32 bits wide here; no text is as long.
  static auto Substring(const Part& a, const Part& start, const Part& count) -> Part {
    return Part::Of(
        "CASE WHEN @ >= 0 AND @ >= 0 THEN substr(@, least(@, 1000000000)::integer + 1, least(@, 1000000000)::integer) END",
        start.Inside(), count.Inside(), a, start, count);
  }

  static auto Replaced(const Part& a, const Part& what, const Part& with) -> Part {
    const auto bytes = [](const Part& part) { return Part::Atom("octet_length(@)::bigint", part); };
    const Part found = Part::Of("(@ - octet_length(replace(@, @, ''))) / NULLIF(@, 0)", bytes(a), a, what, bytes(what));
    const Part grown = Part::Of("@ + @ * (@ - @)", bytes(a), found, bytes(with), bytes(what));
    return Part::Of("CASE WHEN @ IS NULL THEN NULL WHEN @ = '' THEN @ WHEN @ <= @ THEN replace(@, @, @) END",
                    with.Inside(), what.Inside(), a, grown, Part::Integer(kMostReplaced), a, what, with);
  }

  auto TimeCall(const ir::Call& call, const Type& type, const Parts& args) -> Part override {
    const Part a = args[0].Inside();
    const Part b = args.size() > 1 ? args[1].Inside() : a;
    const auto first = KindOf(TypeOf(call.arguments[0]));
    const auto units = [&](int64_t micros) { return Fitting(Part::Of("@ * @", Numeric(a), Part::Integer(micros)), type); };
    const Part local = first == ScalarKind::kTimestamp ? Part::Of("@ AT TIME ZONE 'UTC'", a) : a;
    switch (call.function) {
      case Function::kAdd:
      case Function::kSubtract:
        return Moved(call, KindOf(type) == ScalarKind::kDuration ? first : KindOf(type), type, a, b);
      case Function::kMultiply: return Fitting(Part::Of("@ * @", Numeric(a), b), type);
      case Function::kNegate: return Fitting(Part::Of("- @", Numeric(a)), type);
      case Function::kSeconds: return units(1'000'000);
      case Function::kMinutes: return units(60'000'000);
      case Function::kHours: return units(3'600'000'000);
      case Function::kDays: return units(kMicrosPerDay);
      case Function::kYear: return Part::Atom("extract(year FROM @)::bigint", local);
      case Function::kMonth: return Part::Atom("extract(month FROM @)::bigint", local);
      case Function::kDay: return Part::Atom("extract(day FROM @)::bigint", local);
      case Function::kHour: return Part::Atom("extract(hour FROM @)::bigint", local);
      default: Bug("a function of times has no SQL", ir::SpecOf(call.function).name);
    }
  }

  auto Moved(const ir::Call& call, std::optional<ScalarKind> kind, const Type& type, const Part& a, const Part& b) -> Part {
    const bool add = call.function == Function::kAdd;
    const auto first = KindOf(TypeOf(call.arguments[0]));
    const bool apart = first == KindOf(TypeOf(call.arguments[1]));  // two moments, or two durations
    if (kind == ScalarKind::kDuration) {
      return Fitting(add ? Part::Of("@ + @", Numeric(a), b) : Part::Of("@ - @", Numeric(a), b), type);
    }
    if (kind == ScalarKind::kTimestamp && apart) return Part::Atom("(@ - @)::bigint", Micros(a), Micros(b));
    if (apart) return Part::Of("(@ - @) * 86400000000", a, b);
    const bool swapped = first == ScalarKind::kDuration;
    const Part& from = swapped ? b : a;
    const Part& by = swapped ? a : b;
    if (kind == ScalarKind::kTimestamp) {
      const Part micros = Micros(from);
      return Moment(add ? Part::Of("@ + @", micros, by) : Part::Of("@ - @", micros, by));
    }
    return Day(from, Shared(by).Inside(), add);
  }

  // Since 1970, exactly: seconds are a numeric.
  static auto Micros(const Part& moment) -> Part { return Part::Atom("(extract(epoch FROM @) * 1000000)", moment); }

  // Days and the rest of a day apart, because the number that an interval is multiplied with is a double.
  auto Moment(const Part& micros) -> Part {
    const Part x = Spill(Whole(micros, kFirstDay * kMicrosPerDay, (kLastDay + 1) * kMicrosPerDay - 1));
    return Part::Of(
        "(TIMESTAMP '1970-01-01' + make_interval(days => (@ / 86400000000)::integer) + @ % 86400000000 * INTERVAL '1 microsecond') "
        "AT TIME ZONE 'UTC'",
        x, x);
  }

  auto Day(const Part& from, const Part& by, bool add) -> Part {
    const Part days = Spill(Part::Of("CASE WHEN @ % 86400000000 = 0 THEN @ / 86400000000 END", by, by));
    const Part moved = add ? Part::Of("@ - DATE '1970-01-01' + @", from, days) : Part::Of("@ - DATE '1970-01-01' - @", from, days);
    const Part x = Spill(moved);
    return Part::Of("CASE WHEN @ BETWEEN @ AND @ THEN DATE '1970-01-01' + @::integer END", x, Part::Integer(kFirstDay),
                    Part::Integer(kLastDay), x);
  }

  // The sum of whole numbers and of decimals is a numeric.
  auto Sum(const Part& rows, const Type& type) -> Part override {
    const Part sum = Part::Of("SELECT coalesce(sum(s1.x), 0) AS x FROM (@) AS s1", rows);
    if (KindOf(type) == ScalarKind::kDecimal) {
      return Part::Of("SELECT CASE WHEN abs(s2.x) < @ THEN s2.x END FROM (@) AS s2", Part::Integer(PowerOfTen(18 - ScaleOf(type))), sum);
    }
    const bool small = KindOf(type) == ScalarKind::kInt;
    return Part::Of("SELECT CASE WHEN s2.x BETWEEN @ AND @ THEN s2.x::bigint END FROM (@) AS s2",
                    Part::Integer(small ? -kMostInt : INT64_MIN), Part::Integer(small ? kMostInt : INT64_MAX), sum);
  }

  auto Largest(const Part& rows, const Type& type, bool most) -> Part override {
    const Part x = Ordered(Part{PgText::Of("s1.x")}, type);
    return most ? Part::Of("SELECT max(@) FROM (@) AS s1", x, rows) : Part::Of("SELECT min(@) FROM (@) AS s1", x, rows);
  }
};

}  // namespace

auto PrintPostgres(const ir::App& app, Id<ir::Expression> id, const SqlPlace& place, SqlForm form) -> PrintedSql<PgText> {
  return PostgresPrinter(app, place).Print(id, form);
}

}  // namespace ingot::codegen
