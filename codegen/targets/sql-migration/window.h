// The tables while programs of two releases use them: what each release knows is there, under the names of the release before.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "codegen/targets/sql-migration/diff.h"

namespace ingot::codegen::sql_migration {

// A table that both releases know, or that the new one adds.
struct WindowTable {
  Table open;                                  // as it is in the window: what the release before leaves out and nothing fills is optional
  Table to;                                    // as the new release knows it
  std::map<std::string, std::string> columns;  // what each column of `to` is called in `open`
  const TableAltered* change = nullptr;        // null: it is new
  // Does the new release see it as it is?
  auto SeenAsItIs() const -> bool;
  // Its rows as the tables of versions and of deleted rows keep them: one that goes knows no new columns.
  auto KeptVersions() const -> const Table& { return to.history.empty() && change != nullptr ? change->was : open; }
  auto KeptDeleted() const -> const Table& { return to.deleted.empty() && change != nullptr ? change->was : open; }
};

// A table that the new release does not know.
struct GoingTable {
  Table was;
  Table open;  // where it follows rows that may be without a value in the window, it may be, too
};

class Window {
 public:
  // `alterations` are those of the difference; they and it must outlive the window.
  Window(const Difference& difference, const std::vector<TableAltered>& alterations);

  auto tables() const -> const std::vector<WindowTable>& { return tables_; }
  auto dropped() const -> const std::vector<GoingTable>& { return dropped_; }
  // The window's name of a table of the new release.
  auto NameOf(const std::string& table) const -> std::string;
  // Is it a table of the new release alone?
  auto Creates(const std::string& table) const -> bool;
  // And of an index.
  auto IndexName(const std::string& name) const -> std::string;

 private:
  void AddCreated(const Table& table);
  void AddAltered(const TableAltered& change);
  void Loosen(GoingTable& going) const;
  auto OpenColumn(const TableAltered& change, const Column& column) const -> std::string;
  auto WithOpenTarget(Column column) const -> Column;

  std::map<std::string, std::string> names_;  // of tables, where the two differ
  std::set<std::string> old_indexes_;         // names that are taken until the end
  std::vector<WindowTable> tables_;
  std::vector<GoingTable> dropped_;
};

}  // namespace ingot::codegen::sql_migration
