// The tables of an application as a database holds them: what migrations are made from and the snapshot remembers.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/ir/app.h"

namespace ingot::codegen::sql_migration {

struct Reference {
  std::string table;
  std::string on_delete;  // restrict, cascade or setNull
  friend auto operator==(const Reference&, const Reference&) -> bool = default;
};

struct Column {
  std::string name;
  std::string field;  // its name in the definition
  std::string id;     // its stable id, or empty
  std::string type;   // as in field_types.def; a decimal with its digits, `decimal(10,2)`; `enum`
  bool required = false;
  std::optional<Reference> reference;
  std::vector<std::string> values = {};  // of an enum; empty: not known
  friend auto operator==(const Column&, const Column&) -> bool = default;
};

struct Index {
  std::string name;
  bool unique = false;
  std::vector<std::string> columns;
  friend auto operator==(const Index&, const Index&) -> bool = default;
};

// A rule that the table keeps: an expression in each dialect, as codegen/expr prints it.
struct CheckConstraint {
  std::string name;
  std::string sqlite;
  std::string postgres;
  friend auto operator==(const CheckConstraint&, const CheckConstraint&) -> bool = default;
};

struct Table {
  std::string name;
  std::string model;
  std::string id;
  std::vector<Column> columns;  // without id and row_version, which every table has
  bool timestamps = true;
  std::vector<Index> indexes;
  std::string history;     // the table that keeps every version of its rows, or empty
  std::string deleted;     // the table that keeps its deleted rows, or empty
  std::string history_of;  // it is a table of versions, of this one
  std::string deleted_of;  // it is a table of deleted rows, of this one
  std::vector<std::string> search;  // the columns whose words find its rows, the weightiest first
  std::vector<CheckConstraint> checks = {};  // by name
  bool files = false;  // the migrations make the triggers that remember the files of its rows

  // The table whose rows it follows, or empty.
  auto Followed() const -> const std::string& { return history_of.empty() ? deleted_of : history_of; }
  friend auto operator==(const Table&, const Table&) -> bool = default;
};

struct Schema {
  int migration = 0;  // the number of the last migration that led here
  std::vector<Table> tables;  // by name
};

auto SchemaOf(const ir::App& app) -> Schema;

auto FindTable(const Schema& schema, std::string_view name) -> const Table*;
auto FindColumn(const Table& table, std::string_view name) -> const Column*;

}  // namespace ingot::codegen::sql_migration
