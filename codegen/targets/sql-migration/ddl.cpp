#include "codegen/targets/sql-migration/ddl.h"

#include <algorithm>

namespace ingot::codegen::sql_migration {
namespace {

auto Stays(const TableAltered& change, const std::string& name) -> bool {
  const auto origin = change.origins.find(name);
  return origin == change.origins.end() || (origin->second.from && origin->second.from->name == name);
}

auto Stays(const TableAltered& change, const Index& index) -> bool {
  return std::all_of(index.columns.begin(), index.columns.end(), [&](const std::string& column) { return Stays(change, column); });
}

// A trigger stamps the times of a row, so it changes with them.
auto Stays(const TableAltered& change, const Trigger& trigger) -> bool {
  return change.from.timestamps == change.to.timestamps && Stays(change, trigger.column);
}

// Those of `these` that are not among `those`, or are not the same any more.
template <typename Element>
auto Changed(const TableAltered& change, const std::vector<Element>& these, const std::vector<Element>& those) -> std::vector<Element> {
  std::vector<Element> changed;
  for (const Element& element : these) {
    const bool found = std::find(those.begin(), those.end(), element) != those.end();
    if (!found || !Stays(change, element)) changed.push_back(element);
  }
  return changed;
}

}  // namespace

auto Named(std::string_view name) -> Safe<SqlIdentifier> { return SqlIdentifier::Physical(name); }

auto Names(const std::vector<std::string>& names) -> Safe<SqlText> {
  std::vector<Safe<SqlIdentifier>> parts;
  for (const std::string& name : names) parts.push_back(Named(name));
  return SqlText::Join(", ", parts);
}

auto DropTable(std::string_view name) -> Safe<SqlText> { return SqlText::Of("DROP TABLE @", Named(name)); }

auto RenameTable(std::string_view from, std::string_view to) -> Safe<SqlText> {
  return SqlText::Of("ALTER TABLE @ RENAME TO @", Named(from), Named(to));
}

auto RenameColumn(std::string_view table, std::string_view from, std::string_view to) -> Safe<SqlText> {
  return SqlText::Of("ALTER TABLE @ RENAME COLUMN @ TO @", Named(table), Named(from), Named(to));
}

auto CreateIndex(std::string_view table, const Index& index) -> Safe<SqlText> {
  const auto name = Named(index.name);
  const auto columns = Names(index.columns);
  if (index.unique) return SqlText::Of("CREATE UNIQUE INDEX @ ON @ (@)", name, Named(table), columns);
  return SqlText::Of("CREATE INDEX @ ON @ (@)", name, Named(table), columns);
}

auto DropIndex(const Index& index) -> Safe<SqlText> { return SqlText::Of("DROP INDEX @", Named(index.name)); }

auto ReferenceText(const Reference& reference) -> Safe<SqlText> {
  const auto target = Named(reference.table);
  if (reference.on_delete == "cascade") return SqlText::Of("REFERENCES @ (id) ON DELETE CASCADE", target);
  if (reference.on_delete == "setNull") return SqlText::Of("REFERENCES @ (id) ON DELETE SET NULL", target);
  return SqlText::Of("REFERENCES @ (id) ON DELETE RESTRICT", target);
}

auto TriggersOf(const Table& table) -> std::vector<Trigger> {
  std::vector<Trigger> triggers;
  for (const Column& column : table.columns) {
    const bool released = column.reference && column.reference->on_delete == "setNull";
    if (released) triggers.push_back({ir::PhysicalName(table.name + "_" + column.name + "_released"), column.name});
  }
  return triggers;
}

auto OldIndexes(const TableAltered& change) -> std::vector<Index> { return Changed(change, change.from.indexes, change.to.indexes); }

auto NewIndexes(const TableAltered& change) -> std::vector<Index> { return Changed(change, change.to.indexes, change.from.indexes); }

auto OldTriggers(const TableAltered& change) -> std::vector<Trigger> {
  return Changed(change, TriggersOf(change.from), TriggersOf(change.to));
}

auto NewTriggers(const TableAltered& change) -> std::vector<Trigger> {
  return Changed(change, TriggersOf(change.to), TriggersOf(change.from));
}

}  // namespace ingot::codegen::sql_migration
