// What remembers the files that rows give up: triggers that write their keys into the ledger of the service.
#pragma once

#include <vector>

#include "codegen/targets/sql-migration/schema.h"
#include "codegen/text/sql.h"

namespace ingot::codegen::sql_migration {

// Nothing for a table without files, or one whose triggers the service makes when it starts.
void CreateFileTriggers(const Table& table, std::vector<Safe<PgText>>& statements);
void DropFileTriggers(const Table& table, std::vector<Safe<PgText>>& statements);
// The triggers of a table that was dropped went with it.
void DropFileFunctions(const Table& table, std::vector<Safe<PgText>>& statements);

void CreateFileTriggers(const Table& table, std::vector<Safe<SqliteText>>& statements);
void DropFileTriggers(const Table& table, std::vector<Safe<SqliteText>>& statements);

}  // namespace ingot::codegen::sql_migration
