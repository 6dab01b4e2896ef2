#include "codegen/targets/sql-migration/sqlite.h"

#include "codegen/text/bug.h"

namespace ingot::codegen::sql_migration {
namespace {

auto Name(std::string_view name) -> Safe<SqlIdentifier> { return SqlIdentifier::Physical(name); }

auto TypeOf(const Column& column) -> Safe<SqliteText> {
  const std::string word = column.type.substr(0, column.type.find('('));
  if (word == "ref") return SqliteText::Of("BLOB");
  if (word == "enum") return SqliteText::Of("TEXT");
#define INGOT_FIELD_TYPE(Kind, dsl, value, cpp, sqlite, ...) \
  if (word == dsl) return SqliteText::Of(sqlite);
#include "compiler/ir/field_types.def"
#undef INGOT_FIELD_TYPE
  Bug("a column has no type", column.type);
}

auto OnDelete(const Reference& reference) -> Safe<SqliteText> {
  if (reference.on_delete == "cascade") return SqliteText::Of("ON DELETE CASCADE");
  if (reference.on_delete == "setNull") return SqliteText::Of("ON DELETE SET NULL");
  return SqliteText::Of("ON DELETE RESTRICT");
}

auto ColumnText(const Column& column) -> Safe<SqliteText> {
  auto text = SqliteText::Of("@ @", Name(column.name), TypeOf(column));
  if (column.required) text = SqliteText::Of("@ NOT NULL", text);
  if (column.reference) text = SqliteText::Of("@ REFERENCES @ (id) @", text, Name(column.reference->table), OnDelete(*column.reference));
  return text;
}

auto Names(const std::vector<std::string>& names) -> Safe<SqliteText> {
  std::vector<Safe<SqlIdentifier>> parts;
  for (const std::string& name : names) parts.push_back(Name(name));
  return SqliteText::Join(", ", parts);
}

}  // namespace

auto CreateTable(const Table& table, std::string_view name) -> Safe<SqliteText> {
  std::vector<Safe<SqliteText>> lines{SqliteText::Of("  id BLOB NOT NULL PRIMARY KEY")};
  for (const Column& column : table.columns) lines.push_back(SqliteText::Of("  @", ColumnText(column)));
  if (table.timestamps) {
    lines.push_back(SqliteText::Of("  created_at INTEGER NOT NULL"));
    lines.push_back(SqliteText::Of("  updated_at INTEGER NOT NULL"));
  }
  lines.push_back(SqliteText::Of("  row_version INTEGER NOT NULL"));
  return SqliteText::Of("CREATE TABLE @ (\n@\n) STRICT", Name(name), SqliteText::Join(",\n", lines));
}

auto DropTable(std::string_view name) -> Safe<SqliteText> { return SqliteText::Of("DROP TABLE @", Name(name)); }

auto RenameTable(std::string_view from, std::string_view to) -> Safe<SqliteText> {
  return SqliteText::Of("ALTER TABLE @ RENAME TO @", Name(from), Name(to));
}

auto AddColumn(std::string_view table, const Column& column) -> Safe<SqliteText> {
  return SqliteText::Of("ALTER TABLE @ ADD COLUMN @", Name(table), ColumnText(column));
}

auto RenameColumn(std::string_view table, std::string_view from, std::string_view to) -> Safe<SqliteText> {
  return SqliteText::Of("ALTER TABLE @ RENAME COLUMN @ TO @", Name(table), Name(from), Name(to));
}

auto CreateIndex(std::string_view table, const Index& index) -> Safe<SqliteText> {
  const auto name = Name(index.name);
  const auto columns = Names(index.columns);
  if (index.unique) return SqliteText::Of("CREATE UNIQUE INDEX @ ON @ (@)", name, Name(table), columns);
  return SqliteText::Of("CREATE INDEX @ ON @ (@)", name, Name(table), columns);
}

auto DropIndex(const Index& index) -> Safe<SqliteText> { return SqliteText::Of("DROP INDEX @", Name(index.name)); }

auto TriggersOf(const Table& table) -> std::vector<Trigger> {
  std::vector<Trigger> triggers;
  for (const Column& column : table.columns) {
    const bool released = column.reference && column.reference->on_delete == "setNull";
    if (released) triggers.push_back({ir::PhysicalName(table.name + "_" + column.name + "_released"), column.name});
  }
  return triggers;
}

// A change through the service counts the version itself. The runtime keeps the time of the transaction in ingot_clock.
auto CreateTrigger(const Table& table, const Trigger& trigger) -> Safe<SqliteText> {
  const auto name = Name(table.name);
  const auto column = Name(trigger.column);
  const auto times = table.timestamps ? SqliteText::Of(", updated_at = (SELECT micros FROM ingot_clock)") : SqliteText::Of("");
  return SqliteText::Of(
      "CREATE TRIGGER @ AFTER UPDATE OF @ ON @\n"
      "WHEN NEW.@ IS NULL AND OLD.@ IS NOT NULL AND NEW.row_version = OLD.row_version\n"
      "BEGIN\n"
      "  UPDATE @ SET row_version = row_version + 1@ WHERE id = NEW.id;\n"
      "END",
      Name(trigger.name), column, name, column, column, name, times);
}

auto DropTrigger(const Trigger& trigger) -> Safe<SqliteText> { return SqliteText::Of("DROP TRIGGER @", Name(trigger.name)); }

auto CopyRows(std::string_view from, std::string_view to, const std::vector<std::pair<std::string, Safe<SqliteText>>>& columns)
    -> Safe<SqliteText> {
  std::vector<std::string> names;
  std::vector<Safe<SqliteText>> values;
  for (const auto& [name, value] : columns) {
    names.push_back(name);
    values.push_back(value);
  }
  return SqliteText::Of("INSERT INTO @ (@) SELECT @ FROM @", Name(to), Names(names), SqliteText::Join(", ", values), Name(from));
}

auto AllColumns(const Table& table) -> std::vector<std::string> {
  std::vector<std::string> names{"id"};
  for (const Column& column : table.columns) names.push_back(column.name);
  if (table.timestamps) names.insert(names.end(), {"created_at", "updated_at"});
  names.push_back("row_version");
  return names;
}

}  // namespace ingot::codegen::sql_migration
