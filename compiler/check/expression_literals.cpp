#include "compiler/check/expression_literals.h"

#include <algorithm>
#include <string>
#include <vector>

#include <ingot/rt/types.hpp>

#include "compiler/base/edit_distance.h"
#include "compiler/base/match.h"

namespace ingot::check {
namespace {

using diag::Code;
using diag::Severity;
using frontend::ExprKind;
using frontend::ExprNode;
using ir::Value;

constexpr diag::Message<std::string_view, std::string_view> kNotOfType{Code::ExpressionLiteral,
                                                                       Severity::kError, "`{0}` is no {1}"};
constexpr diag::Message<std::string_view, std::string_view> kOutOfRange{
    Code::ExpressionIntegerRange, Severity::kError, "`{0}` does not fit into {1}"};
constexpr diag::Message<std::string_view, std::string_view> kUnknownValue{
    Code::ExpressionEnumValue, Severity::kError, "`{0}` is no value of the enum `{1}`"};

constexpr int64_t kMostInt = (int64_t{1} << 53) - 1;  // what every JSON reader takes exactly

// What a text must look like to be of a type, for a help text.
auto FormOf(ScalarKind kind) -> std::string_view {
  switch (kind) {
    case ScalarKind::kDate: return "'2026-01-31'";
    case ScalarKind::kTime: return "'10:30:00'";
    case ScalarKind::kTimestamp: return "'2026-01-31T10:30:00Z'";
    case ScalarKind::kDuration: return "'PT1H30M'";
    case ScalarKind::kUuid: return "'0190b8e2-7c00-7000-8000-000000000000'";
    case ScalarKind::kDecimal: return "12.50";
    case ScalarKind::kBigInt: return "12";
    default: return "";
  }
}

template <typename T, typename Member>
auto Parsed(std::string_view text, Member T::*member) -> std::optional<Value> {
  T value{};
  if (!rt::parse(text, value)) return std::nullopt;
  if constexpr (std::is_same_v<Member, std::array<uint8_t, 16>>) {
    return Value(value.*member);
  } else {
    return Value(int64_t{value.*member});
  }
}

auto ParsedReal(std::string_view text) -> std::optional<Value> {
  double value = 0;
  if (!rt::parse(text, value)) return std::nullopt;
  return Value(value);
}

auto ParsedInt(std::string_view text) -> std::optional<Value> {
  int64_t value = 0;
  if (!rt::parse(text, value) || value > kMostInt || value < -kMostInt) return std::nullopt;
  return Value(value);
}

auto ParsedDecimal(std::string_view text, int scale) -> std::optional<Value> {
  int64_t unscaled = 0;
  if (!rt::parseDecimal(text, scale, unscaled)) return std::nullopt;
  return Value(unscaled);
}

auto ReadScalar(std::string_view text, const ir::ScalarType& type) -> std::optional<Value> {
  switch (type.kind) {
    case ScalarKind::kInt: return ParsedInt(text);
    case ScalarKind::kBigInt: return Parsed(text, &rt::BigInt::value);
    case ScalarKind::kFloat: return ParsedReal(text);
    case ScalarKind::kDecimal: return ParsedDecimal(text, type.scale);
    case ScalarKind::kUuid: return Parsed(text, &rt::Uuid::bytes);
    case ScalarKind::kDate: return Parsed(text, &rt::Date::days);
    case ScalarKind::kTime: return Parsed(text, &rt::TimeOfDay::micros);
    case ScalarKind::kTimestamp: return Parsed(text, &rt::Timestamp::micros);
    case ScalarKind::kDuration: return Parsed(text, &rt::Duration::micros);
    case ScalarKind::kString:
    case ScalarKind::kText:
    case ScalarKind::kEmail:
    case ScalarKind::kUrl:
    case ScalarKind::kPassword:
    case ScalarKind::kSlug: return Value(std::string(text));
    case ScalarKind::kBool:
    case ScalarKind::kJson:
    case ScalarKind::kFile:
    case ScalarKind::kBytes: return std::nullopt;
  }
  return std::nullopt;
}

auto ReadEnum(const ExprNode& literal, const ir::Enum& choice, diag::Emitter& emitter)
    -> std::optional<Value> {
  const auto found = std::ranges::find(choice.values, literal.text);
  if (found != choice.values.end()) return Value(static_cast<int64_t>(found - choice.values.begin()));
  const std::vector<std::string_view> known(choice.values.begin(), choice.values.end());
  auto draft = emitter.Emit(literal.span, kUnknownValue, literal.text, choice.name);
  if (const auto nearest = NearestName(literal.text, known)) draft.Help("did you mean '{0}'?", *nearest);
  std::string list;
  constexpr size_t kMostListed = 20;
  for (size_t i = 0; i < std::min(known.size(), kMostListed); ++i) {
    list += fmt::format("{}'{}'", i == 0 ? "" : ", ", known[i]);
  }
  draft.Help("its values are {0}{1}", list, known.size() > kMostListed ? ", ..." : "");
  return std::nullopt;
}

}  // namespace

auto IsLiteral(const ExprNode& node) -> bool {
  return node.kind == ExprKind::kNull || node.kind == ExprKind::kInteger || node.kind == ExprKind::kDecimal ||
         node.kind == ExprKind::kText;
}

auto OwnType(const ExprNode& literal) -> std::optional<ExpressionType> {
  if (literal.kind == ExprKind::kNull) return std::nullopt;
  if (literal.kind == ExprKind::kText) return Scalar(ScalarKind::kString);
  if (literal.kind == ExprKind::kInteger) {
    // Beyond what JSON numbers hold, digits can only mean a bigint.
    return Scalar(ParsedInt(literal.text) ? ScalarKind::kInt : ScalarKind::kBigInt);
  }
  const std::string_view digits = literal.text;
  const size_t point = digits.find('.');
  if (digits.find_first_of("eE") != std::string_view::npos || point == std::string_view::npos) {
    return Scalar(ScalarKind::kFloat);
  }
  return DecimalOf(static_cast<int>(std::min<size_t>(digits.size() - point - 1, kDecimalDigits)));
}

auto MayBe(const ExprNode& literal, const ExpressionType& type) -> bool {
  if (literal.kind == ExprKind::kNull) return true;
  if (literal.kind == ExprKind::kInteger) return IsNumber(type);
  if (literal.kind == ExprKind::kDecimal)
    return Is(type, ScalarKind::kDecimal) || Is(type, ScalarKind::kFloat);
  const bool no_text = Is(type, ScalarKind::kInt) || Is(type, ScalarKind::kFloat) ||
                       Is(type, ScalarKind::kBool) || IsOpaque(type);
  return !no_text;
}

auto ValueOfLiteral(const ExprNode& literal, const ExpressionType& type, const ir::App& app,
                    diag::Emitter& emitter) -> std::optional<Value> {
  if (const auto* choice = std::get_if<ir::EnumType>(&type))
    return ReadEnum(literal, app.enums[choice->id], emitter);
  const auto& scalar = std::get<ir::ScalarType>(type);
  if (auto value = ReadScalar(literal.text, scalar)) return value;
  const std::string_view name = ir::SpecOf(scalar.kind).name;
  if (literal.kind == ExprKind::kText) {
    emitter.Emit(literal.span, kNotOfType, literal.text, name).Help("write it like {0}", FormOf(scalar.kind));
    return std::nullopt;
  }
  auto draft = emitter.Emit(literal.span, kOutOfRange, literal.text, TypeText(type, app));
  if (scalar.kind == ScalarKind::kInt)
    draft.Help("an int lies between -{0} and {0}; a bigint has 64 bits", kMostInt);
  if (scalar.kind == ScalarKind::kDecimal) {
    draft.Help("a decimal has {0} digits at most, {1} of them after the point here", kDecimalDigits,
               scalar.scale);
  }
  return std::nullopt;
}

}  // namespace ingot::check
