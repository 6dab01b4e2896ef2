#include "codegen/targets/sql-migration/sqlite_ddl.h"

#include <ingot/rt/types.hpp>

#include "codegen/targets/sql-migration/ddl.h"
#include "codegen/targets/sql-migration/file_triggers.h"
#include "codegen/targets/sql-migration/search.h"
#include "codegen/text/bug.h"
#include "compiler/base/match.h"

namespace ingot::codegen::sql_migration {
namespace {

// `when` is "INSERT ON docs", `then` what it does.
void AddKeeper(const std::string& name, const Safe<SqliteText>& when, const Safe<SqliteText>& then, SqliteStatements& statements) {
  statements.push_back(SqliteText::Of("CREATE TRIGGER @ AFTER @\nBEGIN\n  @;\nEND", Named(name), when, then));
}

// `NEW.id, NEW.title`
auto Qualified(const Safe<SqliteText>& row, const std::vector<std::string>& columns) -> Safe<SqliteText> {
  SqliteStatements values;
  for (const std::string& column : columns) values.push_back(SqliteText::Of("@.@", row, Named(column)));
  return SqliteText::Join(", ", values);
}

}  // namespace

auto SqliteTypeOf(const Column& column) -> Safe<SqliteText> {
  const std::string word = column.type.substr(0, column.type.find('('));
  if (column.type.ends_with("[]")) return SqliteText::Of("TEXT");
  if (word == "secret") return SqliteText::Of("BLOB");
  if (word == "ref") return SqliteText::Of("BLOB");
  if (word == "enum") return SqliteText::Of("TEXT");
#define INGOT_FIELD_TYPE(Kind, dsl, value, cpp, sqlite, ...) \
  if (word == dsl) return SqliteText::Of(sqlite);
#include "compiler/ir/field_types.def"
#undef INGOT_FIELD_TYPE
  Bug("a column has no type", column.type);
}

auto SqliteColumnText(const Column& column) -> Safe<SqliteText> {
  auto text = SqliteText::Of("@ @", Named(column.name), SqliteTypeOf(column));
  if (column.required) text = SqliteText::Of("@ NOT NULL", text);
  // RESTRICT would refuse a row whose referring rows go later in the same statement, which PostgreSQL does not.
  if (column.reference) text = SqliteText::Of("@ @", text, ReferenceText(*column.reference, SqlText::Of("NO ACTION")));
  return text;
}

auto SqliteLiteralOf(const Filling& filling) -> Safe<SqliteText> {
  return std::visit(Match{
                        [](bool truth) { return SqliteText::Of("@", SqlLiteral::Integer(truth ? 1 : 0)); },
                        [&](int64_t number) {
                          const bool closed = std::holds_alternative<ir::EnumType>(filling.type);
                          return SqliteText::Of("@", closed ? SqlLiteral::Text(filling.text) : SqlLiteral::Integer(number));
                        },
                        [](double number) { return SqliteText::Of("@", SqlLiteral::Double(number)); },
                        [&](const std::string& text) {
                          const auto scalar = std::get_if<ir::ScalarType>(&filling.type);
                          const bool bytes = scalar != nullptr && scalar->kind == ir::ScalarKind::kBytes;
                          return bytes ? SqliteText::Of("@", SqliteLiteral::Bytes(rt::bytesOf(text).data)) : SqliteText::Of("@", SqlLiteral::Text(text));
                        },
                        [](const std::array<uint8_t, 16>& bytes) {
                          return SqliteText::Of("@", SqliteLiteral::Bytes({reinterpret_cast<const char*>(bytes.data()), bytes.size()}));
                        },
                    },
                    filling.value);
}

auto CreateSqliteTable(const Table& table, std::string_view name) -> Safe<SqliteText> {
  const bool history = !table.history_of.empty();
  SqliteStatements lines{history ? SqliteText::Of("  id BLOB NOT NULL") : SqliteText::Of("  id BLOB NOT NULL PRIMARY KEY")};
  for (const Column& column : table.columns) lines.push_back(SqliteText::Of("  @", SqliteColumnText(column)));
  if (table.timestamps) {
    lines.push_back(SqliteText::Of("  created_at INTEGER NOT NULL"));
    lines.push_back(SqliteText::Of("  updated_at INTEGER NOT NULL"));
  }
  lines.push_back(SqliteText::Of("  row_version INTEGER NOT NULL"));
  if (!table.deleted_of.empty()) lines.push_back(SqliteText::Of("  deleted_at INTEGER NOT NULL"));
  if (history) lines.push_back(SqliteText::Of("  PRIMARY KEY (id, row_version)"));
  for (const CheckConstraint& check : table.checks) {
    lines.push_back(SqliteText::Of("  CONSTRAINT @ CHECK (@)", Named(check.name), SqliteText::Expression(check.sqlite)));
  }
  return SqliteText::Of("CREATE TABLE @ (\n@\n) STRICT", Named(name), SqliteText::Join(",\n", lines));
}

auto CreateSqliteTrigger(const Table& table, const Trigger& trigger) -> Safe<SqliteText> {
  const auto name = Named(table.name);
  const auto column = Named(trigger.column);
  const auto times = table.timestamps ? SqliteText::Of(", updated_at = (SELECT micros FROM ingot_clock)") : SqliteText::Of("");
  return SqliteText::Of(
      "CREATE TRIGGER @ AFTER UPDATE OF @ ON @\n"
      "WHEN NEW.@ IS NULL AND OLD.@ IS NOT NULL AND NEW.row_version = OLD.row_version\n"
      "BEGIN\n"
      "  UPDATE @ SET row_version = row_version + 1@ WHERE id = NEW.id;\n"
      "END",
      Named(trigger.name), column, name, column, column, name, times);
}

void AddKeepers(const Table& table, SqliteStatements& statements) {
  AddSearch(table, statements);
  CreateFileTriggers(table, statements);
  const auto name = Named(table.name);
  const Keepers keepers = KeepersOf(table);
  if (!keepers.created.empty()) {
    const auto columns = HistoryColumns(table);
    const auto keep = SqliteText::Of("INSERT INTO @ (@) VALUES (@)", Named(table.history), Names(columns), Qualified(SqliteText::Of("NEW"), columns));
    AddKeeper(keepers.created, SqliteText::Of("INSERT ON @", name), keep, statements);
    AddKeeper(keepers.changed, SqliteText::Of("UPDATE ON @\nWHEN NEW.row_version <> OLD.row_version", name), keep, statements);
  }
  const auto deletion = SqliteText::Of("DELETE ON @", name);
  if (!keepers.ended.empty()) AddKeeper(keepers.ended, SqliteText::Of("DELETE ON @", Named(keepers.ended_on)), SqliteText::Of("@", EndOfVersions(table)), statements);
  if (keepers.deleted.empty()) return;
  const auto columns = DeletedColumns(table);
  const auto keep = SqliteText::Of("INSERT INTO @ (@, deleted_at) VALUES (@, (SELECT micros FROM ingot_clock))", Named(table.deleted), Names(columns),
                                   Qualified(SqliteText::Of("OLD"), columns));
  AddKeeper(keepers.deleted, deletion, keep, statements);
}

void DropKeepers(const Table& table, SqliteStatements& statements) {
  DropSearch(table, statements);
  DropFileTriggers(table, statements);
  const Keepers keepers = KeepersOf(table);
  for (const std::string& each : {keepers.created, keepers.changed, keepers.ended, keepers.deleted}) {
    if (!each.empty()) statements.push_back(SqliteText::Of("DROP TRIGGER @", Named(each)));
  }
}

void AddObjects(const Table& table, SqliteStatements& statements) {
  for (const Index& index : table.indexes) statements.push_back(SqliteText::Of("@", CreateIndex(table.name, index)));
  for (const Trigger& trigger : TriggersOf(table)) statements.push_back(CreateSqliteTrigger(table, trigger));
}

}  // namespace ingot::codegen::sql_migration
