#include "codegen/targets/sql-migration/snapshot_faults.h"

#include <algorithm>
#include <array>
#include <set>

#include "codegen/text/sql.h"
#include "compiler/base/names.h"

namespace ingot::codegen::sql_migration {
namespace {

constexpr size_t kMostNameBytes = 63;      // of PostgreSQL
constexpr size_t kMostElementBytes = 100;  // names of a definition and what we append to them
constexpr size_t kMostSearched = 8;
constexpr size_t kMostValues = 200;  // of an enum
constexpr size_t kMostValueBytes = 400;

// A table, a column or an index.
auto IsPhysicalName(const std::string& name) -> bool {
  const auto fits = [](char c) { return IsAsciiLower(c) || IsAsciiDigit(c) || c == '_'; };
  return !name.empty() && name.size() <= kMostNameBytes && IsAsciiLower(name.front()) && std::ranges::all_of(name, fits);
}

auto IsElementName(const std::string& name) -> bool {
  const auto fits = [](char c) { return IsAsciiLetter(c) || IsAsciiDigit(c) || c == '_' || c == '.'; };
  return name.size() <= kMostElementBytes && std::ranges::all_of(name, fits);
}

// `(10,2)`
auto AreDigits(std::string_view text) -> bool {
  const size_t comma = text.find(',');
  if (!text.starts_with('(') || !text.ends_with(')') || comma == std::string_view::npos) return false;
  const auto is_number = [](std::string_view number) { return !number.empty() && number.size() <= 2 && std::ranges::all_of(number, IsAsciiDigit); };
  return is_number(text.substr(1, comma - 1)) && is_number(text.substr(comma + 1, text.size() - comma - 2));
}

auto IsType(std::string_view type) -> bool {
  if (type.ends_with("[]")) type.remove_suffix(2);
  const size_t digits = type.find('(');
  const std::string_view word = type.substr(0, digits);
  if (word == "decimal") return digits != std::string_view::npos && AreDigits(type.substr(digits));
  static constexpr auto kWords = std::to_array<std::string_view>({"secret", "ref", "enum",
#define INGOT_FIELD_TYPE(Kind, dsl, ...) dsl,
#include "compiler/ir/field_types.def"
#undef INGOT_FIELD_TYPE
  });
  return digits == std::string_view::npos && std::ranges::find(kWords, word) != kWords.end();
}

auto AreValues(const Column& column) -> bool {
  if (column.values.empty()) return true;
  const auto fits = [](const std::string& value) { return !value.empty() && value.size() <= kMostValueBytes && value.find('\0') == std::string::npos; };
  return column.type.starts_with("enum") && column.values.size() <= kMostValues && std::ranges::all_of(column.values, fits);
}

// A table that follows another one refers to nothing: `follows`.
auto FaultOf(const Column& column, bool follows, const std::set<std::string>& tables) -> std::string {
  if (!IsPhysicalName(column.name)) return "a column's name is none that Ingot gives";
  if (!IsElementName(column.field)) return "the field of column `" + column.name + "` has no name";
  if (!IsType(column.type)) return "column `" + column.name + "` has no type";
  if (!AreValues(column)) return "column `" + column.name + "` has values that no enum has";
  if ((column.type == "ref" && !follows) != column.reference.has_value()) return "column `" + column.name + "` refers to nothing";
  if (!column.reference) return "";
  static const std::set<std::string> kOnDelete{"restrict", "cascade", "setNull"};
  const bool known = tables.contains(column.reference->table) && kOnDelete.contains(column.reference->on_delete);
  return known ? "" : "column `" + column.name + "` refers to no table";
}

auto FaultOf(const Table& table, const std::set<std::string>& tables) -> std::string {
  if (!IsElementName(table.model)) return "the model of table `" + table.name + "` has no name";
  std::set<std::string> names;
  for (const Column& column : table.columns) {
    if (auto fault = FaultOf(column, !table.Followed().empty(), tables); !fault.empty()) return fault;
    if (!names.insert(column.name).second) return "column `" + column.name + "` is there twice";
  }
  for (const Index& index : table.indexes) {
    const bool has = std::ranges::all_of(index.columns, [&](const std::string& column) { return names.contains(column); });
    const bool fits = IsPhysicalName(index.name) && !index.columns.empty() && has;
    if (!fits) return "an index of `" + table.name + "` is none that Ingot makes";
  }
  for (const std::string& other : {table.history, table.deleted, table.history_of, table.deleted_of}) {
    if (!other.empty() && !tables.contains(other)) return "table `" + table.name + "` keeps its rows in no table";
  }
  const bool searches = std::ranges::all_of(table.search, [&](const std::string& column) { return names.contains(column); });
  if (!searches || table.search.size() > kMostSearched) return "table `" + table.name + "` is searched in columns that it does not have";
  for (const CheckConstraint& check : table.checks) {
    const bool fits = IsPhysicalName(check.name) && IsOneExpression(check.sqlite) && IsOneExpression(check.postgres);
    if (!fits) return "a rule of `" + table.name + "` is none that Ingot makes";
  }
  return "";
}

}  // namespace

auto FaultOf(const Schema& schema) -> std::string {
  std::set<std::string> tables;
  for (const Table& table : schema.tables) {
    if (!IsPhysicalName(table.name)) return "a table's name is none that Ingot gives";
    if (!tables.insert(table.name).second) return "table `" + table.name + "` is there twice";
  }
  for (const Table& table : schema.tables) {
    if (auto fault = FaultOf(table, tables); !fault.empty()) return fault;
  }
  return "";
}

}  // namespace ingot::codegen::sql_migration
