// The statements of DDL as SQLite takes them.
#pragma once

#include <string_view>
#include <vector>

#include "codegen/targets/sql-migration/ddl.h"
#include "codegen/text/sql.h"

namespace ingot::codegen::sql_migration {

using SqliteStatements = std::vector<Safe<SqliteText>>;

auto SqliteTypeOf(const Column& column) -> Safe<SqliteText>;
// `title TEXT NOT NULL`
auto SqliteColumnText(const Column& column) -> Safe<SqliteText>;
auto SqliteLiteralOf(const Filling& filling) -> Safe<SqliteText>;

auto CreateSqliteTable(const Table& table, std::string_view name) -> Safe<SqliteText>;
// A change through the service counts the version itself. The runtime keeps the time of the transaction in ingot_clock.
auto CreateSqliteTrigger(const Table& table, const Trigger& trigger) -> Safe<SqliteText>;
// The indexes and triggers of a table that was just made.
void AddObjects(const Table& table, SqliteStatements& statements);

// Whoever writes a row: every version that it gets is written down, and the row itself when it is deleted.
void AddKeepers(const Table& table, SqliteStatements& statements);
void DropKeepers(const Table& table, SqliteStatements& statements);

}  // namespace ingot::codegen::sql_migration
