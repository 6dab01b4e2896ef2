// Steps of a migration of PostgreSQL after which both releases find what they know.
#pragma once

#include "codegen/targets/sql-migration/postgres_steps.h"

namespace ingot::codegen::sql_migration {

// The tables that are new.
void Create(const Window& window, const Difference& difference, PgSteps& steps);
// What a table gets, and what it no longer demands.
void Expand(const WindowTable& table, const Window& window, PgSteps& steps);
// What a table that goes no longer demands.
void Loosen(const GoingTable& going, PgSteps& steps);
// The views through which the new release sees tables that are called otherwise for the one before.
void ShowRelease(const Window& window, PgSteps& steps);

// Both ways, for the switch: the views go when the tables are as they show them.
auto ReleaseViews(const Window& window) -> Undoable;

}  // namespace ingot::codegen::sql_migration
