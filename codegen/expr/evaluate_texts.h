// The part of the evaluator that knows texts.
#pragma once

#include <string>
#include <vector>

#include "codegen/expr/evaluate.h"

namespace ingot::codegen {

auto CodePoints(const std::string& text) -> std::u32string;

// A function whose first argument is a text; no argument is null.
auto EvaluateText(ir::Function function, const std::vector<ir::Value>& values) -> MaybeValue;

}  // namespace ingot::codegen
