// What callers meet and no description of an API can say: which tokens are good, and rules about the fields of a row together.
#pragma once

#include <vector>

#include "codegen/compare/compare.h"
#include "compiler/ir/app.h"

namespace ingot::driver {

auto CompareRules(const ir::App& before, const ir::App& after) -> std::vector<codegen::compare::Finding>;

}  // namespace ingot::driver
