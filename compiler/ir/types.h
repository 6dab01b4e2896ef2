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
struct ValueType;

// A value written in a definition: a default, a bound, an example. Which form it has follows from the field's type:
// integers hold int and bigint as they are, decimals unscaled, dates in days, timestamps and durations in
// microseconds, enum values by position; json is its compact text, bytes their base64; a list is its
// compact JSON, and so is an object, with every member in the order of its type.
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

// A named value with members. Whoever refers to one by name has its members; a scalar type with a name is that scalar.
struct ObjectType {
  Id<ValueType> id;
  friend auto operator==(const ObjectType&, const ObjectType&) -> bool = default;
};

// Values in the order in which they were sent. The rules of its field are those of each one.
struct ListType {
  std::variant<ScalarType, EnumType, ObjectType> element;
  friend auto operator==(const ListType&, const ListType&) -> bool = default;
};

using FieldType = std::variant<ScalarType, EnumType, RefType, ListType, ObjectType>;

inline auto ElementType(const ListType& list) -> FieldType {
  return std::visit([](const auto& element) { return FieldType(element); }, list.element);
}

// Is the value kept as its JSON, so that no expression, filter or index looks into it?
inline auto IsKeptAsJson(const FieldType& type) -> bool {
  return std::holds_alternative<ListType>(type) || std::holds_alternative<ObjectType>(type);
}

// The type of one value: of each item of a list, or the type itself.
inline auto SingleType(const FieldType& type) -> FieldType {
  const auto* list = std::get_if<ListType>(&type);
  return list == nullptr ? type : ElementType(*list);
}

// A column that every model has beside its fields.
enum class SystemColumn : uint8_t { kId, kCreatedAt, kUpdatedAt };

}  // namespace ingot::ir
