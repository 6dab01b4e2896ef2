// What stands in the way of a model that is split or of two that are merged, as diagnostics. Nothing of it can be allowed.
#pragma once

#include <vector>

#include "codegen/targets/sql-migration/moves.h"
#include "compiler/diagnostics/diagnostic.h"

namespace ingot::driver {

void ReportMoves(const std::vector<codegen::sql_migration::Obstacle>& obstacles, diag::Sink& diagnostics);

}  // namespace ingot::driver
