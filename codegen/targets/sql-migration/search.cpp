#include "codegen/targets/sql-migration/search.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "codegen/targets/sql-migration/ddl.h"

namespace ingot::codegen::sql_migration {
namespace {

using Statements = std::vector<Safe<SqliteText>>;

// A tsvector holds 1 MiB. A character with the word that it is needs 5 bytes at most, so this many of a row always fit.
constexpr int64_t kMostCharacters = 200'000;
// What separates words in both databases; PostgreSQL would take `a.example` or `one-two` for a word of its own kind.
constexpr std::string_view kSeparators = R"(!"#$%&'()*+,-./:;<=>?@[\]^_`{|}~)";

// A word is what PostgreSQL takes for one: letters with their marks, digits and numerals, but no signs such as `½`. The two marks that say how a sign
// before them looks (U+FE0E, U+FE0F) begin no word.
constexpr std::string_view kTokens = "unicode61 remove_diacritics 0 categories 'L* Mn Mc Nd Nl' separators '\xEF\xB8\x8E\xEF\xB8\x8F'";

auto CharactersOf(const Table& table) -> Safe<SqlLiteral> { return SqlLiteral::Integer(kMostCharacters / static_cast<int64_t>(table.search.size())); }

auto TriggerName(const Table& table, const std::string& when) -> Safe<SqlIdentifier> {
  return Named(ir::PhysicalName("ingot_search_" + table.name + "_" + when));
}

// A column of FTS5 cannot have every name that a column can.
auto Words(const Table& table) -> Safe<SqlText> {
  std::vector<std::string> names;
  for (size_t i = 1; i <= table.search.size(); ++i) names.push_back("words_" + std::to_string(i));
  return Names(names);
}

// `coalesce(substr(NEW.title, 1, 200000), '')` of each column; `row` is its name, if it has one.
auto TextsOf(const Table& table, const std::optional<Safe<SqliteText>>& row) -> Safe<SqliteText> {
  Statements texts;
  for (const std::string& column : table.search) {
    const auto text = row ? SqliteText::Of("@.@", *row, Named(column)) : SqliteText::Of("@", Named(column));
    texts.push_back(SqliteText::Of("coalesce(substr(@, 1, @), '')", text, CharactersOf(table)));
  }
  return SqliteText::Join(", ", texts);
}

// The table of words keeps no texts: it forgets a row when it is told what it was made of.
auto Forget(const Table& table) -> Safe<SqliteText> {
  const auto words = Named(ir::SearchTable(table.name));
  return SqliteText::Of("  INSERT INTO @ (@, rowid, @) VALUES ('delete', (SELECT ingot_number FROM @ WHERE id = OLD.id), @);\n", words, words, Words(table),
                        Named(ir::SearchedTable(table.name)), TextsOf(table, SqliteText::Of("OLD")));
}

auto Learn(const Table& table) -> Safe<SqliteText> {
  return SqliteText::Of("  INSERT INTO @ (rowid, @) VALUES ((SELECT ingot_number FROM @ WHERE id = NEW.id), @);\n", Named(ir::SearchTable(table.name)),
                        Words(table), Named(ir::SearchedTable(table.name)), TextsOf(table, SqliteText::Of("NEW")));
}

auto Differences(const Table& table) -> Safe<SqliteText> {
  Statements terms{SqliteText::Of("NEW.id <> OLD.id")};
  for (const std::string& column : table.search) terms.push_back(SqliteText::Of("NEW.@ IS NOT OLD.@", Named(column), Named(column)));
  return SqliteText::Join(" OR ", terms);
}

}  // namespace

auto SearchColumn(const Table& table) -> Safe<PgText> {
  static constexpr std::string_view kWeights = "ABCD";
  std::vector<Safe<PgText>> parts;
  for (const std::string& column : table.search) {
    const std::string weight(1, kWeights[std::min(parts.size(), kWeights.size() - 1)]);
    parts.push_back(PgText::Of("    setweight(to_tsvector('simple'::regconfig, translate(left(coalesce(@, ''), @), @, @)), @)", Named(column),
                               CharactersOf(table), SqlLiteral::Text(kSeparators), SqlLiteral::Text(std::string(kSeparators.size(), ' ')),
                               SqlLiteral::Text(weight)));
  }
  return PgText::Of("@ tsvector GENERATED ALWAYS AS (\n@\n  ) STORED", Named(ir::kSearchColumn), PgText::Join(" ||\n", parts));
}

auto SearchIndexName(std::string_view table) -> std::string { return ir::PhysicalName("ingot_search_" + std::string(table) + "_idx"); }

auto CreateSearchIndex(const Table& table) -> Safe<PgText> {
  return PgText::Of("CREATE INDEX @ ON @ USING gin (@)", Named(SearchIndexName(table.name)), Named(table.name), Named(ir::kSearchColumn));
}

auto CreateSearchIndexConcurrently(const Table& table) -> Safe<PgText> {
  return PgText::Of("CREATE INDEX CONCURRENTLY @ ON @ USING gin (@)", Named(SearchIndexName(table.name)), Named(table.name), Named(ir::kSearchColumn));
}

void AddSearch(const Table& table, Statements& statements) {
  if (table.search.empty()) return;
  const auto rows = Named(table.name);
  const auto words = Named(ir::SearchTable(table.name));
  const auto numbers = Named(ir::SearchedTable(table.name));
  const auto columns = Words(table);
  const auto add = [&](const auto& text) { statements.push_back(SqliteText::Of("@", text)); };
  add(SqliteText::Of("CREATE TABLE @ (\n  ingot_number INTEGER PRIMARY KEY,\n  id BLOB NOT NULL UNIQUE\n) STRICT", numbers));
  add(SqliteText::Of("CREATE VIRTUAL TABLE @ USING fts5(@, content='', tokenize=@, prefix='2 3')", words, columns, SqlLiteral::Text(kTokens)));
  add(SqliteText::Of("INSERT INTO @ (id) SELECT id FROM @ ORDER BY id", numbers, rows));
  add(SqliteText::Of("INSERT INTO @ (rowid, @) SELECT ingot_number, @ FROM @ JOIN @ USING (id)", words, columns, TextsOf(table, std::nullopt), rows, numbers));
  add(SqliteText::Of("CREATE TRIGGER @ AFTER INSERT ON @\nBEGIN\n  INSERT INTO @ (id) VALUES (NEW.id);\n@END", TriggerName(table, "created"), rows, numbers, Learn(table)));
  add(SqliteText::Of("CREATE TRIGGER @ AFTER UPDATE ON @\nWHEN @\nBEGIN\n@  UPDATE @ SET id = NEW.id WHERE id = OLD.id;\n@END",
                     TriggerName(table, "changed"), rows, Differences(table), Forget(table), numbers, Learn(table)));
  add(SqliteText::Of("CREATE TRIGGER @ AFTER DELETE ON @\nBEGIN\n@  DELETE FROM @ WHERE id = OLD.id;\nEND", TriggerName(table, "deleted"), rows,
                     Forget(table), numbers));
}

void DropSearch(const Table& table, Statements& statements) {
  if (table.search.empty()) return;
  for (const char* when : {"created", "changed", "deleted"}) statements.push_back(SqliteText::Of("DROP TRIGGER @", TriggerName(table, when)));
  for (const std::string& each : {ir::SearchTable(table.name), ir::SearchedTable(table.name)}) {
    statements.push_back(SqliteText::Of("@", DropTable(each)));
  }
}

}  // namespace ingot::codegen::sql_migration
