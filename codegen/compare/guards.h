// Who may call: what an operation asks of its callers, and what such a proof has to be.
#pragma once

#include <string>

#include "codegen/compare/gather.h"

namespace ingot::codegen::compare {

// The ways in which callers prove who they are, once for the document.
void CompareSchemes(const Json& before, const Json& after, Gather& gather);

// What one operation asks for. Tells whether it is open now and was not, or the other way round: then 401 is told by that.
auto CompareGuard(const Json& before, const Operation& old_operation, const Json& after, const Operation& new_operation, Gather& gather) -> bool;

}  // namespace ingot::codegen::compare
