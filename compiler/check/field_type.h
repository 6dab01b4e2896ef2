// Finds the type that a field asks for.
#pragma once

#include <optional>

#include "compiler/check/checker.h"

namespace ingot::check {

// The type of a field: `type` with `enum`, `model`, `onDelete` and `format`. Nothing when an error was
// reported.
auto ReadFieldType(const Object& field, Checker& checker) -> std::optional<ir::FieldType>;

}  // namespace ingot::check
