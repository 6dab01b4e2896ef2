// The migrations for PostgreSQL in the eyes of PostgreSQL's own parser: as many statements as were meant, of the kinds that were
// meant, whatever a definition calls its tables.
#include <gtest/gtest.h>
#include <pg_query.h>

#include <nlohmann/json.hpp>
#include <set>

#include "codegen/targets/sql-migration/ddl.h"
#include "codegen/targets/sql-migration/postgres.h"
#include "compiler/check/check.h"
#include "compiler/diagnostics/collecting_sink.h"
#include "compiler/frontend/json/parse.h"
#include "tests/golden/all_cases.h"
#include "tests/golden/case_file.h"
#include "tests/postgres/migrations.h"
#include "tests/support/sample.h"

namespace ingot::test {
namespace {

using codegen::sql_migration::Schema;
using Kinds = std::multiset<std::string>;

// The kinds of the statements of a text, or the parser's complaint.
auto KindsOf(const std::string& sql) -> Kinds {
  Kinds kinds;
  const PgQueryParseResult result = pg_query_parse(sql.c_str());
  if (result.error != nullptr) {
    ADD_FAILURE() << result.error->message << "\n" << sql;
  } else {
    const auto tree = nlohmann::json::parse(result.parse_tree);
    for (const auto& statement : tree.value("stmts", nlohmann::json::array())) kinds.insert(statement.at("stmt").begin().key());
  }
  pg_query_free_parse_result(result);
  return kinds;
}

// The triggers that keep versions and deleted rows.
auto KeepersIn(const Schema& schema) -> size_t {
  size_t keepers = 0;
  for (const auto& table : schema.tables) {
    const auto names = codegen::sql_migration::KeepersOf(table);
    for (const std::string& name : {names.created, names.changed, names.ended, names.deleted}) keepers += name.empty() ? 0 : 1;
  }
  return keepers;
}

// What a new schema takes: a table, its indexes, a function and a trigger for each reference that is released, and for each that keeps. Rows that
// a way down kept come back.
auto Expected(const Schema& schema) -> Kinds {
  Kinds kinds;
  for (const auto& table : schema.tables) {
    kinds.insert("CreateStmt");
    kinds.insert("InsertStmt");
    kinds.insert("DropStmt");
    for (size_t i = 0; i < table.indexes.size() + (table.search.empty() ? 0 : 1); ++i) kinds.insert("IndexStmt");
    for (const auto& column : table.columns) {
      if (table.files && column.type == "file") {
        kinds.insert("CreateFunctionStmt");
        kinds.insert({"CreateTrigStmt", "CreateTrigStmt"});
      }
      if (!column.reference || column.reference->on_delete != "setNull") continue;
      kinds.insert("CreateFunctionStmt");
      kinds.insert("CreateTrigStmt");
    }
  }
  for (size_t i = 0; i < KeepersIn(schema); ++i) {
    kinds.insert("CreateFunctionStmt");
    kinds.insert("CreateTrigStmt");
  }
  return kinds;
}

auto Count(const Kinds& kinds, const std::string& kind) -> size_t { return kinds.count(kind); }

// Rings of references are closed by ALTER TABLE afterwards, and opened before their tables go.
void ExpectWhatWasMeant(const ir::App& app, const std::string& what) {
  const Migration migration = MigrationTo(app, std::nullopt);
  Kinds up = KindsOf(migration.texts.at("postgres.up"));
  Kinds down = KindsOf(migration.texts.at("postgres.down"));
  const Kinds expected = Expected(migration.schema);
  up.erase("AlterTableStmt");
  down.erase("AlterTableStmt");
  EXPECT_EQ(up, expected) << what << "\n" << migration.texts.at("postgres.up");
  const size_t tables = Count(expected, "CreateStmt");
  EXPECT_EQ(Count(down, "CreateTableAsStmt"), tables) << what;
  EXPECT_EQ(Count(down, "DropStmt"), (tables > 0 ? 1 : 0) + Count(expected, "CreateFunctionStmt")) << what;
  EXPECT_EQ(down.size(), Count(down, "CreateTableAsStmt") + Count(down, "DropStmt")) << what;
  const auto difference = codegen::sql_migration::Diff(Schema{}, codegen::sql_migration::SchemaOf(app), {});
  for (const auto& step : codegen::sql_migration::PostgresSteps(difference, 1)) {
    for (const auto& half : {step.up, step.down}) {
      for (const auto& statement : half.statements) EXPECT_EQ(KindsOf(std::string(statement.View())).size(), 1U) << what << "\n" << statement.View();
    }
  }
}

TEST(PostgresStatements, AreThoseOfTheSamples) {
  for (const char* sample : {"hooks", "meta-platform", "toolkit-sync", "types"}) {
    const auto app = AppOf(test::SampleText(sample));
    ASSERT_TRUE(app);
    ExpectWhatWasMeant(*app, sample);
  }
}

TEST(PostgresStatements, AreThoseOfEveryGoldenCaseThatPasses) {
  int passed = 0;
  for (const auto& path : golden::AllCases()) {
    source::SourceMap sources;
    for (const golden::Section& section : golden::ReadCase(golden::ReadFile(path)).sections) {
      if (section.name.ends_with(".json") && section.name != "schema.snapshot.json") sources.Add(section.name, section.text);
    }
    diag::CollectingSink sink;
    const auto tree = frontend::ParseJson(sources, sink);
    const auto app = tree ? check::Check(tree->root(), sink) : std::nullopt;
    if (!app) continue;
    ++passed;
    ExpectWhatWasMeant(*app, path.filename().string());
  }
  EXPECT_GE(passed, 5);
}

TEST(PostgresStatements, QuoteWhatPostgresKeepsForItself) {
  std::string models;
  for (const char* name : {"User", "Order", "Group", "Table", "Select", "Analyze", "Column", "Check", "Constraint"}) {
    models += std::string(models.empty() ? "" : ",") + R"({ "name": ")" + name + R"~(", "fields": [
      { "name": "user", "type": "string", "unique": true }, { "name": "order", "type": "int" }, { "name": "ctid", "type": "int" },
      { "name": "primary", "type": "ref", "model": "User", "onDelete": "setNull" }, { "name": "offset", "type": "decimal(10,2)" } ] })~";
  }
  const auto app = AppOf(R"({ "ingot": 1, "app": { "name": "words", "version": "1.0.0" }, "models": [)" + models + "] }");
  ASSERT_TRUE(app);
  ExpectWhatWasMeant(*app, "reserved words");
}

}  // namespace
}  // namespace ingot::test
