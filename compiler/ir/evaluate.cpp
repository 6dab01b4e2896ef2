#include "compiler/ir/evaluate.h"

#include <re2/re2.h>

#include <cmath>
#include <string>

#include "compiler/base/match.h"
#include "compiler/ir/evaluate_texts.h"

namespace ingot::ir {
namespace {

__extension__ using Wide = __int128;
using Arguments = std::vector<Value>;

constexpr int64_t kMostInt = 9007199254740991;
constexpr int64_t kMostDecimal = 999999999999999999;
constexpr int64_t kDay = 86400LL * 1000000;
constexpr int64_t kFirstDay = -719162;  // 0001-01-01
constexpr int64_t kLastDay = 2932896;   // 9999-12-31

auto Power(int n) -> Wide {
  Wide result = 1;
  while (n-- > 0) result *= 10;
  return result;
}

auto Within(Wide value, Wide least, Wide most) -> MaybeValue {
  if (value < least || value > most) return std::nullopt;
  return Value(static_cast<int64_t>(value));
}

// Halves away from zero.
auto DivideRounded(Wide a, Wide b) -> Wide {
  const bool negative = (a < 0) != (b < 0);
  const Wide x = a < 0 ? -a : a;
  const Wide y = b < 0 ? -b : b;
  const Wide quotient = (2 * x + y) / (2 * y);
  return negative ? -quotient : quotient;
}

auto FloorDivide(int64_t a, int64_t b) -> int64_t { return a / b - (a % b < 0 ? 1 : 0); }

auto AsInt(const Value& value) -> int64_t { return std::get<int64_t>(value); }
auto AsText(const Value& value) -> const std::string& { return std::get<std::string>(value); }

class Evaluator {
 public:
  Evaluator(const App& app, const RowValues& row) : app_(app), row_(row) {}

  auto Run(Id<Expression> id) const -> MaybeValue {
    return std::visit(Match{
                          [](const NullLiteral&) -> MaybeValue { return std::nullopt; },
                          [](const Literal& literal) -> MaybeValue { return literal.value; },
                          [&](const FieldAccess& access) { return ValueOf(access.field); },
                          [](const SystemAccess&) -> MaybeValue { return std::nullopt; },
                          [](const ValueAccess&) -> MaybeValue { return std::nullopt; },
                          [](const Aggregate&) -> MaybeValue { return std::nullopt; },
                          [&](const Call& call) { return RunCall(app_.expressions[id].type, call); },
                      },
                      app_.expressions[id].node);
  }

 private:
  auto ValueOf(Id<Field> field) const -> MaybeValue {
    const auto found = row_.fields.find(field);
    return found == row_.fields.end() ? std::nullopt : found->second;
  }
  auto KindOf(Id<Expression> id) const -> std::optional<ScalarKind> {
    const auto* scalar = std::get_if<ScalarType>(&app_.expressions[id].type);
    return scalar == nullptr ? std::nullopt : std::optional(scalar->kind);
  }
  auto ScaleOf(Id<Expression> id) const -> int {
    return KindOf(id) == ScalarKind::kDecimal ? std::get<ScalarType>(app_.expressions[id].type).scale : 0;
  }
  auto IsTrue(Id<Expression> id) const -> bool {
    const MaybeValue value = Run(id);
    return value && std::get<bool>(*value);
  }

  // What looks at null itself.
  auto RunCall(const ExpressionType& type, const Call& call) const -> MaybeValue {
    const auto& of = call.arguments;
    switch (call.function) {
      case Function::kAnd:
        for (const auto id : of) {
          if (!IsTrue(id)) return Value(false);
        }
        return Value(true);
      case Function::kOr:
        for (const auto id : of) {
          if (IsTrue(id)) return Value(true);
        }
        return Value(false);
      case Function::kNot: return Value(!IsTrue(of[0]));
      case Function::kIsNull: return Value(!Run(of[0]));
      case Function::kConditional: return Run(of[IsTrue(of[0]) ? 1 : 2]);
      case Function::kCoalesce:
        for (const auto id : of) {
          if (const MaybeValue value = Run(id)) return value;
        }
        return std::nullopt;
      case Function::kEqual: return Value(Order(of[0], of[1]) == 0);
      case Function::kNotEqual: return Value(Order(of[0], of[1]) != 0);
      case Function::kLess: return Value(Order(of[0], of[1]) == -1);
      case Function::kLessEqual: return Value(Order(of[0], of[1]).value_or(1) <= 0);
      case Function::kGreater: return Value(Order(of[0], of[1]) == 1);
      case Function::kGreaterEqual: return Value(Order(of[0], of[1]).value_or(-1) >= 0);
      case Function::kIn:
        for (size_t i = 1; i < of.size(); ++i) {
          if (Order(of[0], of[i]) == 0) return Value(true);
        }
        return Value(false);
      case Function::kMatches: return Matches(of);
      default: return RunStrict(type, call);
    }
  }

