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
// `REFERENCES projects (id) ON DELETE CASCADE`
auto ReferenceText(const Reference& reference) -> Safe<SqlText>;

// For a reference that becomes null when its row is deleted: the row is another version then, as after any other change.
struct Trigger {
  std::string name;
  std::string column;
  friend auto operator==(const Trigger&, const Trigger&) -> bool = default;
};
auto TriggersOf(const Table& table) -> std::vector<Trigger>;

// What goes before the columns of a table change, and what is made when they have. An index or trigger stays where all that it
// is made of stays: a column that gets another's name takes its indexes with it.
auto OldIndexes(const TableAltered& change) -> std::vector<Index>;
auto NewIndexes(const TableAltered& change) -> std::vector<Index>;
auto OldTriggers(const TableAltered& change) -> std::vector<Trigger>;
auto NewTriggers(const TableAltered& change) -> std::vector<Trigger>;

}  // namespace ingot::codegen::sql_migration
