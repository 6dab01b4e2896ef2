#include "compiler/check/expression_rules.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include <re2/re2.h>

#include "compiler/check/expression_arithmetic.h"
#include "compiler/check/expression_literals.h"
#include "compiler/check/expression_operands.h"

namespace ingot::check {
namespace {

using diag::Code;
using diag::Severity;
using frontend::ExprKind;
using ir::Function;

constexpr diag::Message<std::string_view, size_t, std::string_view> kArgument{
    Code::ExpressionOperandType, Severity::kError, "`{0}` cannot take {2} as argument {1}"};
constexpr diag::Message<std::string_view> kBadPattern{Code::ExpressionPattern, Severity::kError,
                                                      "bad pattern: {0}"};
constexpr diag::Message<> kNoPattern{Code::ExpressionPattern, Severity::kError,
                                     "a pattern is a text that stands in the definition"};
constexpr diag::Message<std::string_view> kConstantRange{Code::ExpressionIntegerRange, Severity::kError,
                                                         "`{0}` is longer than a duration can be"};

constexpr size_t kMostList = 200;
constexpr size_t kMostChain = 2048;

auto Truth(ExpressionTyper& typer, const RuleCall& call, const Operand& operand) -> TypedId {
  return AsTruth(typer, call.node.text, RuleOf(call.function).takes, operand);
}

auto CheckLogical(ExpressionTyper& typer, const RuleCall& call) -> Typed {
  Ids ids;
  for (const Operand& operand : call.operands) {
    if (const auto id = Truth(typer, call, operand)) ids.push_back(*id);
  }
  if (ids.size() != call.operands.size()) return std::nullopt;
  return typer.Make(call.node, Scalar(ScalarKind::kBool), false, call.function, std::move(ids));
}

auto CheckConditional(ExpressionTyper& typer, const RuleCall& call) -> Typed {
  const auto condition = Truth(typer, call, call.operands[0]);
  const std::span<const Operand> branches = std::span(call.operands).subspan(1);
  const auto common = typer.Common(branches, call.hint);
  if (!common) {
    if (std::ranges::all_of(branches, IsNullLiteral)) return RefuseNull(typer, call, branches[0]);
    typer.emitter()
        .Emit(call.node.name_span, kOperands, call.node.text,
              Described(typer, branches[0]) + " and " + Described(typer, branches[1]))
        .Help("both values need one type");
    return std::nullopt;
  }
  auto ids = AllAs(typer, branches, *common);
  if (!condition || !ids) return std::nullopt;
  const bool nullable = typer.Get((*ids)[0]).nullable || typer.Get((*ids)[1]).nullable;
  return typer.Make(call.node, *common, nullable, call.function, {*condition, (*ids)[0], (*ids)[1]});
}

auto CheckCoalescing(ExpressionTyper& typer, const RuleCall& call) -> Typed {
  const auto common = typer.Common(call.operands, call.hint);
  if (!common) {
    if (std::ranges::all_of(call.operands, IsNullLiteral)) return RefuseNull(typer, call, call.operands[0]);
    return Refuse(typer, call);
  }
  auto ids = AllAs(typer, call.operands, *common);
  if (!ids) return std::nullopt;
  const bool nullable = std::ranges::all_of(*ids, [&](auto id) { return typer.Get(id).nullable; });
  return typer.Make(call.node, *common, nullable, call.function, *std::move(ids));
}

auto CheckEquality(ExpressionTyper& typer, const RuleCall& call) -> Typed {
  const ExpressionType truth = Scalar(ScalarKind::kBool);
  if (const Operand* null = FindNull(call)) {
    const Operand& other = call.operands[null == &call.operands[0] ? 1 : 0];
    const auto type = typer.TypeOf(other);
    if (!type) return RefuseNull(typer, call, *null);
    const auto id = typer.As(other, *type);
    if (!id) return std::nullopt;
    Operand asked = typer.Make(call.node, truth, false, Function::kIsNull, {*id});
    if (call.function == Function::kEqual) return asked;
    return typer.Make(call.node, truth, false, Function::kNot, {*asked.id});
  }
  const auto common = typer.Common(call.operands);
  if (!common || IsOpaque(*common)) return Refuse(typer, call);
  auto ids = AllNumbers(typer, call.operands, *common);
  if (!ids) return std::nullopt;
  return typer.Make(call.node, truth, false, call.function, *std::move(ids));
}

auto CheckOrder(ExpressionTyper& typer, const RuleCall& call) -> Typed {
  if (const Operand* null = FindNull(call)) return RefuseNull(typer, call, *null);
  const auto common = typer.Common(call.operands);
  if (!common || !IsOrdered(*common)) return Refuse(typer, call);
  auto ids = AllNumbers(typer, call.operands, *common);
  if (!ids) return std::nullopt;
  return typer.Make(call.node, Scalar(ScalarKind::kBool), false, call.function, *std::move(ids));
}

auto CheckMembership(ExpressionTyper& typer, const RuleCall& call) -> Typed {
  if (const Operand* null = FindNull(call)) return RefuseNull(typer, call, *null);
  const auto common = typer.Common(call.operands);
  if (!common || IsOpaque(*common)) return Refuse(typer, call);
  auto ids = AllNumbers(typer, call.operands, *common);
  if (!ids) return std::nullopt;
  return typer.Make(call.node, Scalar(ScalarKind::kBool), false, call.function, *std::move(ids));
}

auto CheckPattern(ExpressionTyper& typer, const RuleCall& call) -> Typed {
  const auto type = typer.TypeOf(call.operands[0]);
  if (!type || !IsText(*type)) return Refuse(typer, call);
  const Operand& pattern = call.operands[1];
  if (pattern.id || pattern.node->kind != ExprKind::kText) {
    typer.emitter().Emit(pattern.node->span, kNoPattern).Help("write it in quotes: matches r'[a-z]+'");
    return std::nullopt;
  }
  re2::RE2::Options options(re2::RE2::Quiet);
  options.set_max_mem(1 << 20);  // the budget that the runtime gives it too
  const re2::RE2 compiled(re2::StringPiece(pattern.node->text.data(), pattern.node->text.size()), options);
  if (!compiled.ok()) {
    typer.emitter()
        .Emit(pattern.node->span, kBadPattern, compiled.error())
        .Help("patterns are in the syntax of RE2, which has no look-around and no back-references");
    return std::nullopt;
  }
  auto ids = AllAs(typer, call.operands, Scalar(ScalarKind::kString));
  if (!ids) return std::nullopt;
  return typer.Make(call.node, Scalar(ScalarKind::kBool), false, call.function, *std::move(ids));
}

// What a function takes at one place.
enum class Param : uint8_t { kText, kInt, kTimestamp, kDay, kAny };

auto Accepts(Param param, const ExpressionType& type) -> bool {
  switch (param) {
    case Param::kText: return IsText(type);
    case Param::kInt: return Is(type, ScalarKind::kInt);
    case Param::kTimestamp: return Is(type, ScalarKind::kTimestamp);
    case Param::kDay: return Is(type, ScalarKind::kTimestamp) || Is(type, ScalarKind::kDate);
    case Param::kAny: return !IsOpaque(type);
  }
  return false;
}

// A function that takes fixed kinds of values and gives one type; null when an argument is.
auto CheckFixed(ExpressionTyper& typer, const RuleCall& call, std::span<const Param> params,
                ScalarKind result, bool may_fail) -> Typed {
  Ids ids;
  for (size_t i = 0; i < call.operands.size(); ++i) {
    const auto type = typer.TypeOf(call.operands[i]);
    if (!type) {
      RefuseNull(typer, call, call.operands[i]);
      continue;
    }
    if (!Accepts(params[i], *type)) {
      typer.emitter()
          .Emit(call.operands[i].node->span, kArgument, call.node.text, i + 1,
                Described(typer, call.operands[i]))
          .Help("`{0}` takes {1}", call.node.text, RuleOf(call.function).takes);
      continue;
    }
    if (const auto id = typer.As(call.operands[i], *type)) ids.push_back(*id);
  }
  if (ids.size() != call.operands.size()) return std::nullopt;
  const bool nullable = may_fail || AnyMayBeNull(typer, call.operands);
  return typer.Make(call.node, Scalar(result), nullable, call.function, std::move(ids));
}

template <ScalarKind Result, bool MayFail, Param... Params>
auto Fixed(ExpressionTyper& typer, const RuleCall& call) -> Typed {
  static constexpr std::array<Param, sizeof...(Params)> kParams{Params...};
  return CheckFixed(typer, call, kParams, Result, MayFail);
}

auto SecondsIn(Function function) -> int64_t {
  switch (function) {
    case Function::kMinutes: return 60;
    case Function::kHours: return 3600;
    case Function::kDays: return 86'400;
    default: return 1;
  }
}

// A constant number of units is a constant.
auto CheckUnits(ExpressionTyper& typer, const RuleCall& call) -> Typed {
  const Operand& count = call.operands[0];
  if (count.id || count.node->kind != ExprKind::kInteger) {
    return Fixed<ScalarKind::kDuration, true, Param::kInt>(typer, call);
  }
  const auto value = ValueOfLiteral(*count.node, Scalar(ScalarKind::kInt), typer.app(), typer.emitter());
  if (!value) return std::nullopt;
  int64_t micros = 0;
  if (__builtin_mul_overflow(std::get<int64_t>(*value), SecondsIn(call.function) * 1'000'000, &micros)) {
    typer.emitter().Emit(call.node.span, kConstantRange, call.node.text + "(" + count.node->text + ")");
    return std::nullopt;
  }
  return typer.MakeLiteral(call.node, Scalar(ScalarKind::kDuration), micros);
}

auto CheckInternal(ExpressionTyper&, const RuleCall&) -> Typed { return std::nullopt; }

// The rules by name.
namespace rules {

using Kind = ScalarKind;

constexpr Rule Conditional{3, 3, "a condition and two values of one type", &CheckConditional};
constexpr Rule Logical{2, kMostChain, "conditions", &CheckLogical};
constexpr Rule Negation{1, 1, "a condition", &CheckLogical};
constexpr Rule Equality{2, 2, "two values of one type, or `null`", &CheckEquality};
constexpr Rule Order{2, 2, "two numbers, texts, dates, timestamps or durations", &CheckOrder};
constexpr Rule Membership{2, kMostList + 1, "a value and a list of values of its type", &CheckMembership};
constexpr Rule Pattern{2, 2, "a text and a pattern", &CheckPattern};
constexpr Rule Coalescing{2, kMostChain, "values of one type", &CheckCoalescing};
constexpr Rule Sum{2, 2, "two numbers, two texts (`+` only), or times and durations", &CheckSum};
constexpr Rule Product{2, 2, "two numbers, or a duration and an int", &CheckProduct};
constexpr Rule Quotient{2, 2, "two numbers", &CheckProduct};
constexpr Rule Remainder{2, 2, "two numbers", &CheckRemainder};
constexpr Rule Minus{1, 1, "a number or a duration", &CheckMinus};
constexpr Rule Magnitude{1, 1, "a number", &CheckMagnitude};
constexpr Rule Floor{1, 1, "a decimal or a float", &CheckRounding};
constexpr Rule Rounding{1, 2, "a decimal and the digits to leave, or a float", &CheckRounding};
constexpr Rule Extreme{2, 2, "two numbers, texts, dates, timestamps or durations", &CheckExtreme};
constexpr Rule Internal{0, 0, "", &CheckInternal};

constexpr Rule TextToText{1, 1, "a text", &Fixed<Kind::kString, false, Param::kText>};
constexpr Rule TextToSlug{1, 1, "a text", &Fixed<Kind::kSlug, false, Param::kText>};
constexpr Rule TextToInt{1, 1, "a text", &Fixed<Kind::kInt, false, Param::kText>};
constexpr Rule TextToMaybeInt{1, 1, "a text", &Fixed<Kind::kInt, true, Param::kText>};
constexpr Rule TextsToText{2, 2, "two texts", &Fixed<Kind::kString, false, Param::kText, Param::kText>};
constexpr Rule TextAndTextToBool{2, 2, "two texts", &Fixed<Kind::kBool, false, Param::kText, Param::kText>};
constexpr Rule TextAndIntsToText{3, 3, "a text, the position of the first character from 0, and how many",
                                 &Fixed<Kind::kString, true, Param::kText, Param::kInt, Param::kInt>};
constexpr Rule ThreeTextsToText{3, 3, "a text, the part to replace, and what to put there",
                                &Fixed<Kind::kString, true, Param::kText, Param::kText, Param::kText>};
constexpr Rule NothingToTimestamp{0, 0, "nothing", &Fixed<Kind::kTimestamp, false>};
constexpr Rule DayToInt{1, 1, "a date or a timestamp", &Fixed<Kind::kInt, false, Param::kDay>};
constexpr Rule TimestampToInt{1, 1, "a timestamp", &Fixed<Kind::kInt, false, Param::kTimestamp>};
constexpr Rule IntToDuration{1, 1, "an int", &CheckUnits};
constexpr Rule AnyToText{1, 1, "any value but json", &Fixed<Kind::kString, false, Param::kAny>};

}  // namespace rules

// In the order of the table.
constexpr auto kRules = std::to_array<const Rule*>({
#define INGOT_OPERATOR(Name, spelling, rule, cpp, targets) &rules::rule,
#define INGOT_FUNCTION(Name, spelling, rule, cpp, targets) &rules::rule,
#include "compiler/ir/functions.def"
#undef INGOT_FUNCTION
#undef INGOT_OPERATOR
});

}  // namespace

auto RuleOf(Function function) -> const Rule& { return *kRules[static_cast<size_t>(function)]; }

}  // namespace ingot::check
