// The part of the evaluator that knows texts.
#pragma once

#include <string>
#include <vector>

#include "compiler/ir/evaluate.h"

namespace ingot::ir {

auto CodePoints(const std::string& text) -> std::u32string;

// A function whose first argument is a text; no argument is null.
auto EvaluateText(Function function, const std::vector<Value>& values) -> MaybeValue;

}  // namespace ingot::ir
