// The DDL of SQLite: creating, changing and dropping tables and indexes.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "codegen/targets/sql-migration/schema.h"
#include "codegen/text/sql.h"

namespace ingot::codegen::sql_migration {

auto CreateTable(const Table& table, std::string_view name) -> Safe<SqliteText>;
auto DropTable(std::string_view name) -> Safe<SqliteText>;
auto RenameTable(std::string_view from, std::string_view to) -> Safe<SqliteText>;
auto AddColumn(std::string_view table, const Column& column) -> Safe<SqliteText>;
auto RenameColumn(std::string_view table, std::string_view from, std::string_view to) -> Safe<SqliteText>;
auto CreateIndex(std::string_view table, const Index& index) -> Safe<SqliteText>;
auto DropIndex(const Index& index) -> Safe<SqliteText>;
// For a reference that becomes null when its row is deleted: the row is another version then, as after any other change.
struct Trigger {
  std::string name;
  std::string column;
  friend auto operator==(const Trigger&, const Trigger&) -> bool = default;
};
auto TriggersOf(const Table& table) -> std::vector<Trigger>;
auto CreateTrigger(const Table& table, const Trigger& trigger) -> Safe<SqliteText>;
auto DropTrigger(const Trigger& trigger) -> Safe<SqliteText>;
// `INSERT INTO to (...) SELECT ... FROM from`: each column and what it is filled from.
auto CopyRows(std::string_view from, std::string_view to, const std::vector<std::pair<std::string, Safe<SqliteText>>>& columns)
    -> Safe<SqliteText>;
// Every column of a table, those that all tables have included.
auto AllColumns(const Table& table) -> std::vector<std::string>;

}  // namespace ingot::codegen::sql_migration