  auto Matches(const std::vector<Id<Expression>>& of) const -> MaybeValue {
    const MaybeValue text = Run(of[0]);
    return Value(text && re2::RE2::FullMatch(AsText(*text), re2::RE2(AsText(*Run(of[1])))));
  }

  // -1, 0, 1; nothing with a null.
  auto Order(Id<Expression> a, Id<Expression> b) const -> std::optional<int> {
    const MaybeValue x = Run(a);
    const MaybeValue y = Run(b);
    if (!x || !y) return std::nullopt;
    const auto sign = [](const auto& p, const auto& q) { return p < q ? -1 : q < p ? 1 : 0; };
    if (std::holds_alternative<std::string>(*x)) return sign(CodePoints(AsText(*x)), CodePoints(AsText(*y)));
    if (KindOf(a) == ScalarKind::kDecimal && KindOf(b) == ScalarKind::kDecimal) {
      return sign(AsInt(*x) * Power(ScaleOf(b)), AsInt(*y) * Power(ScaleOf(a)));
    }
    return sign(*x, *y);
  }

  // Null when an argument is.
  auto RunStrict(const ExpressionType& type, const Call& call) const -> MaybeValue {
    Arguments values;
    for (const auto id : call.arguments) {
      const MaybeValue value = Run(id);
      if (!value) return std::nullopt;
      values.push_back(*value);
    }
    switch (call.function) {
      case Function::kNow: return Value(row_.now);
      case Function::kWiden: return Widen(type, call, values[0]);
      case Function::kMin: return Order(call.arguments[1], call.arguments[0]) == -1 ? values[1] : values[0];
      case Function::kMax: return Order(call.arguments[0], call.arguments[1]) == -1 ? values[1] : values[0];
      case Function::kShiftNow: return Value(AsInt(values[0]) + AsInt(values[1]));
      case Function::kAdd:
      case Function::kSubtract:
      case Function::kMultiply:
      case Function::kDivide:
      case Function::kModulo:
      case Function::kNegate:
      case Function::kAbs:
      case Function::kFloor:
      case Function::kRound: return Arithmetic(type, call, values);
      default: return TextOrTime(call, values);
    }
  }

  static auto Widen(const ExpressionType& type, const Value& value, int from) -> MaybeValue {
    const auto& to = std::get<ScalarType>(type);
    if (to.kind == ScalarKind::kFloat) return Value(static_cast<double>(AsInt(value)));
    if (to.kind == ScalarKind::kBigInt) return value;
    return Within(AsInt(value) * Power(to.scale - from), -Wide{kMostDecimal}, kMostDecimal);
  }
  auto Widen(const ExpressionType& type, const Call& call, const Value& value) const -> MaybeValue {
    return Widen(type, value, ScaleOf(call.arguments[0]));
  }

  auto Arithmetic(const ExpressionType& type, const Call& call, const Arguments& values) const
      -> MaybeValue {
    const auto& scalar = std::get<ScalarType>(type);
    switch (scalar.kind) {
      case ScalarKind::kFloat: return Real(call.function, values);
      case ScalarKind::kDecimal: return Decimal(scalar.scale, call, values);
      case ScalarKind::kInt: return Within(Whole(call.function, values), -Wide{kMostInt}, kMostInt);
      case ScalarKind::kTimestamp:
        return Within(Whole(call.function, values), kFirstDay * kDay, (kLastDay + 1) * kDay - 1);
      case ScalarKind::kDate: return DateSum(call, values);
      case ScalarKind::kDuration: {
        const bool days = KindOf(call.arguments[0]) == ScalarKind::kDate;
        return Within(Whole(call.function, values) * (days ? kDay : 1), INT64_MIN, INT64_MAX);
      }
      default: return Within(Whole(call.function, values), INT64_MIN, INT64_MAX);
    }
  }

  auto DateSum(const Call& call, Arguments values) const -> MaybeValue {
    for (size_t i = 0; i < 2; ++i) {
      if (KindOf(call.arguments[i]) != ScalarKind::kDuration) continue;
      if (AsInt(values[i]) % kDay != 0) return std::nullopt;
      values[i] = AsInt(values[i]) / kDay;
    }
    return Within(Whole(call.function, values), kFirstDay, kLastDay);
  }

  // Beyond every range when there is no result.
  static auto Whole(Function function, const Arguments& values) -> Wide {
    const Wide nothing = Power(30);
    const Wide a = AsInt(values[0]);
    const Wide b = values.size() > 1 ? AsInt(values[1]) : 0;
    switch (function) {
      case Function::kAdd: return a + b;
      case Function::kSubtract: return a - b;
      case Function::kMultiply: return a * b;
      case Function::kDivide: return b == 0 ? nothing : a / b;
      case Function::kModulo: return b == 0 ? nothing : a % b;
      case Function::kNegate: return -a;
      default: return a < 0 ? -a : a;
    }
  }

