#include "codegen/targets/sql-migration/sqlite_empty.h"

#include <algorithm>
#include <array>
#include <set>
#include <string>

#include <ingot/rt/types.hpp>

#include "compiler/base/match.h"

namespace ingot::codegen::sql_migration {

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

auto SqliteEmptyValue(const Column& column, bool unique) -> std::optional<Safe<SqliteText>> {
  static const std::set<std::string> kTexts{"string", "text", "email", "url", "slug"};
  static const std::set<std::string> kNumbers{"int", "bigint", "float", "decimal", "duration", "bool", "date", "time", "timestamp"};
  const std::string word = column.type.substr(0, column.type.find('('));
  if (unique) return kTexts.contains(word) ? std::optional(SqliteText::Of("lower(hex(id))")) : std::nullopt;
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
