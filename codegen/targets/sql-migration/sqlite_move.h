// How values go from the rows of one table to those of another one in SQLite, all in the transaction of the migration.
#pragma once

#include <string>
#include <vector>

#include "codegen/targets/sql-migration/diff.h"
#include "codegen/targets/sql-migration/sqlite_ddl.h"

namespace ingot::codegen::sql_migration {

struct SqlitePart {
  Safe<SqlNote> about;
  SqliteStatements statements;
  std::string condition = {};  // a table; without it there is nothing to do
};

// While all tables have their former names: what a table had that goes is kept aside, and what moves is taken out.
auto TakeMovesOut(const Difference& difference, int number) -> std::vector<SqlitePart>;
// A column whose values come from another table is there before its table is made anew. `change` is told so.
auto TakeMovesIn(const Move& move, TableAltered& change) -> SqliteStatements;
// When all tables are as they are at the end.
auto SettleMoves(const Difference& difference, int number) -> std::vector<SqlitePart>;

}  // namespace ingot::codegen::sql_migration
