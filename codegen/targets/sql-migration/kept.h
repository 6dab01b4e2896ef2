// What a migration sets aside instead of losing it, in a table of its own, from which the way back takes it.
#pragma once

#include <string>
#include <vector>

#include "codegen/targets/sql-migration/moves.h"
#include "codegen/targets/sql-migration/schema.h"
#include "codegen/text/sql.h"

namespace ingot::codegen::sql_migration {

struct Kept {
  std::string name;  // of the table: `ingot_kept_0007_docs_title`
  Safe<SqlText> aside;
  std::vector<Safe<SqlText>> back;  // what refers to rows that are gone by then does not come back
};

// The table for what a migration sets aside of this.
auto KeptName(int number, const std::string& what) -> std::string;
// The columns that tell the rows of a table apart.
auto KeyOf(const Table& table) -> std::vector<std::string>;

// `number` is the migration's, `owner` the name that the table has in the schema that has the column.
// `into`: the column that it comes back to, if that is called otherwise by then.
auto KeptColumn(int number, const std::string& owner, const Table& table, const Column& column, const std::string& into = "") -> Kept;
auto KeptTable(int number, const Table& table) -> Kept;
// The versions of rows that were deleted, which cannot come back where their table does not keep these any more.
auto KeptOrphans(int number, const std::string& owner, const Table& table) -> Kept;
auto LeavesOrphans(const Table& was, const Table& now) -> bool;

// The times of rows, as columns, where only one of two tables has them.
auto StampsOnlyOf(const Table& one, const Table& other) -> std::vector<Column>;
// Of a table whose values go to rows of another one: its name, and the columns that stay behind. Beside them `ingot_blank` says of rows that
// they have no value that goes.
auto KeptPartName(int number, const Move& move) -> std::string;
auto KeptOfPart(const Move& move) -> std::vector<std::string>;

}  // namespace ingot::codegen::sql_migration
