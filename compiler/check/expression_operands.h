// What the rules of expressions share: refusing operands, and taking all of them in one type.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/check/expression_typer.h"

namespace ingot::check {

using Ids = std::vector<Id<ir::Expression>>;

inline constexpr diag::Message<std::string_view, std::string_view> kOperands{
    diag::Code::ExpressionOperandType, diag::Severity::kError, "`{0}` cannot take {1}"};

// "`string`", "`null`"
auto Described(ExpressionTyper& typer, const Operand& operand) -> std::string;

// Reports that the operands do not go together, or not with this operator.
auto Refuse(ExpressionTyper& typer, const RuleCall& call) -> Typed;
auto RefuseNull(ExpressionTyper& typer, const RuleCall& call, const Operand& null) -> Typed;

auto IsNullLiteral(const Operand& operand) -> bool;
// The first operand that is the literal null; nullptr when none is.
auto FindNull(const RuleCall& call) -> const Operand*;
auto AnyMayBeNull(ExpressionTyper& typer, std::span<const Operand> operands) -> bool;

// A condition: null counts as false. `takes` says in words what `name` wants there.
auto AsTruth(ExpressionTyper& typer, std::string_view name, std::string_view takes, const Operand& operand) -> TypedId;

// All operands as values of one type.
auto AllAs(ExpressionTyper& typer, std::span<const Operand> operands, const ExpressionType& type)
    -> std::optional<Ids>;

// The same, but decimals of different scales meet as they are: arithmetic and comparison keep every digit.
auto AllNumbers(ExpressionTyper& typer, std::span<const Operand> operands, const ExpressionType& common)
    -> std::optional<Ids>;

}  // namespace ingot::check
