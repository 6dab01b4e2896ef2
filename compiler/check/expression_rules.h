// The type rules that rows of ir/functions.def name: what an operator or a function takes, and what it gives.
#pragma once

#include <cstddef>
#include <string_view>

#include "compiler/check/expression_typer.h"

namespace ingot::check {

struct Rule {
  size_t least = 0;  // arguments
  size_t most = 0;
  std::string_view takes;  // in words, for a help text
  auto(*check)(ExpressionTyper& typer, const RuleCall& call) -> Typed;
};

auto RuleOf(ir::Function function) -> const Rule&;

}  // namespace ingot::check
