#include "codegen/targets/sql-migration/postgres_demand.h"

#include <utility>

#include "compiler/ir/app.h"

namespace ingot::codegen::sql_migration {

void DemandValue(const std::string& table, const std::string& column, Questions asks, PgSteps& steps) {
  const auto rows = Named(table);
  const auto name = Named(column);
  const auto what = ColumnNote(table, column);
  const auto check = Named(ir::PhysicalName("ingot_" + table + "_" + column + "_required"));
  const auto add = PgText::Of("ALTER TABLE @ ADD CONSTRAINT @ CHECK (@ IS NOT NULL) NOT VALID", rows, check, name);
  const auto drop = PgText::Of("ALTER TABLE @ DROP CONSTRAINT @", rows, check);
  Undoable demand;
  demand.Do(add, drop);
  steps.Add(demand, {SqlNote::Of("demands @ of new rows", what), SqlNote::Of("makes @ optional", what)}, {Locks(table)});
  steps.Add({{SqlNote::Of("looks for rows without @", what), Reads(table)}, {PgText::Of("ALTER TABLE @ VALIDATE CONSTRAINT @", rows, check)}, std::move(asks)}, {});
  Undoable require;
  require.Do(PgText::Of("ALTER TABLE @ ALTER COLUMN @ SET NOT NULL", rows, name), PgText::Of("ALTER TABLE @ ALTER COLUMN @ DROP NOT NULL", rows, name));
  require.Do(drop, add);
  steps.Add(require, {SqlNote::Of("makes @ required", what), SqlNote::Of("demands @ of new rows only", what)}, {Locks(table)});
}

void DemandLate(const WindowTable& table, PgSteps& steps) {
  for (const Column& column : table.to.columns) {
    const std::string& open = table.columns.at(column.name);
    if (!column.required || FindColumn(table.open, open)->required) continue;
    DemandValue(table.open.name, open, table.change == nullptr ? Questions() : AskUnfilled(*table.change, column, table.open.name, open), steps);
  }
}

}  // namespace ingot::codegen::sql_migration
