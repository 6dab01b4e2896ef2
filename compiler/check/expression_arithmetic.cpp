#include "compiler/check/expression_arithmetic.h"

#include <algorithm>
#include <array>
#include <utility>

#include <ingot/rt/types.hpp>

#include "compiler/check/expression_operands.h"

namespace ingot::check {
namespace {

using diag::Code;
using diag::Severity;
using frontend::ExprKind;
using ir::Function;

auto IsNow(ExpressionTyper& typer, Id<ir::Expression> id) -> bool {
  const auto* call = std::get_if<ir::Call>(&typer.Get(id).node);
  return call != nullptr && call->function == Function::kNow;
}

// `now()` moved by a constant of at most a thousand years is always a time.
auto IsNear(ExpressionTyper& typer, Id<ir::Expression> duration) -> bool {
  constexpr int64_t kThousandYears = int64_t{365'000} * 86'400 * 1'000'000;
  const auto* literal = std::get_if<ir::Literal>(&typer.Get(duration).node);
  if (literal == nullptr) return false;
  const int64_t micros = std::get<int64_t>(literal->value);
  return micros <= kThousandYears && micros >= -kThousandYears;
}

struct TimeSum {
  ExpressionType left;
  ExpressionType right;
  ExpressionType result;
  bool total;  // always a value
};

// What `+` and `-` do with times; nothing for another pair.
auto FindTimeSum(Function function, const ExpressionType& left, const ExpressionType& right)
    -> std::optional<TimeSum> {
  const ExpressionType duration = Scalar(ScalarKind::kDuration);
  const bool add = function == Function::kAdd;
  for (const ScalarKind kind : {ScalarKind::kTimestamp, ScalarKind::kDate}) {
    const ExpressionType moment = Scalar(kind);
    if (left == moment && right == duration) return TimeSum{moment, duration, moment, false};
    if (add && left == duration && right == moment) return TimeSum{duration, moment, moment, false};
    if (!add && left == moment && right == moment) return TimeSum{moment, moment, duration, true};
  }
  if (left == duration && right == duration) return TimeSum{duration, duration, duration, false};
  return std::nullopt;
}

auto CheckTimeSum(ExpressionTyper& typer, const RuleCall& call) -> Typed {
  std::array<ExpressionType, 2> types{*typer.TypeOf(call.operands[0]), *typer.TypeOf(call.operands[1])};
  for (size_t i = 0; i < 2; ++i) {
    // A text beside a time is a length of time.
    if (!call.operands[i].id && IsText(types[i])) types[i] = Scalar(ScalarKind::kDuration);
  }
  const auto sum = FindTimeSum(call.function, types[0], types[1]);
  if (!sum) return Refuse(typer, call);
  const auto left = typer.As(call.operands[0], sum->left);
  const auto right = typer.As(call.operands[1], sum->right);
  if (!left || !right) return std::nullopt;
  if (sum->right == Scalar(ScalarKind::kDuration) && IsNow(typer, *left) && IsNear(typer, *right)) {
    const int64_t micros = std::get<int64_t>(std::get<ir::Literal>(typer.Get(*right).node).value);
    const int64_t by = call.function == Function::kAdd ? micros : -micros;
    const auto duration = typer.MakeLiteral(*call.operands[1].node, sum->right, by).id;
    return typer.Make(call.node, sum->result, false, Function::kShiftNow, {*left, *duration});
  }
  const bool nullable = !sum->total || AnyMayBeNull(typer, call.operands);
  return typer.Make(call.node, sum->result, nullable, call.function, {*left, *right});
}

// The digits that `round` leaves, which decide on the type: a constant within those of the value.
auto RoundedDigits(ExpressionTyper& typer, const RuleCall& call, int scale) -> std::optional<int> {
  static constexpr diag::Message<int> kDigits{Code::ExpressionOperandType, Severity::kError,
                                              "`round` leaves 0 to {0} digits of this value"};
  if (call.operands.size() == 1) return 0;
  const frontend::ExprNode& node = *call.operands[1].node;
  int64_t digits = -1;
  const bool is_int = node.kind == ExprKind::kInteger && rt::parse(node.text, digits);
  if (is_int && digits >= 0 && digits <= scale) return static_cast<int>(digits);
  typer.emitter().Emit(node.span, kDigits, scale).Help("write a number, as in `round(price, 2)`");
  return std::nullopt;
}

}  // namespace

auto CheckSum(ExpressionTyper& typer, const RuleCall& call) -> Typed {
  if (const Operand* null = FindNull(call)) return RefuseNull(typer, call, *null);
  const auto common = typer.Common(call.operands);
  if (common && IsText(*common) && call.function == Function::kAdd) {
    auto ids = AllAs(typer, call.operands, Scalar(ScalarKind::kString));
    if (!ids) return std::nullopt;
    const bool nullable = AnyMayBeNull(typer, call.operands);
    return typer.Make(call.node, Scalar(ScalarKind::kString), nullable, Function::kConcat, *std::move(ids));
  }
  if (!common || !IsNumber(*common)) return CheckTimeSum(typer, call);
  auto ids = AllNumbers(typer, call.operands, *common);
  if (!ids) return std::nullopt;
  return typer.Make(call.node, *common, true, call.function, *std::move(ids));
}

auto CheckProduct(ExpressionTyper& typer, const RuleCall& call) -> Typed {
  if (const Operand* null = FindNull(call)) return RefuseNull(typer, call, *null);
  const ExpressionType left = *typer.TypeOf(call.operands[0]);
  const ExpressionType right = *typer.TypeOf(call.operands[1]);
  const ExpressionType duration = Scalar(ScalarKind::kDuration);
  const bool times =
      (left == duration && Is(right, ScalarKind::kInt)) || (right == duration && Is(left, ScalarKind::kInt));
  if (times && call.function == Function::kMultiply) {
    const auto first = typer.As(call.operands[0], left);
    const auto second = typer.As(call.operands[1], right);
    if (!first || !second) return std::nullopt;
    return typer.Make(call.node, duration, true, call.function, {*first, *second});
  }
  const auto common = typer.Common(call.operands);
  if (!common || !IsNumber(*common)) return Refuse(typer, call);
  auto ids = AllNumbers(typer, call.operands, *common);
  if (!ids) return std::nullopt;
  if (!Is(*common, ScalarKind::kDecimal))
    return typer.Make(call.node, *common, true, call.function, *std::move(ids));
  const int a = ScaleOf(typer.Get((*ids)[0]).type);
  const int b = ScaleOf(typer.Get((*ids)[1]).type);
  constexpr int kMoreDigits = 4;  // of a quotient
  const int scale = call.function == Function::kDivide ? std::max(a, b) + kMoreDigits : a + b;
  return typer.Make(call.node, DecimalOf(std::min(scale, kDecimalDigits)), true, call.function,
                    *std::move(ids));
}

auto CheckRemainder(ExpressionTyper& typer, const RuleCall& call) -> Typed {
  if (const Operand* null = FindNull(call)) return RefuseNull(typer, call, *null);
  const auto common = typer.Common(call.operands);
  if (!common || !IsNumber(*common)) return Refuse(typer, call);
  auto ids = AllNumbers(typer, call.operands, *common);
  if (!ids) return std::nullopt;
  return typer.Make(call.node, *common, true, call.function, *std::move(ids));
}

auto CheckMinus(ExpressionTyper& typer, const RuleCall& call) -> Typed {
  if (const Operand* null = FindNull(call)) return RefuseNull(typer, call, *null);
  const ExpressionType type = *typer.TypeOf(call.operands[0]);
  if (!IsNumber(type) && !Is(type, ScalarKind::kDuration)) return Refuse(typer, call);
  const auto id = typer.As(call.operands[0], type);
  if (!id) return std::nullopt;
  return typer.Make(call.node, type, true, call.function, {*id});
}

auto CheckMagnitude(ExpressionTyper& typer, const RuleCall& call) -> Typed {
  if (const Operand* null = FindNull(call)) return RefuseNull(typer, call, *null);
  const ExpressionType type = *typer.TypeOf(call.operands[0]);
  if (!IsNumber(type)) return Refuse(typer, call);
  const auto id = typer.As(call.operands[0], type);
  if (!id) return std::nullopt;
  const bool nullable = typer.Get(*id).nullable || Is(type, ScalarKind::kBigInt);
  return typer.Make(call.node, type, nullable, call.function, {*id});
}

auto CheckRounding(ExpressionTyper& typer, const RuleCall& call) -> Typed {
  if (const Operand* null = FindNull(call)) return RefuseNull(typer, call, *null);
  const ExpressionType type = *typer.TypeOf(call.operands[0]);
  const bool decimal = Is(type, ScalarKind::kDecimal);
  const bool one = call.operands.size() == 1;
  if (!decimal && !(one && Is(type, ScalarKind::kFloat))) return Refuse(typer, call);
  const auto digits = RoundedDigits(typer, call, ScaleOf(type));
  const auto id = typer.As(call.operands[0], type);
  if (!id || !digits) return std::nullopt;
  const bool nullable = typer.Get(*id).nullable;
  return typer.Make(call.node, decimal ? DecimalOf(*digits) : type, nullable, call.function, {*id});
}

auto CheckExtreme(ExpressionTyper& typer, const RuleCall& call) -> Typed {
  if (const Operand* null = FindNull(call)) return RefuseNull(typer, call, *null);
  const auto common = typer.Common(call.operands, call.hint);
  if (!common || !IsOrdered(*common)) return Refuse(typer, call);
  auto ids = AllAs(typer, call.operands, *common);
  if (!ids) return std::nullopt;
  const bool nullable = std::ranges::any_of(*ids, [&](auto id) { return typer.Get(id).nullable; });
  return typer.Make(call.node, *common, nullable, call.function, *std::move(ids));
}

}  // namespace ingot::check
