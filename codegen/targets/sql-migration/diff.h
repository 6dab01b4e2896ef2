// What leads from one schema to another: the steps, and whether they lose data or cannot fill a column.
#pragma once

#include <string>
#include <vector>

#include "codegen/targets/sql-migration/schema.h"
#include "codegen/text/sql.h"
#include "compiler/ir/app.h"

namespace ingot::codegen::sql_migration {

// A value for the rows that a new required column finds.
struct Filling {
  std::string table;
  std::string column;
  Safe<SqlLiteral> value;
};

// A new name for something that keeps its data.
struct Rename {
  std::string table;   // the table's new name
  std::string from;    // empty names mean the table itself
  std::string to;
};

struct Hints {
  std::vector<Rename> table_renames;   // `from` and `to` are table names
  std::vector<Rename> column_renames;
  std::vector<Filling> fillings;
};

struct Change {
  std::string name;                      // part of the migration's name: `add_docs_title`
  std::vector<Safe<SqliteText>> statements;
};

struct Difference {
  std::vector<Change> changes;
  std::vector<std::string> losses;       // `docs.title`, `notes`: data that goes
  std::vector<std::string> unfilled;     // `docs.title`: required, and old rows have no value for it
};

auto Diff(const Schema& from, const Schema& to, const Hints& hints) -> Difference;
// The same renames, read the other way.
auto Reverse(const Hints& hints) -> Hints;

// What the definition says of renames and of values for old rows.
auto HintsOf(const ir::App& app, const Schema& from) -> Hints;

}  // namespace ingot::codegen::sql_migration
