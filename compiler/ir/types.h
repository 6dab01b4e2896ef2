// The types that a field and an expression can have, and the values that a definition can write.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>

#include "compiler/base/id.h"
#include "compiler/ir/field_types.h"

namespace ingot::ir {

struct Enum;
struct Model;
struct Field;

// A value written in a definition: a default, a bound, an example. Which form it has follows from the field's type:
// integers hold int and bigint as they are, decimals unscaled, dates in days, timestamps and durations in
// microseconds, enum values by position; json is its compact text, bytes their base64; a list is its
// compact JSON.
using Value = std::variant<bool, int64_t, double, std::string, std::array<uint8_t, 16>>;
using MaybeValue = std::optional<Value>;  // nothing is null

struct ScalarType {
  ScalarKind kind{};
  int precision = 0;  // of a decimal: digits in all, 1 to 18
  int scale = 0;      // of a decimal: digits after the point
  friend auto operator==(const ScalarType&, const ScalarType&) -> bool = default;
};

struct EnumType {
  Id<Enum> id;
  friend auto operator==(const EnumType&, const EnumType&) -> bool = default;
};

enum class OnDelete : uint8_t { kRestrict, kCascade, kSetNull };

struct RefType {
  Id<Model> model;
  OnDelete on_delete = OnDelete::kRestrict;
  friend auto operator==(const RefType&, const RefType&) -> bool = default;
};

// Values in the order in which they were sent. The rules of its field are those of each one.
struct ListType {
  std::variant<ScalarType, EnumType> element;
  friend auto operator==(const ListType&, const ListType&) -> bool = default;
};

using FieldType = std::variant<ScalarType, EnumType, RefType, ListType>;

inline auto ElementType(const ListType& list) -> FieldType {
  return std::visit([](const auto& element) { return FieldType(element); }, list.element);
}

// A column that every model has beside its fields.
enum class SystemColumn : uint8_t { kId, kCreatedAt, kUpdatedAt };

}  // namespace ingot::ir
