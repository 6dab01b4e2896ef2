// Steps of a migration of PostgreSQL that come when no program of the release before is left.
#pragma once

#include "codegen/targets/sql-migration/postgres_steps.h"

namespace ingot::codegen::sql_migration {

// Lets go of what only the release before uses, and sets aside what would be lost with it.
void LetGo(const WindowTable& table, const Window& window, PgSteps& steps);
// Tables and columns go, and get their names, all at once.
void Switch(const Window& window, PgSteps& steps);
// What had to wait for the names.
void Settle(const WindowTable& table, PgSteps& steps);

}  // namespace ingot::codegen::sql_migration
