#include "codegen/targets/sql-migration/questions.h"

#include <algorithm>

#include "codegen/targets/sql-migration/ddl.h"

namespace ingot::codegen::sql_migration {
namespace {

using Notes = std::vector<Safe<SqlNote>>;

// Null of the type that the column has in PostgreSQL. SQLite reads `CAST(NULL AS ...)` of any name.
auto NullOf(const Column& column) -> Safe<SqlNote> {
  const std::string word = column.type.substr(0, column.type.find('('));
  if (column.type.ends_with("[]") || word == "json" || word == "secret" || word == "password" || word == "bytes") return SqlNote::Of("NULL");
  if (word == "ref" || word == "uuid") return SqlNote::Of("CAST(NULL AS uuid)");
  if (word == "enum") return SqlNote::Of("CAST(NULL AS text)");
  if (word == "decimal") return SqlNote::Of("CAST(NULL AS numeric)");
  if (word == "bool") return SqlNote::Of("CAST(NULL AS boolean)");
  if (word == "float") return SqlNote::Of("CAST(NULL AS double precision)");
  if (word == "int" || word == "bigint" || word == "duration") return SqlNote::Of("CAST(NULL AS bigint)");
  if (word == "date") return SqlNote::Of("CAST(NULL AS date)");
  if (word == "time") return SqlNote::Of("CAST(NULL AS time)");
  if (word == "timestamp") return SqlNote::Of("CAST(NULL AS timestamptz)");
  return SqlNote::Of("CAST(NULL AS text)");
}

}  // namespace

// In the inner question the table's column comes first, and that of `absent` where the table has none.
auto AskUnfilled(const std::string& table, const std::string& column, bool added) -> Safe<SqlNote> {
  const auto name = Named(column);
  const auto words = SqlNote::Of("asks for none: rows of @ without @", Named(table), name);
  const auto count = SqlNote::Of("SELECT count(*) FROM @ WHERE @ IS NULL", Named(table), name);
  if (!added) return SqlNote::Of("@: @", words, count);
  return SqlNote::Of("@: SELECT (@) FROM (SELECT NULL AS @) AS absent", words, count, name);
}

auto AskUnfilled(const TableAltered& change, const Column& column, const std::string& table, const std::string& open) -> Questions {
  const Origin& origin = change.OriginOf(column);
  if (origin.filling) return {};
  if (!origin.converted) return {AskUnfilled(table, open, change.Added(column))};
  if (!origin.converted->whole || origin.converted->from.required) return {};
  return {AskUnfilled(table, origin.converted->from.name, false)};
}

auto AskShared(const TableAltered& change, const Index& index) -> Safe<SqlNote> {
  Notes terms;
  Notes conditions;
  for (const std::string& each : index.columns) {
    const Column* column = FindColumn(change.to, each);
    const Origin* origin = column == nullptr ? nullptr : &change.OriginOf(*column);
    if (origin != nullptr && change.Blank(*column)) continue;  // all rows get the same
    const auto name = SqlNote::Of("@", Named(origin == nullptr ? each : origin->from ? origin->from->name : origin->converted->from.name));
    terms.push_back(name);
    const bool fills = column != nullptr && column->required && origin->filling;
    if (!fills) conditions.push_back(SqlNote::Of("@ IS NOT NULL", name));
  }
  auto rows = SqlNote::Of("SELECT count(*) FROM @", Named(change.was.name));
  if (!conditions.empty()) rows = SqlNote::Of("@ WHERE @", rows, SqlNote::Join(" AND ", conditions));
  if (!terms.empty()) rows = SqlNote::Of("@ GROUP BY @", rows, SqlNote::Join(", ", terms));
  std::vector<Safe<SqlIdentifier>> names;
  for (const std::string& each : index.columns) names.push_back(Named(each));
  const auto words = SqlNote::Of("asks for none: values of @ (@) that rows share", Named(change.to.name), SqlNote::Join(", ", names));
  return SqlNote::Of("@: SELECT count(*) FROM (@ HAVING count(*) > 1) AS shared", words, rows);
}

auto AskDangling(const std::string& table, const std::string& column, const std::string& target) -> Safe<SqlNote> {
  const auto words = SqlNote::Of("asks for none: rows of @ whose @ refers to nothing", Named(table), Named(column));
  const auto rows = SqlNote::Of("@: SELECT count(*) FROM @ WHERE @ IS NOT NULL", words, Named(table), Named(column));
  if (target.empty()) return rows;
  return SqlNote::Of("@ AND NOT EXISTS (SELECT 1 FROM @ AS target WHERE target.id = @.@)", rows, Named(target), Named(table), Named(column));
}

auto AskBroken(const TableAltered& change, const CheckConstraint& rule, const std::string& in) -> Questions {
  Notes columns;
  Notes absent;
  bool renamed = false;
  for (const Column& column : change.to.columns) {
    const auto name = Named(column.name);
    if (change.OriginOf(column).converted) return {};  // nobody knows its values yet
    if (change.Added(column)) {
      absent.push_back(SqlNote::Of("@ AS @", NullOf(column), name));
      continue;
    }
    renamed = renamed || change.Renamed(column);
    const auto was = Named(change.OriginOf(column).from->name);
    columns.push_back(was == name ? SqlNote::Of("@", name) : SqlNote::Of("@ AS @", was, name));
  }
  // One that goes has no say in the new rules, though an added one may have its name.
  const bool shaped = renamed || !change.dropped.empty();
  auto rows = SqlNote::Of("@", Named(change.was.name));
  if (shaped && columns.empty()) columns.push_back(SqlNote::Of("id"));
  if (shaped) rows = SqlNote::Of("(SELECT @ FROM @) AS was", SqlNote::Join(", ", columns), rows);
  const auto count = SqlNote::Of("SELECT count(*) FROM @ WHERE NOT (:check @.@)", rows, Named(in), Named(rule.name));
  const auto words = SqlNote::Of("asks for none: rows of @ that break @", Named(change.to.name), Named(rule.name));
  if (absent.empty()) return {SqlNote::Of("@: @", words, count)};
  return {SqlNote::Of("@: SELECT (@) FROM (SELECT @) AS absent", words, count, SqlNote::Join(", ", absent))};
}

auto AskKept(const std::string& table, const std::string& column) -> Safe<SqlNote> {
  return SqlNote::Of("asks: values of @ that are set aside: SELECT count(*) FROM @ WHERE @ IS NOT NULL", ColumnNote(table, column), Named(table), Named(column));
}

auto AskKept(const std::string& table) -> Safe<SqlNote> { return SqlNote::Of("asks: rows of @ that are set aside: SELECT count(*) FROM @", Named(table), Named(table)); }

auto AskConverted(const Safe<SqlIdentifier>& kept, const std::string& table, const std::string& column) -> Safe<SqlNote> {
  return SqlNote::Of("asks: values of @ that cannot be converted: SELECT count(*) FROM (:rows @) AS aside", ColumnNote(table, column), kept);
}

auto ColumnNote(const std::string& table, const std::string& column) -> Safe<SqlNote> { return SqlNote::Of("@.@", Named(table), Named(column)); }

auto SomeOf(const std::vector<std::string>& names) -> Safe<SqlNote> {
  constexpr size_t kMost = 3;
  std::vector<Safe<SqlIdentifier>> some;
  for (size_t i = 0; i < std::min(names.size(), kMost); ++i) some.push_back(Named(names[i]));
  const auto list = SqlNote::Join(", ", some);
  return names.size() > kMost ? SqlNote::Of("@ and others", list) : list;
}

}  // namespace ingot::codegen::sql_migration
