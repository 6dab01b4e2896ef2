// Values of one type that can be told as values of another one, and how either database does it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "codegen/targets/sql-migration/schema.h"
#include "codegen/text/sql.h"

namespace ingot::codegen::sql_migration {

// `decimal(10,2)[]` taken apart.
struct TypeParts {
  std::string word;
  int precision = 0;
  int scale = 0;
  bool list = false;

  auto Is(std::string_view name) const -> bool { return !list && word == name; }
  auto IsWhole() const -> bool { return Is("int") || Is("bigint"); }
  // A text that anything may stand in.
  auto IsFreeText() const -> bool { return Is("string") || Is("text"); }
};
auto PartsOf(const std::string& type) -> TypeParts;

// What texts were called, and what they are called now.
using TextNames = std::vector<std::pair<std::string, std::string>>;

// What a column's values become in another one. What has no such value becomes null.
struct Conversion {
  Column from;
  Column to;
  bool whole = false;  // every value becomes one that leads back to it
  TextNames texts = {};  // of an enum, or a list of it: values with other names; those that the new column does not have become null
};

// Values of an enum under new names.
auto EnumConversion(const Column& from, const Column& to, const TextNames& texts) -> Conversion;
// The values of which the new column cannot tell what they were.
auto LostValues(const Conversion& conversion) -> std::vector<std::string>;
auto IsEnum(const Column& column) -> bool;

// Nothing: the two types have nothing to do with each other, or need none.
auto ConversionOf(const Column& from, const Column& to) -> std::optional<Conversion>;
auto Inverse(const Conversion& conversion) -> Conversion;

// `value` is an expression of the type that the conversion is from.
auto PostgresValue(const Conversion& conversion, const Safe<PgText>& value) -> Safe<PgText>;
auto SqliteValue(const Conversion& conversion, const Safe<SqliteText>& value) -> Safe<SqliteText>;

// 10 to the power of this.
auto PowerOfTen(int exponent) -> Safe<SqlLiteral>;

constexpr int64_t kMostInt = 9'007'199'254'740'991;  // of an `int`: what JSON's readers hold exactly

}  // namespace ingot::codegen::sql_migration
