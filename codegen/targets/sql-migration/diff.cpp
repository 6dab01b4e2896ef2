#include "codegen/targets/sql-migration/diff.h"

#include <algorithm>
#include <map>
#include <set>

#include "codegen/targets/sql-migration/sqlite.h"

namespace ingot::codegen::sql_migration {
namespace {

// Tables so that each comes after those that it refers to. References that form a ring stand in the order of names:
// SQLite does not ask whether the target of a reference is there.
auto InOrderOfReferences(const Schema& schema) -> std::vector<const Table*> {
  std::vector<const Table*> order;
  std::set<std::string> done;
  const auto visit = [&](const auto& self, const Table& table) -> void {
    if (!done.insert(table.name).second) return;
    for (const Column& column : table.columns) {
      if (!column.reference || !column.required) continue;
      if (const Table* target = FindTable(schema, column.reference->table)) self(self, *target);
    }
    order.push_back(&table);
  };
  for (const Table& table : schema.tables) visit(visit, table);
  return order;
}

// May a column of one type hold the bytes of the other? Text rules differ, the stored text does not.
auto SameStorage(const Column& from, const Column& to) -> bool {
  static const std::set<std::string> kTexts{"string", "text", "email", "url", "slug", "enum"};
  if (from.type == to.type) return true;
  return kTexts.contains(from.type) && kTexts.contains(to.type);
}

// The indexes and triggers of a table that was just made.
void AddObjects(const Table& table, Change& change) {
  for (const Index& index : table.indexes) change.statements.push_back(CreateIndex(table.name, index));
  for (const Trigger& trigger : TriggersOf(table)) change.statements.push_back(CreateTrigger(table, trigger));
}

// Compares one table with what it was.
class TableDiff {
 public:
  TableDiff(const Table& from, const Table& to, const Hints& hints, Difference& result)
      : from_(from), to_(to), hints_(hints), result_(result) {}

  void Run() {
    if (from_.columns == to_.columns && from_.timestamps == to_.timestamps) return IndexesOnly();
    Match();
    if (MustRebuild()) {
      Rebuild();
    } else {
      Alter();
    }
  }

 private:
  void Match() {
    for (const Column& column : to_.columns) {
      const Column* old = FindColumn(from_, OldName(column.name));
      if (old != nullptr && SameStorage(*old, column)) sources_[column.name] = old;
    }
    for (const Column& column : from_.columns) {
      const bool kept = std::any_of(sources_.begin(), sources_.end(), [&](const auto& source) { return source.second == &column; });
      if (!kept) result_.losses.push_back(to_.name + "." + column.name);
    }
    for (const Column& column : to_.columns) {
      if (column.required && !sources_.contains(column.name) && FindFilling(column.name) == nullptr) {
        result_.unfilled.push_back(to_.name + "." + column.name);
      }
    }
  }

  auto OldName(const std::string& name) const -> std::string {
    for (const Rename& rename : hints_.column_renames) {
      if (rename.table == to_.name && rename.to == name) return rename.from;
    }
    return name;
  }

  auto FindFilling(std::string_view column) const -> const Filling* {
    for (const Filling& filling : hints_.fillings) {
      if (filling.table == to_.name && filling.column == column) return &filling;
    }
    return nullptr;
  }

  // What ALTER TABLE can do: new columns at the end that may be null, and new names.
  auto MustRebuild() const -> bool {
    if (from_.timestamps != to_.timestamps) return true;
    size_t position = 0;
    for (const Column& column : to_.columns) {
      const auto source = sources_.find(column.name);
      if (source == sources_.end()) {
        if (column.required) return true;
        continue;
      }
      const Column& old = *source->second;
      const bool in_place = position < from_.columns.size() && &old == &from_.columns[position];
      if (!in_place || old.required != column.required || old.type != column.type || old.reference != column.reference) return true;
      ++position;
    }
    // A column that is added in the middle of the definition stands at the end of the table: statements name theirs.
    return position != from_.columns.size();
  }

  void Alter() {
    Change change{"alter_" + to_.name, {}};
    DropTriggers(change);
    DropIndexes(change);
    for (const Column& column : to_.columns) {
      const auto source = sources_.find(column.name);
      if (source == sources_.end()) {
        change.statements.push_back(AddColumn(to_.name, column));
        change.name = "add_" + to_.name + "_" + column.name;
      } else if (source->second->name != column.name) {
        change.statements.push_back(RenameColumn(to_.name, source->second->name, column.name));
        change.name = "rename_" + to_.name + "_" + column.name;
      }
    }
    CreateIndexes(change);
    CreateTriggers(change);
    if (!change.statements.empty()) result_.changes.push_back(std::move(change));
  }

