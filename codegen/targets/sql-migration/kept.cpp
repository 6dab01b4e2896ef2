#include "codegen/targets/sql-migration/kept.h"

#include "codegen/targets/sql-migration/ddl.h"
#include "compiler/ir/app.h"

namespace ingot::codegen::sql_migration {
namespace {

auto ColumnNames(const Table& table) -> std::vector<std::string> {
  std::vector<std::string> names = KeyOf(table);
  for (const Column& column : table.columns) names.push_back(column.name);
  if (table.timestamps) names.insert(names.end(), {"created_at", "updated_at"});
  if (table.history_of.empty()) names.emplace_back("row_version");
  if (!table.deleted_of.empty()) names.emplace_back("deleted_at");
  return names;
}

auto TargetExists(const Safe<SqlIdentifier>& kept, const Column& column) -> Safe<SqlText> {
  return SqlText::Of("EXISTS (SELECT 1 FROM @ target WHERE target.id = @.@)", Named(column.reference->table), kept, Named(column.name));
}

}  // namespace

auto KeptName(int number, const std::string& what) -> std::string {
  const std::string digits = std::to_string(number);
  return ir::PhysicalName("ingot_kept_" + std::string(digits.size() < 4 ? 4 - digits.size() : 0, '0') + digits + "_" + what);
}

auto KeyOf(const Table& table) -> std::vector<std::string> {
  if (table.history_of.empty()) return {"id"};
  return {"id", "row_version"};
}

auto KeptColumn(int number, const std::string& owner, const Table& table, const Column& column, const std::string& into) -> Kept {
  const std::string name = KeptName(number, owner + "_" + column.name);
  const auto kept = Named(name);
  const auto rows = Named(table.name);
  const auto value = Named(column.name);
  std::vector<Safe<SqlText>> terms;
  for (const std::string& each : KeyOf(table)) terms.push_back(SqlText::Of("@.@ = @.@", kept, Named(each), rows, Named(each)));
  if (column.reference) terms.push_back(TargetExists(kept, column));
  return {name, SqlText::Of("CREATE TABLE @ AS SELECT @, @ FROM @ WHERE @ IS NOT NULL", kept, Names(KeyOf(table)), value, rows, value),
          {SqlText::Of("UPDATE @ SET @ = @.@ FROM @ WHERE @", rows, into.empty() ? value : Named(into), kept, value, kept, SqlText::Join(" AND ", terms)), DropTable(name)}};
}

auto KeptTable(int number, const Table& table) -> Kept {
  const std::string name = KeptName(number, table.name);
  const auto kept = Named(name);
  const auto columns = Names(ColumnNames(table));
  std::vector<Safe<SqlText>> conditions;
  for (const Column& column : table.columns) {
    if (!column.reference || column.reference->table == table.name) continue;
    const auto there = TargetExists(kept, column);
    conditions.push_back(column.required ? there : SqlText::Of("(@.@ IS NULL OR @)", kept, Named(column.name), there));
  }
  auto back = SqlText::Of("INSERT INTO @ (@) SELECT @ FROM @", Named(table.name), columns, columns, kept);
  if (!conditions.empty()) back = SqlText::Of("@ WHERE @", back, SqlText::Join(" AND ", conditions));
  // The version that a row had when it came back is there already.
  if (!table.history_of.empty()) back = SqlText::Of("@ WHERE TRUE ON CONFLICT DO NOTHING", back);
  return {name, SqlText::Of("CREATE TABLE @ AS SELECT @ FROM @", kept, columns, Named(table.name)), {back, DropTable(name)}};
}

auto LeavesOrphans(const Table& was, const Table& now) -> bool {
  return !was.history.empty() && !was.deleted.empty() && !now.history.empty() && now.deleted.empty();
}

auto KeptOrphans(int number, const std::string& owner, const Table& table) -> Kept {
  const std::string name = KeptName(number, owner + "_ended_versions");
  const auto columns = Names(HistoryColumns(table));
  return {name,
          SqlText::Of("CREATE TABLE @ AS SELECT @ FROM @ WHERE id NOT IN (SELECT id FROM @)", Named(name), columns, Named(table.history), Named(table.name)),
          {SqlText::Of("INSERT INTO @ (@) SELECT @ FROM @ WHERE TRUE ON CONFLICT DO NOTHING", Named(table.history), columns, columns, Named(name)), DropTable(name)}};
}

auto StampsOnlyOf(const Table& one, const Table& other) -> std::vector<Column> {
  if (!one.timestamps || other.timestamps) return {};
  return {{"created_at", "", "", "timestamp", true, std::nullopt}, {"updated_at", "", "", "timestamp", true, std::nullopt}};
}

auto KeptPartName(int number, const Move& move) -> std::string { return KeptName(number, move.part.name); }

auto KeptOfPart(const Move& move) -> std::vector<std::string> {
  std::vector<std::string> names{"id", move.link.name};
  for (const auto& [column, filling] : move.others) names.push_back(column.name);
  if (move.part.timestamps) names.insert(names.end(), {"created_at", "updated_at"});
  names.emplace_back("row_version");
  return names;
}

}  // namespace ingot::codegen::sql_migration
