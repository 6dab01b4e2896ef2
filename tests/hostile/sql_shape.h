// What PostgreSQL's own parser and SQLite make of a text of SQL: its statements, without the values in them.
#pragma once

#include <set>
#include <string>
#include <vector>

namespace ingot::test::hostile {

struct Shape {
  std::string error;              // empty when it was read
  std::vector<std::string> parts;  // PostgreSQL: the tree of each statement; SQLite: what there is afterwards
  std::vector<std::string> kinds;  // of each statement: `CreateStmt`
};

// The kinds of statements that a migration may hold. It inserts what searches and histories find in rows that are there; an
// ANALYZE is a VacuumStmt.
inline auto MigrationStatements() -> const std::set<std::string>& {
  static const std::set<std::string> kKinds{"CreateStmt", "IndexStmt",  "CreateFunctionStmt", "CreateTrigStmt",    "AlterTableStmt",   "RenameStmt", "DropStmt",
                                            "UpdateStmt", "InsertStmt", "DeleteStmt",         "CreateTableAsStmt", "CreateSchemaStmt", "ViewStmt",   "SelectStmt",
                                            "VacuumStmt"};
  return kKinds;
}

// Names stay, texts become `?`.
auto PostgresShape(const std::string& text) -> Shape;

// Runs the texts one after another in an empty database in which "x" is never a string, and lists tables, columns and indexes.
auto SqliteShape(const std::vector<std::string>& scripts) -> Shape;

}  // namespace ingot::test::hostile
