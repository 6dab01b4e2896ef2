// Columns of SQLite whose values another one held in another form: how they are copied, and what of them is set aside.
#pragma once

#include <optional>
#include <string>

#include "codegen/targets/sql-migration/diff.h"
#include "codegen/targets/sql-migration/sqlite_ddl.h"

namespace ingot::codegen::sql_migration {

// What a column of `change.to` gets from the one that it converts. `back`: see SqliteSteps.
auto SqliteConverted(const TableAltered& change, const Column& column, bool back) -> Safe<SqliteText>;

// A table of what a migration sets aside, and the statements that do it and take it back.
struct SqliteAside {
  std::string name;
  SqliteStatements going;
  SqliteStatements coming;
};
// The values that the new column does not lead back to, before the table is made anew; nothing when there are none of them.
auto SqliteLost(const std::string& name, const TableAltered& change, const Column& column, bool back) -> std::optional<SqliteAside>;
// And those that the other way set aside, where the column has what was there instead of them.
auto SqliteFound(const std::string& name, const TableAltered& change, const Column& column, bool back) -> std::optional<SqliteAside>;

}  // namespace ingot::codegen::sql_migration
