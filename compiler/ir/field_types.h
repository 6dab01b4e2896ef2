// What is known of each scalar type of a field, as a table made from field_types.def.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "compiler/ir/field_schemas.h"

namespace ingot::ir {

enum class ScalarKind : uint8_t {
#define INGOT_FIELD_TYPE(Kind, ...) k##Kind,
#include "compiler/ir/field_types.def"
#undef INGOT_FIELD_TYPE
};

// How ir::Value holds a value of the type.
enum class ValueForm : uint8_t { kBool, kInteger, kReal, kText, kUuid, kBytes };

// What `min` and `max` limit.
enum class Bounds : uint8_t { kNone, kLength, kBytes, kValue };

struct FieldTypeSpec {
  ScalarKind kind{};
  std::string_view name;
  ValueForm value{};
  std::string_view cpp;
  std::string_view sqlite;
  std::string_view postgres;
  std::string_view json;
  Bounds bounds{};
  std::string_view filter;      // "none" when a list cannot filter by it
  std::string_view text_rule;   // "none", or the name of the check in the runtime
  const FieldSchema* schema = nullptr;
};

// In the order of the definition file.
auto FieldTypeSpecs() -> std::span<const FieldTypeSpec>;
auto SpecOf(ScalarKind kind) -> const FieldTypeSpec&;
auto FindScalarKind(std::string_view name) -> std::optional<ScalarKind>;

}  // namespace ingot::ir
