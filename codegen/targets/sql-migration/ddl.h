// The statements of DDL that both databases take as they are, and the names of what a table brings along.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "codegen/targets/sql-migration/diff.h"
#include "codegen/text/sql.h"

namespace ingot::codegen::sql_migration {

auto Named(std::string_view name) -> Safe<SqlIdentifier>;
auto Names(const std::vector<std::string>& names) -> Safe<SqlText>;

auto DropTable(std::string_view name) -> Safe<SqlText>;
auto RenameTable(std::string_view from, std::string_view to) -> Safe<SqlText>;
auto RenameColumn(std::string_view table, std::string_view from, std::string_view to) -> Safe<SqlText>;
auto CreateIndex(std::string_view table, const Index& index) -> Safe<SqlText>;
auto DropIndex(const Index& index) -> Safe<SqlText>;
// `REFERENCES projects (id) ON DELETE CASCADE`; `refusal` is the word for one that keeps the row that it refers to.
auto ReferenceText(const Reference& reference, const Safe<SqlText>& refusal) -> Safe<SqlText>;

// For a reference that becomes null when its row is deleted: the row is another version then, as after any other change.
struct Trigger {
  std::string name;
  std::string column;
  friend auto operator==(const Trigger&, const Trigger&) -> bool = default;
};
auto TriggersOf(const Table& table) -> std::vector<Trigger>;

// The columns of the table of versions.
auto HistoryColumns(const Table& table) -> std::vector<std::string>;
// Those of the table of deleted rows, without `deleted_at`.
auto DeletedColumns(const Table& table) -> std::vector<std::string>;
// What keeps the versions of a table's rows and its deleted rows: the names of its triggers.
struct Keepers {
  std::string created;  // empty names: there is none
  std::string changed;
  std::string ended;    // the versions go with their row, when it is deleted for good
  std::string ended_on;  // the table that it goes from
  std::string deleted;
};
auto KeepersOf(const Table& table) -> Keepers;

// The tables that keep their versions, their deleted rows or their words beside them, as they are before the first of the steps and after the last: the triggers
// that do it are taken away before any table changes and made anew at the end.
struct KeptTables {
  std::vector<Table> before;
  std::vector<Table> after;
  std::vector<Table> begun;  // of those after: their rows are there already, and no version of them
};
auto KeptTablesOf(const Difference& difference) -> KeptTables;
// The versions that rows have when the keeping of them begins.
auto FirstVersions(const Table& table) -> Safe<SqlText>;
// What the trigger does that takes the versions of a row away: not when the row was taken back from the deleted ones.
auto EndOfVersions(const Table& table) -> Safe<SqlText>;
auto EndOfOrphans(const Table& table) -> Safe<SqlText>;

// What goes before the columns of a table change, and what is made when they have. An index or trigger stays where all that it
// is made of stays: a column that gets another's name takes its indexes with it.
auto OldIndexes(const TableAltered& change) -> std::vector<Index>;
auto NewIndexes(const TableAltered& change) -> std::vector<Index>;
auto OldTriggers(const TableAltered& change) -> std::vector<Trigger>;
auto NewTriggers(const TableAltered& change) -> std::vector<Trigger>;

}  // namespace ingot::codegen::sql_migration
