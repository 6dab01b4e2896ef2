// The statements of PostgreSQL that keep the values of two tables the same, and write them from the one to the other.
#pragma once

#include "codegen/targets/sql-migration/postgres_move.h"

namespace ingot::codegen::sql_migration {

// Triggers of both tables, and none of them.
void CreateMoveTriggers(const OpenMove& move, PgStatements& statements);
void DropMoveTriggers(const OpenMove& move, PgStatements& statements);

// Statements of batches: see `MigrationBatch` of the runtime.
auto WritePart(const OpenMove& move) -> Safe<PgText>;    // from the rows that stay to those that come or go
auto WriteOwner(const OpenMove& move) -> Safe<PgText>;   // and back
auto BringBack(const OpenMove& move) -> Safe<PgText>;    // rows that went before come as they were, but for what moved

// What no row that stays can tell.
auto SetPartAside(const OpenMove& move) -> Safe<PgText>;
// On the way down a row had to have values without having any; that is not undone by taking them for values. Nothing where none had to.
auto LeaveEmpty(const OpenMove& move) -> PgStatements;

}  // namespace ingot::codegen::sql_migration
