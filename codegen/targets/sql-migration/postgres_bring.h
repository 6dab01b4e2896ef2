// A deleted row that one of two releases restores has what only the other one knows of it.
#pragma once

#include "codegen/targets/sql-migration/postgres_ddl.h"
#include "codegen/targets/sql-migration/window.h"

namespace ingot::codegen::sql_migration {

// A trigger of the window; nothing for a table that both releases know alike, or whose deleted rows are gone.
void CreateBringer(const WindowTable& table, PgStatements& statements);
void DropBringer(const WindowTable& table, PgStatements& statements);

}  // namespace ingot::codegen::sql_migration
