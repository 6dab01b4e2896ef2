// What callers meet and no description of an API can say: which tokens are good, rules about the fields of a row
// together, and which values no two rows share.
#pragma once

#include <vector>

#include "codegen/compare/compare.h"
#include "compiler/ir/app.h"

namespace ingot::driver {

// Adds what it finds to what the descriptions say, and takes away what is told better by it: a status 409 that comes with a unique value.
void AddRules(const ir::App& before, const ir::App& after, std::vector<codegen::compare::Finding>& findings);

}  // namespace ingot::driver
