#include "codegen/targets/sql-migration/file_triggers.h"

#include "codegen/targets/sql-migration/ddl.h"
#include "compiler/ir/app.h"

namespace ingot::codegen::sql_migration {
namespace {

constexpr int kKeyCharacters = 32;  // a description begins with its file's key

// The columns of files whose triggers the migrations make.
auto FileColumns(const Table& table) -> std::vector<Column> {
  std::vector<Column> columns;
  for (const Column& column : table.columns) {
    if (table.files && column.type == "file") columns.push_back(column);
  }
  return columns;
}

// The service knows these triggers by how they begin; see file/ledger.cpp of the runtime.
auto Name(const Table& table, const Column& column, const std::string& when) -> Safe<SqlIdentifier> {
  return Named(ir::PhysicalName("ingot_files_" + when + "_" + table.name + "_" + column.name));
}

}  // namespace

void CreateFileTriggers(const Table& table, std::vector<Safe<PgText>>& statements) {
  const auto key = SqlLiteral::Integer(kKeyCharacters);
  for (const Column& column : FileColumns(table)) {
    const auto file = Named(column.name);
    const auto rows = Named(table.name);
    const auto changed = Name(table, column, "changed");
    statements.push_back(
        PgText::Of("CREATE FUNCTION @() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$\n"
                   "BEGIN\n"
                   "  INSERT INTO ingot_files (key, due_at) VALUES (left(OLD.@, @), to_timestamp(0)) ON CONFLICT (key) DO NOTHING;\n"
                   "  RETURN NULL;\n"
                   "END\n"
                   "$$",
                   changed, file, key));
    statements.push_back(PgText::Of(
        "CREATE TRIGGER @ AFTER UPDATE OF @ ON @ FOR EACH ROW\nWHEN (OLD.@ IS NOT NULL AND left(NEW.@, @) IS DISTINCT FROM left(OLD.@, @))\nEXECUTE FUNCTION @()", changed, file,
        rows, file, file, key, file, key, changed));
    statements.push_back(
        PgText::Of("CREATE TRIGGER @ AFTER DELETE ON @ FOR EACH ROW\nWHEN (OLD.@ IS NOT NULL)\nEXECUTE FUNCTION @()", Name(table, column, "gone"), rows, file, changed));
  }
}

void DropFileTriggers(const Table& table, std::vector<Safe<PgText>>& statements) {
  for (const Column& column : FileColumns(table)) {
    for (const char* when : {"changed", "gone"}) statements.push_back(PgText::Of("DROP TRIGGER @ ON @", Name(table, column, when), Named(table.name)));
  }
  DropFileFunctions(table, statements);
}

void DropFileFunctions(const Table& table, std::vector<Safe<PgText>>& statements) {
  for (const Column& column : FileColumns(table)) statements.push_back(PgText::Of("DROP FUNCTION @()", Name(table, column, "changed")));
}

void CreateFileTriggers(const Table& table, std::vector<Safe<SqliteText>>& statements) {
  const auto key = SqlLiteral::Integer(kKeyCharacters);
  // SQLite renames nothing while a trigger speaks of a table that is not there, and `ingot migrate` knows no service that makes it.
  if (!FileColumns(table).empty()) {
    statements.push_back(SqliteText::Of("CREATE TABLE IF NOT EXISTS ingot_files (key TEXT NOT NULL PRIMARY KEY, due_at INTEGER NOT NULL) STRICT"));
  }
  for (const Column& column : FileColumns(table)) {
    const auto file = Named(column.name);
    const auto rows = Named(table.name);
    const auto keep = SqliteText::Of("BEGIN\n  INSERT OR IGNORE INTO ingot_files (key, due_at) VALUES (substr(OLD.@, 1, @), 0);\nEND", file, key);
    statements.push_back(SqliteText::Of(
        "CREATE TRIGGER @ AFTER UPDATE OF @ ON @\nWHEN OLD.@ IS NOT NULL AND substr(NEW.@, 1, @) IS NOT substr(OLD.@, 1, @)\n@", Name(table, column, "changed"), file, rows, file,
        file, key, file, key, keep));
    statements.push_back(SqliteText::Of("CREATE TRIGGER @ AFTER DELETE ON @\nWHEN OLD.@ IS NOT NULL\n@", Name(table, column, "gone"), rows, file, keep));
  }
}

void DropFileTriggers(const Table& table, std::vector<Safe<SqliteText>>& statements) {
  for (const Column& column : FileColumns(table)) {
    for (const char* when : {"changed", "gone"}) statements.push_back(SqliteText::Of("DROP TRIGGER @", Name(table, column, when)));
  }
}

}  // namespace ingot::codegen::sql_migration
