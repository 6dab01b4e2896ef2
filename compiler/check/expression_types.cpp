#include "compiler/check/expression_types.h"

#include <algorithm>
#include <variant>

#include <fmt/format.h>

#include "compiler/base/match.h"

namespace ingot::check {

auto Is(const ExpressionType& type, ScalarKind kind) -> bool {
  const auto* scalar = std::get_if<ir::ScalarType>(&type);
  return scalar != nullptr && scalar->kind == kind;
}

auto IsOpaque(const ExpressionType& type) -> bool { return Is(type, ScalarKind::kJson) || Is(type, ScalarKind::kBytes); }

auto IsText(const ExpressionType& type) -> bool {
  const auto* scalar = std::get_if<ir::ScalarType>(&type);
  return scalar != nullptr && scalar->kind != ScalarKind::kJson &&
         ir::SpecOf(scalar->kind).value == ir::ValueForm::kText;
}

auto IsWhole(const ExpressionType& type) -> bool {
  return Is(type, ScalarKind::kInt) || Is(type, ScalarKind::kBigInt);
}

auto IsNumber(const ExpressionType& type) -> bool {
  return IsWhole(type) || Is(type, ScalarKind::kDecimal) || Is(type, ScalarKind::kFloat);
}

auto IsOrdered(const ExpressionType& type) -> bool {
  return IsNumber(type) || IsText(type) || Is(type, ScalarKind::kDate) || Is(type, ScalarKind::kTime) ||
         Is(type, ScalarKind::kTimestamp) || Is(type, ScalarKind::kDuration);
}

auto ScaleOf(const ExpressionType& type) -> int {
  const auto* scalar = std::get_if<ir::ScalarType>(&type);
  return scalar != nullptr && scalar->kind == ScalarKind::kDecimal ? scalar->scale : 0;
}

auto TypeText(const ExpressionType& type, const ir::App& app) -> std::string {
  return std::visit(Match{
                        [](const ir::ScalarType& scalar) {
                          const auto name = ir::SpecOf(scalar.kind).name;
                          if (scalar.kind != ScalarKind::kDecimal) return std::string(name);
                          return fmt::format("{}({},{})", name, scalar.precision, scalar.scale);
                        },
                        [&](const ir::EnumType& choice) { return app.enums[choice.id].name; },
                    },
                    type);
}

auto CommonType(const ExpressionType& a, const ExpressionType& b) -> std::optional<ExpressionType> {
  if (a == b) return a;
  if (IsText(a) && IsText(b)) return Scalar(ScalarKind::kString);
  if (!IsNumber(a) || !IsNumber(b)) return std::nullopt;
  if (IsWhole(a) && IsWhole(b)) return Scalar(ScalarKind::kBigInt);
  const bool real = Is(a, ScalarKind::kFloat) || Is(b, ScalarKind::kFloat);
  if (!real) return DecimalOf(std::max(ScaleOf(a), ScaleOf(b)));
  const bool exact = Is(a, ScalarKind::kInt) || Is(b, ScalarKind::kInt);
  return exact ? std::optional(Scalar(ScalarKind::kFloat)) : std::nullopt;
}

auto IsSame(const ExpressionType& from, const ExpressionType& to) -> bool {
  if (from == to || (IsText(from) && IsText(to))) return true;
  return Is(from, ScalarKind::kDecimal) && Is(to, ScalarKind::kDecimal) && ScaleOf(from) == ScaleOf(to);
}

auto TypeOfField(const ir::FieldType& type) -> ExpressionType {
  return std::visit(Match{
                        [](const ir::ScalarType& scalar) -> ExpressionType { return scalar; },
                        [](const ir::EnumType& choice) -> ExpressionType { return choice; },
                        [](const ir::RefType&) { return Scalar(ScalarKind::kUuid); },
                        [](const ir::ListType&) { return Scalar(ScalarKind::kJson); },    // no expression has one
                        [](const ir::ObjectType&) { return Scalar(ScalarKind::kJson); },  // the same
                    },
                    type);
}

auto FitsField(const ExpressionType& from, const ExpressionType& to) -> bool {
  if (from == to) return true;
  // Email, url and slug promise a form that not every text has.
  if (IsText(from)) return Is(to, ScalarKind::kString) || Is(to, ScalarKind::kText);
  if (Is(to, ScalarKind::kDecimal)) {
    return IsWhole(from) || (Is(from, ScalarKind::kDecimal) && ScaleOf(from) <= ScaleOf(to));
  }
  return Is(from, ScalarKind::kInt) && (Is(to, ScalarKind::kBigInt) || Is(to, ScalarKind::kFloat));
}

}  // namespace ingot::check
