#include "codegen/targets/sql-migration/sqlite_empty.h"

#include <algorithm>
#include <set>
#include <string>

namespace ingot::codegen::sql_migration {

auto SqliteEmptyValue(const Column& column, bool unique) -> std::optional<Safe<SqliteText>> {
  static const std::set<std::string> kTexts{"string", "text", "email", "url", "slug"};
  static const std::set<std::string> kNumbers{"int", "bigint", "float", "decimal", "duration", "bool", "date", "time", "timestamp"};
  const std::string word = column.type.substr(0, column.type.find('('));
  if (unique) return kTexts.contains(word) ? std::optional(SqliteText::Of("lower(hex(id))")) : std::nullopt;
  if (word == "enum" && !column.values.empty()) return SqliteText::Of("@", SqlLiteral::Text(column.values.front()));
  if (word.ends_with("[]")) return SqliteText::Of("'[]'");
  if (kTexts.contains(word)) return SqliteText::Of("''");
  if (kNumbers.contains(word)) return SqliteText::Of("0");
  if (word == "bytes") return SqliteText::Of("X''");
  if (word == "uuid") return SqliteText::Of("id");
  if (word == "json") return SqliteText::Of("'null'");
  return std::nullopt;
}

auto IsUnique(const Table& table, const Column& column) -> bool {
  return std::any_of(table.indexes.begin(), table.indexes.end(),
                     [&](const Index& index) { return index.unique && std::find(index.columns.begin(), index.columns.end(), column.name) != index.columns.end(); });
}

}  // namespace ingot::codegen::sql_migration
