#include "codegen/targets/sql-migration/postgres_bring.h"

#include <algorithm>

#include "codegen/targets/sql-migration/ddl.h"
#include "compiler/ir/app.h"

namespace ingot::codegen::sql_migration {
namespace {

// Columns of the window that one of the releases does not know.
auto Unshared(const WindowTable& table) -> std::vector<Column> {
  std::vector<Column> columns;
  for (const Column& column : table.open.columns) {
    const auto now = std::ranges::find_if(table.columns, [&](const auto& names) { return names.second == column.name; });
    const bool shared = now != table.columns.end() && !table.change->Added(*FindColumn(table.to, now->first));
    if (!shared) columns.push_back(column);
  }
  return columns;
}

// It comes before those that fill and mirror columns: triggers are called by name.
auto BringerName(const WindowTable& table) -> Safe<SqlIdentifier> { return Named(ir::PhysicalName("ingot_bring_" + table.open.name)); }

// What is deleted itself is referred to no more.
auto Brought(const Column& column) -> Safe<PgText> {
  const auto name = Named(column.name);
  if (!column.reference) return PgText::Of("    NEW.@ := gone.@;\n", name, name);
  return PgText::Of("    NEW.@ := (SELECT id FROM @ WHERE id = gone.@);\n", name, Named(column.reference->table), name);
}

auto Bringing(const WindowTable& table) -> PgStatements {
  PgStatements lines;
  if (table.change == nullptr || table.open.deleted.empty()) return lines;
  for (const Column& column : Unshared(table)) lines.push_back(Brought(column));
  if (table.change->was.timestamps != table.to.timestamps) lines.push_back(PgText::Of("    NEW.created_at := gone.created_at;\n    NEW.updated_at := gone.updated_at;\n"));
  return lines;
}

}  // namespace

void CreateBringer(const WindowTable& table, PgStatements& statements) {
  const PgStatements lines = Bringing(table);
  if (lines.empty()) return;
  const auto name = BringerName(table);
  statements.push_back(
      PgText::Of("CREATE FUNCTION @() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$\n"
                 "DECLARE\n"
                 "  gone record;\n"
                 "BEGIN\n"
                 "  SELECT * INTO gone FROM @ WHERE id = NEW.id;\n"
                 "  IF FOUND THEN\n"
                 "@"
                 "  END IF;\n"
                 "  RETURN NEW;\n"
                 "END\n"
                 "$$",
                 name, Named(table.open.deleted), PgText::Join("", lines)));
  statements.push_back(PgText::Of("CREATE TRIGGER @ BEFORE INSERT ON @ FOR EACH ROW\nEXECUTE FUNCTION @()", name, Named(table.open.name), name));
}

void DropBringer(const WindowTable& table, PgStatements& statements) {
  if (Bringing(table).empty()) return;
  statements.push_back(PgText::Of("DROP TRIGGER @ ON @", BringerName(table), Named(table.open.name)));
  statements.push_back(PgText::Of("DROP FUNCTION @()", BringerName(table)));
}

}  // namespace ingot::codegen::sql_migration
