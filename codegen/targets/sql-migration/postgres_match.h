// What of a table is the same for both releases, though it may be called otherwise.
#pragma once

#include <vector>

#include "codegen/targets/sql-migration/window.h"

namespace ingot::codegen::sql_migration {

// An index of the new release in the window.
struct IndexMatch {
  Index open;                 // under the window's names
  const Index* to = nullptr;  // what it becomes; null: the new release does not have it
  bool added = false;         // the release before does not have it
};
auto IndexesOf(const WindowTable& table, const Window& window) -> std::vector<IndexMatch>;

// Rules of the table that go, and that come; those about columns with other names are made anew when the columns have them.
struct CheckChanges {
  std::vector<CheckConstraint> dropped;
  std::vector<CheckConstraint> added;
  bool late = false;  // those that come wait for the names
};
auto ChecksOf(const WindowTable& table) -> CheckChanges;

// Does the new release leave it null? It does not know the column, and what it writes elsewhere does not come here.
auto LeavesNull(const TableAltered& change, const std::string& column) -> bool;

// A reference in the window, and what it was.
auto ReferenceChanged(const TableAltered& change, const Column& column) -> bool;

}  // namespace ingot::codegen::sql_migration
