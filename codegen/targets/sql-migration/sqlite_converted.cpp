#include "codegen/targets/sql-migration/sqlite_converted.h"

#include "codegen/targets/sql-migration/ddl.h"
#include "codegen/targets/sql-migration/kept.h"
#include "codegen/targets/sql-migration/sqlite_empty.h"

namespace ingot::codegen::sql_migration {
namespace {

// What the column gets from this value; without `row` it is of no row whose id could stand in for it.
auto ValueOf(const TableAltered& change, const Column& column, const Safe<SqliteText>& from, bool back, bool row) -> Safe<SqliteText> {
  const Origin& origin = change.OriginOf(column);
  const auto value = SqliteValue(*origin.converted, from);
  if (!column.required) return value;
  std::optional<Safe<SqliteText>> instead;
  if (origin.filling) instead = SqliteLiteralOf(*origin.filling);
  const bool unique = IsUnique(change.to, column);
  if (!instead && back && (row || !unique)) instead = SqliteEmptyValue(column, unique);
  return instead ? SqliteText::Of("coalesce(@, @)", value, *instead) : value;
}

}  // namespace

auto SqliteConverted(const TableAltered& change, const Column& column, bool back) -> Safe<SqliteText> {
  return ValueOf(change, column, SqliteText::Of("@", Named(change.OriginOf(column).converted->from.name)), back, true);
}

auto SqliteLost(const std::string& name, const TableAltered& change, const Column& column, bool back) -> std::optional<SqliteAside> {
  const auto& conversion = change.OriginOf(column).converted;
  if (!conversion || conversion->whole) return std::nullopt;
  const auto old = SqliteText::Of("@", Named(conversion->from.name));
  const auto now = SqliteConverted(change, column, back);
  const auto returns = SqliteValue(Inverse(*conversion), SqliteText::Of("ingot_instead"));
  const auto keys = Names(KeyOf(change.was));
  return SqliteAside{
      name,
      {SqliteText::Of("CREATE TABLE @ AS SELECT @, @, ingot_instead FROM (SELECT @, @, @ AS ingot_instead FROM @)\nWHERE @ IS NOT NULL AND @ IS NOT @", Named(name), keys, old,
                      keys, old, now, Named(change.was.name), old, old, returns)},
      {}};
}

auto SqliteFound(const std::string& name, const TableAltered& change, const Column& column, bool back) -> std::optional<SqliteAside> {
  const auto& conversion = change.OriginOf(column).converted;
  if (!conversion || Inverse(*conversion).whole) return std::nullopt;
  const auto kept = Named(name);
  const auto rows = Named(change.to.name);
  const auto value = Named(column.name);
  SqliteStatements same;
  for (const std::string& key : KeyOf(change.to)) same.push_back(SqliteText::Of("@.@ = @.@", kept, Named(key), rows, Named(key)));
  const auto instead = ValueOf(change, column, SqliteText::Of("@.ingot_instead", kept), back, false);
  same.push_back(SqliteText::Of("@.@ IS @", rows, value, instead));
  return SqliteAside{name,
                     {},
                     {SqliteText::Of("UPDATE @ SET @ = @.@ FROM @ WHERE @", rows, value, kept, value, kept, SqliteText::Join(" AND ", same)), SqliteText::Of("@", DropTable(name))}};
}

}  // namespace ingot::codegen::sql_migration
