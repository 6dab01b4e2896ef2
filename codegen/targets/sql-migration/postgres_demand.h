// A column of PostgreSQL that rows have to have a value in from now on, without a lock that others feel.
#pragma once

#include <string>

#include "codegen/targets/sql-migration/postgres_steps.h"
#include "codegen/targets/sql-migration/window.h"

namespace ingot::codegen::sql_migration {

// The rule is made first, then rows are tried by it, then the column has it. `asks` go to the step that tries the rows.
void DemandValue(const std::string& table, const std::string& column, Questions asks, PgSteps& steps);
// What waited for the end of the window, because the release before leaves it out and nothing fills it.
void DemandLate(const WindowTable& table, PgSteps& steps);

}  // namespace ingot::codegen::sql_migration
