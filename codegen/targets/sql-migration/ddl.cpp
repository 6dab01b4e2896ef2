#include "codegen/targets/sql-migration/ddl.h"

#include <algorithm>
#include <set>

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

auto ReferenceText(const Reference& reference, const Safe<SqlText>& refusal) -> Safe<SqlText> {
  const auto target = Named(reference.table);
  if (reference.on_delete == "cascade") return SqlText::Of("REFERENCES @ (id) ON DELETE CASCADE", target);
  if (reference.on_delete == "setNull") return SqlText::Of("REFERENCES @ (id) ON DELETE SET NULL", target);
  return SqlText::Of("REFERENCES @ (id) ON DELETE @", target, refusal);
}

auto TriggersOf(const Table& table) -> std::vector<Trigger> {
  std::vector<Trigger> triggers;
  for (const Column& column : table.columns) {
    const bool released = column.reference && column.reference->on_delete == "setNull";
    if (released) triggers.push_back({ir::PhysicalName(table.name + "_" + column.name + "_released"), column.name});
  }
  return triggers;
}

auto HistoryColumns(const Table& table) -> std::vector<std::string> {
  std::vector<std::string> names{"id"};
  for (const Column& column : table.columns) {
    if (column.type != "secret" && column.type != "password") names.push_back(column.name);
  }
  names.insert(names.end(), {"created_at", "updated_at", "row_version"});
  return names;
}

auto DeletedColumns(const Table& table) -> std::vector<std::string> {
  std::vector<std::string> names{"id"};
  for (const Column& column : table.columns) names.push_back(column.name);
  if (table.timestamps) names.insert(names.end(), {"created_at", "updated_at"});
  names.emplace_back("row_version");
  return names;
}

auto KeepersOf(const Table& table) -> Keepers {
  Keepers keepers;
  if (!table.history.empty()) {
    keepers.created = ir::PhysicalName(table.history + "_created");
    keepers.changed = ir::PhysicalName(table.history + "_changed");
    keepers.ended = ir::PhysicalName(table.history + "_ended");
    keepers.ended_on = table.deleted.empty() ? table.name : table.deleted;
  }
  if (!table.deleted.empty()) keepers.deleted = ir::PhysicalName(table.deleted + "_kept");
  return keepers;
}

auto KeptTablesOf(const Difference& difference) -> KeptTables {
  KeptTables kept;
  const auto add = [](const Table& table, std::vector<Table>& tables) {
    const bool known = std::any_of(tables.begin(), tables.end(), [&](const Table& each) { return each.name == table.name; });
    const bool keeps = !table.history.empty() || !table.deleted.empty() || !table.search.empty() || table.files;
    if (keeps && !known) tables.push_back(table);
  };
  std::set<std::string> former;   // tables under a new name
  std::set<std::string> changed;  // and those that are altered
  for (const Change& change : difference.changes) {
    if (const auto* created = std::get_if<TableCreated>(&change.step)) add(created->table, kept.after);
    if (const auto* dropped = std::get_if<TableDropped>(&change.step)) add(dropped->table, kept.before);
    if (const auto* renamed = std::get_if<TableRenamed>(&change.step)) {
      add(renamed->from, kept.before);
      former.insert(renamed->to);
    }
    const auto* altered = std::get_if<TableAltered>(&change.step);
    if (altered == nullptr) continue;
    changed.insert(altered->to.name);
    if (!former.contains(altered->to.name)) add(altered->from, kept.before);
    add(altered->to, kept.after);
    if (altered->from.history.empty() && !altered->to.history.empty()) add(altered->to, kept.begun);
  }
  for (const Change& change : difference.changes) {
    const auto* renamed = std::get_if<TableRenamed>(&change.step);
    if (renamed == nullptr || changed.contains(renamed->to)) continue;
    Table table = renamed->from;
    table.name = renamed->to;
    if (!table.history.empty()) table.history = ir::HistoryTable(table.name);
    if (!table.deleted.empty()) table.deleted = ir::DeletedTable(table.name);
    add(table, kept.after);
  }
  return kept;
}

auto FirstVersions(const Table& table) -> Safe<SqlText> {
  const auto columns = Names(HistoryColumns(table));
  return SqlText::Of("INSERT INTO @ (@) SELECT @ FROM @", Named(table.history), columns, columns, Named(table.name));
}

auto EndOfVersions(const Table& table) -> Safe<SqlText> {
  const auto end = SqlText::Of("DELETE FROM @ WHERE id = OLD.id", Named(table.history));
  if (table.deleted.empty()) return end;
  return SqlText::Of("@ AND NOT EXISTS (SELECT 1 FROM @ WHERE id = OLD.id)", end, Named(table.name));
}

auto EndOfOrphans(const Table& table) -> Safe<SqlText> {
  return SqlText::Of("DELETE FROM @ WHERE id NOT IN (SELECT id FROM @)", Named(table.history), Named(table.name));
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
