// The part of the interpreter that knows texts.
#pragma once

#include <string>
#include <vector>

#include "tests/expressions/interpreter.h"

namespace ingot::testing {

auto CodePoints(const std::string& text) -> std::u32string;

// A function whose first argument is a text; no argument is null.
auto EvaluateText(ir::Function function, const std::vector<ir::Value>& values) -> MaybeValue;

}  // namespace ingot::testing
