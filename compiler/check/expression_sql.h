// Asks whether an expression can be computed by a database.
#pragma once

#include "compiler/diagnostics/emitter.h"
#include "compiler/ir/app.h"

namespace ingot::check {

// Reports each function that depends on a row and that SQL does not have; false when there was one. What depends on no
// row is computed before the statement runs, by any function.
auto CheckLowerable(const ir::App& app, Id<ir::Expression> id, diag::Emitter& emitter) -> bool;

}  // namespace ingot::check
