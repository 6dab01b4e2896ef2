// Questions about the types of expressions: which go together, which fit a field, how they are called.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "compiler/ir/app.h"

namespace ingot::check {

using ir::ExpressionType;
using ir::ScalarKind;

// Decimals of an expression have as many digits as there are; only their scale is known.
inline constexpr int kDecimalDigits = 18;

constexpr auto Scalar(ScalarKind kind) -> ExpressionType { return ir::ScalarType{kind}; }
constexpr auto DecimalOf(int scale) -> ExpressionType {
  return ir::ScalarType{ScalarKind::kDecimal, kDecimalDigits, scale};
}

auto Is(const ExpressionType& type, ScalarKind kind) -> bool;
// Of a form that expressions do not look into: json and bytes.
auto IsOpaque(const ExpressionType& type) -> bool;
auto IsText(const ExpressionType& type) -> bool;     // string, text, email, url, slug
auto IsWhole(const ExpressionType& type) -> bool;    // int, bigint
auto IsNumber(const ExpressionType& type) -> bool;   // and decimal, float
auto IsOrdered(const ExpressionType& type) -> bool;  // numbers, texts, dates, timestamps, durations
auto ScaleOf(const ExpressionType& type) -> int;     // of a decimal; 0 of any other

// How a message calls a type: `string`, `decimal with 2 digits after the point`, the name of an enum.
auto TypeText(const ExpressionType& type, const ir::App& app) -> std::string;

// The type in which values of both types can be compared and joined: texts among each other, numbers in the
// wider one. Nothing when there is none.
auto CommonType(const ExpressionType& a, const ExpressionType& b) -> std::optional<ExpressionType>;

// Whether a value of `from` is one of `to` as it is.
auto IsSame(const ExpressionType& from, const ExpressionType& to) -> bool;

// The type of a field's values. A reference is the uuid that it holds.
auto TypeOfField(const ir::FieldType& type) -> ExpressionType;

// Whether a value of `from` may stand where a field of `to` is wanted, after widening.
auto FitsField(const ExpressionType& from, const ExpressionType& to) -> bool;

}  // namespace ingot::check