  auto Decimal(int scale, const Call& call, const Arguments& values) const -> MaybeValue {
    const bool two = values.size() > 1;
    const int s = ScaleOf(call.arguments[0]);
    const int t = two ? ScaleOf(call.arguments[1]) : 0;
    const Wide a = AsInt(values[0]);
    const Wide b = two ? AsInt(values[1]) : 0;
    const auto fit = [](Wide value) { return Within(value, -Wide{kMostDecimal}, kMostDecimal); };
    switch (call.function) {
      case Function::kAdd: return fit(a * Power(scale - s) + b * Power(scale - t));
      case Function::kSubtract: return fit(a * Power(scale - s) - b * Power(scale - t));
      case Function::kMultiply: return fit(DivideRounded(a * b, Power(s + t - scale)));
      case Function::kDivide:
        if (b == 0) return std::nullopt;
        return fit(DivideRounded(a * Power(scale + t - s), b));
      case Function::kModulo:
        if (b == 0) return std::nullopt;
        return fit((a * Power(scale - s)) % (b * Power(scale - t)));
      case Function::kNegate: return fit(-a);
      case Function::kAbs: return fit(a < 0 ? -a : a);
      case Function::kRound: return fit(DivideRounded(a, Power(s - scale)));
      default: return Value(FloorDivide(AsInt(values[0]), static_cast<int64_t>(Power(s))));
    }
  }

  static auto Real(Function function, const Arguments& values) -> MaybeValue {
    const double a = std::get<double>(values[0]);
    const double b = values.size() > 1 ? std::get<double>(values[1]) : 1;
    double result = 0;
    switch (function) {
      case Function::kAdd: result = a + b; break;
      case Function::kSubtract: result = a - b; break;
      case Function::kMultiply: result = a * b; break;
      case Function::kDivide: result = a / b; break;
      case Function::kModulo: result = std::fmod(a, b); break;
      case Function::kNegate: result = -a; break;
      case Function::kAbs: result = a < 0 ? -a : a == 0 ? 0 : a; break;
      case Function::kFloor: result = std::floor(a); break;
      default: result = std::round(a); break;
    }
    return std::isfinite(result) ? MaybeValue(result) : std::nullopt;
  }

  auto TextOrTime(const Call& call, const Arguments& values) const -> MaybeValue {
    switch (call.function) {
      case Function::kSeconds: return Units(values[0], 1);
      case Function::kMinutes: return Units(values[0], 60);
      case Function::kHours: return Units(values[0], 3600);
      case Function::kDays: return Units(values[0], 86400);
      case Function::kYear:
      case Function::kMonth:
      case Function::kDay: {
        const bool date = KindOf(call.arguments[0]) == ScalarKind::kDate;
        const CalendarDate calendar = CalendarOf(date ? AsInt(values[0]) : FloorDivide(AsInt(values[0]), kDay));
        return Value(call.function == Function::kYear    ? calendar.year
                     : call.function == Function::kMonth ? calendar.month
                                                         : calendar.day);
      }
      case Function::kHour:
        return Value((AsInt(values[0]) - FloorDivide(AsInt(values[0]), kDay) * kDay) / (kDay / 24));
      case Function::kToText: return ToText(call.arguments[0], values[0]);
      default: return EvaluateText(call.function, values);
    }
  }

  static auto Units(const Value& count, int64_t seconds) -> MaybeValue {
    return Within(Wide{AsInt(count)} * seconds * 1000000, INT64_MIN, INT64_MAX);
  }

  auto ToText(Id<Expression> id, const Value& value) const -> MaybeValue {
    const auto* closed = std::get_if<EnumType>(&app_.expressions[id].type);
    if (closed != nullptr) return Value(app_.enums[closed->id].values[static_cast<size_t>(AsInt(value))]);
    if (const auto* truth = std::get_if<bool>(&value)) return Value(std::string(*truth ? "true" : "false"));
    if (std::holds_alternative<std::string>(value)) return value;
    const int64_t number = AsInt(value);
    std::string digits = std::to_string(number);
    if (const int scale = ScaleOf(id); scale > 0) {
      digits = digits.substr(number < 0 ? 1 : 0);
      if (digits.size() <= static_cast<size_t>(scale))
        digits.insert(0, static_cast<size_t>(scale) + 1 - digits.size(), '0');
      digits.insert(digits.size() - static_cast<size_t>(scale), ".");
      if (number < 0) digits.insert(0, "-");
    }
    return Value(digits);
  }

  const App& app_;
  const RowValues& row_;
};

}  // namespace

// Counted year by year from the first.
auto CalendarOf(int64_t days) -> CalendarDate {
  const auto leap = [](int64_t y) { return (y % 4 == 0 && y % 100 != 0) || y % 400 == 0; };
  int64_t rest = days - kFirstDay;
  CalendarDate date;
  for (; rest >= (leap(date.year) ? 366 : 365); ++date.year) rest -= leap(date.year) ? 366 : 365;
  const int64_t lengths[] = {31, leap(date.year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  for (const int64_t length : lengths) {
    if (rest < length) break;
    rest -= length;
    ++date.month;
  }
  date.day = rest + 1;
  return date;
}

auto Evaluate(const App& app, Id<Expression> id, const RowValues& row) -> MaybeValue {
  return Evaluator(app, row).Run(id);
}

}  // namespace ingot::ir
