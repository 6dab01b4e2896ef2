// What the templates of the migrations are given.
#pragma once

#include <vector>

#include "codegen/text/json.h"
#include "codegen/text/path.h"
#include "codegen/text/sql.h"

namespace ingot::codegen::sql_migration {

// One direction of one migration.
struct SqliteStepView {
  int number = 0;
  Safe<SqlNote> words;
  std::vector<Safe<SqlNote>> asks;
  std::vector<Safe<SqliteText>> statements;
};

struct SqliteMigrationView {
  Safe<Path> name;  // 0001_initial
  std::vector<SqliteStepView> steps;
};

struct PostgresStepView {
  int number = 0;
  Safe<SqlNote> words;
  std::vector<Safe<SqlNote>> asks;
  std::vector<Safe<PgText>> statements;
};

struct PostgresMigrationView {
  Safe<Path> name;
  std::vector<PostgresStepView> steps;
};

struct ColumnView {
  Safe<JsonText> members;
};

struct IndexView {
  Safe<JsonString> name;
  Safe<JsonLiteral> unique;
  Safe<JsonText> columns;
};

struct CheckView {
  Safe<JsonText> members;
};

struct TableView {
  Safe<JsonString> name;
  Safe<JsonString> model;
  bool has_id = false;
  Safe<JsonString> id;
  Safe<JsonLiteral> timestamps;
  bool has_history = false;
  Safe<JsonString> history;
  bool has_deleted = false;
  Safe<JsonString> deleted;
  bool is_history = false;
  Safe<JsonString> history_of;
  bool is_deleted = false;
  Safe<JsonString> deleted_of;
  bool has_search = false;
  Safe<JsonText> search;
  std::vector<ColumnView> columns;
  std::vector<IndexView> indexes;
  bool has_checks = false;
  std::vector<CheckView> checks;
};

struct SnapshotView {
  int version = 0;
  int migration = 0;
  std::vector<TableView> tables;
};

}  // namespace ingot::codegen::sql_migration