  // SQLite changes the rest of a table by making it anew.
  void Rebuild() {
    Change change{"change_" + to_.name, {}};
    const std::string next = "next_" + to_.name;
    std::vector<std::pair<std::string, Safe<SqliteText>>> values;
    const auto same = [&](const std::string& name) { values.emplace_back(name, SqliteText::Of("@", SqlIdentifier::Physical(name))); };
    same("id");
    for (const Column& column : to_.columns) {
      const Filling* filling = FindFilling(column.name);
      const auto source = sources_.find(column.name);
      if (source == sources_.end()) {
        if (filling != nullptr) values.emplace_back(column.name, SqliteText::Of("@", filling->value));
        continue;
      }
      const auto old = SqlIdentifier::Physical(source->second->name);
      const bool fill = column.required && !source->second->required && filling != nullptr;
      values.emplace_back(column.name, fill ? SqliteText::Of("coalesce(@, @)", old, filling->value) : SqliteText::Of("@", old));
    }
    if (to_.timestamps) AddTimes(values);
    same("row_version");
    change.statements.push_back(CreateTable(to_, next));
    change.statements.push_back(CopyRows(to_.name, next, values));
    change.statements.push_back(DropTable(to_.name));
    change.statements.push_back(RenameTable(next, to_.name));
    AddObjects(to_, change);
    result_.changes.push_back(std::move(change));
  }

  void AddTimes(std::vector<std::pair<std::string, Safe<SqliteText>>>& values) const {
    const auto now = SqliteText::Of("CAST((julianday('now') - 2440587.5) * 86400000000 AS INTEGER)");
    for (const char* name : {"created_at", "updated_at"}) {
      values.emplace_back(name, from_.timestamps ? SqliteText::Of("@", SqlIdentifier::Physical(name)) : now);
    }
  }

  void DropIndexes(Change& change) const {
    for (const Index& index : from_.indexes) {
      if (std::find(to_.indexes.begin(), to_.indexes.end(), index) == to_.indexes.end()) change.statements.push_back(DropIndex(index));
    }
  }

  void CreateIndexes(Change& change) const {
    for (const Index& index : to_.indexes) {
      if (std::find(from_.indexes.begin(), from_.indexes.end(), index) == from_.indexes.end()) {
        change.statements.push_back(CreateIndex(to_.name, index));
      }
    }
  }

  // Those of a table or column that is renamed get the names that a new one would have.
  void DropTriggers(Change& change) const {
    const auto wanted = TriggersOf(to_);
    for (const Trigger& trigger : TriggersOf(from_)) {
      if (std::find(wanted.begin(), wanted.end(), trigger) == wanted.end()) change.statements.push_back(DropTrigger(trigger));
    }
  }

  void CreateTriggers(Change& change) const {
    const auto there = TriggersOf(from_);
    for (const Trigger& trigger : TriggersOf(to_)) {
      if (std::find(there.begin(), there.end(), trigger) == there.end()) change.statements.push_back(CreateTrigger(to_, trigger));
    }
  }

  void IndexesOnly() {
    Change change{"index_" + to_.name, {}};
    DropTriggers(change);
    DropIndexes(change);
    CreateIndexes(change);
    CreateTriggers(change);
    if (!change.statements.empty()) result_.changes.push_back(std::move(change));
  }

  const Table& from_;
  const Table& to_;
  const Hints& hints_;
  Difference& result_;
  std::map<std::string, const Column*> sources_;  // of a new column's values
};

void AddTable(const Table& table, Difference& result) {
  Change change{"create_" + table.name, {CreateTable(table, table.name)}};
  AddObjects(table, change);
  result.changes.push_back(std::move(change));
}

auto OldTable(const Schema& from, const Table& table, const Hints& hints) -> const Table* {
  for (const Rename& rename : hints.table_renames) {
    if (rename.to == table.name) return FindTable(from, rename.from);
  }
  return FindTable(from, table.name);
}

}  // namespace

auto Diff(const Schema& from, const Schema& to, const Hints& hints) -> Difference {
  Difference result;
  std::set<std::string> kept;
  for (const Table* table : InOrderOfReferences(to)) {
    const Table* old = OldTable(from, *table, hints);
    if (old == nullptr) {
      AddTable(*table, result);
      continue;
    }
    kept.insert(old->name);
    if (old->name != table->name) {
      result.changes.push_back({"rename_" + old->name, {RenameTable(old->name, table->name)}});
    }
    TableDiff(*old, *table, hints, result).Run();
  }
  auto order = InOrderOfReferences(from);
  std::reverse(order.begin(), order.end());
  for (const Table* table : order) {
    if (kept.contains(table->name)) continue;
    result.losses.push_back(table->name);
    result.changes.push_back({"drop_" + table->name, {DropTable(table->name)}});
  }
  return result;
}

auto Reverse(const Hints& hints) -> Hints {
  Hints reversed = hints;
  for (Rename& rename : reversed.table_renames) std::swap(rename.from, rename.to);
  for (Rename& rename : reversed.column_renames) {
    std::swap(rename.from, rename.to);
    for (const Rename& table : hints.table_renames) {
      if (table.to == rename.table) rename.table = table.from;
    }
  }
  return reversed;
}

}  // namespace ingot::codegen::sql_migration
