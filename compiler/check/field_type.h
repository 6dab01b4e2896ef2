// Finds the type that a field asks for.
#pragma once

#include <string_view>

#include "compiler/check/checker.h"

namespace ingot::check {

// The type of a field: `type` with `enum`, `model`, `onDelete` and `format`, and the name that its scalar has. False when it was not
// found, or is broken itself; either was reported.
auto ReadFieldType(const Object& object, ir::Field& field, Checker& checker) -> bool;

// What a type that is kept as JSON is called in messages.
inline auto WordOf(const ir::FieldType& type) -> std::string_view {
  return std::holds_alternative<ir::ListType>(type) ? "list" : "object";
}

}  // namespace ingot::check
