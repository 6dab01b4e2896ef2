// The rules of `+ - * / %`, of signs and of the functions on numbers and times.
#pragma once

#include "compiler/check/expression_typer.h"

namespace ingot::check {

auto CheckSum(ExpressionTyper& typer, const RuleCall& call) -> Typed;      // `+`, `-`
auto CheckProduct(ExpressionTyper& typer, const RuleCall& call) -> Typed;  // `*`, `/`
auto CheckRemainder(ExpressionTyper& typer, const RuleCall& call) -> Typed;
auto CheckMinus(ExpressionTyper& typer, const RuleCall& call) -> Typed;
auto CheckMagnitude(ExpressionTyper& typer, const RuleCall& call) -> Typed;
auto CheckRounding(ExpressionTyper& typer, const RuleCall& call) -> Typed;  // floor, round
auto CheckExtreme(ExpressionTyper& typer, const RuleCall& call) -> Typed;   // min, max

}  // namespace ingot::check
