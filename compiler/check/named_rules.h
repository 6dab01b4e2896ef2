// Gives a field the rules of the type that it names.
#pragma once

#include "compiler/check/checker.h"

namespace ingot::check {

// They hold beside those of the field, which may only be narrower. False when an error was reported.
auto InheritRules(Id<ir::Field> id, Checker& checker) -> bool;

}  // namespace ingot::check
