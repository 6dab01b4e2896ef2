#include "codegen/targets/sql-migration/postgres_contract.h"

#include <algorithm>
#include <functional>
#include <set>

#include "codegen/targets/sql-migration/postgres_bring.h"
#include "codegen/targets/sql-migration/postgres_ddl.h"
#include "codegen/targets/sql-migration/postgres_expand.h"
#include "codegen/targets/sql-migration/postgres_match.h"
#include "codegen/targets/sql-migration/postgres_mirror.h"
#include "codegen/targets/sql-migration/search.h"
#include "compiler/ir/app.h"

namespace ingot::codegen::sql_migration {
namespace {

constexpr const char* kStamps[] = {"created_at", "updated_at"};

using NewNames = std::vector<std::pair<std::string, std::string>>;

// Gives things their names. One may get the name that another one still has: then all of them step aside first.
void Rename(const NewNames& names, const std::function<Safe<PgText>(const std::string& from, const std::string& to)>& statement, Undoable& change) {
  std::set<std::string> from;
  for (const auto& name : names) from.insert(name.first);
  const bool trades = std::ranges::any_of(names, [&](const auto& name) { return name.first != name.second && from.contains(name.second); });
  int moving = 0;
  NewNames second;
  for (const auto& [old, now] : names) {
    if (old == now) continue;
    const std::string first = trades ? "ingot_moving_" + std::to_string(++moving) : now;
    change.Do(statement(old, first), statement(first, old));
    if (trades) second.emplace_back(first, now);
  }
  for (const auto& [old, now] : second) change.Do(statement(old, now), statement(now, old));
}

// Each statement of the switch, both ways.
class Switching {
 public:
  explicit Switching(const Window& window) : window_(window) {}

  auto Run() -> Undoable {
    const Undoable views = ReleaseViews(window_);
    switch_.Do(views.Down(), views.Up());
    for (const WindowTable& table : window_.tables()) Untie(table);
    switch_.Do(UnmakeTables(Dropped()), MakeTables(Reversed(Dropped())));
    for (const WindowTable& table : window_.tables()) DropColumns(table);
    for (const WindowTable& table : window_.tables()) RenameColumns(table);
    RenameTables();
    for (const WindowTable& table : window_.tables()) {
      if (table.change != nullptr) SearchAnew(table);
    }
    for (const WindowTable& table : window_.tables()) Tie(table);
    return std::move(switch_);
  }

 private:
  // They are dropped in the order of their references, so they are made the other way round.
  static auto Reversed(std::vector<const Table*> tables) -> std::vector<const Table*> {
    std::ranges::reverse(tables);
    return tables;
  }

  auto Dropped() const -> std::vector<const Table*> {
    std::vector<const Table*> tables;
    for (const GoingTable& going : window_.dropped()) tables.push_back(&going.open);
    return tables;
  }

  static auto SameTriggers(const WindowTable& table) -> bool {
    PgStatements open;
    PgStatements to;
    CreateTriggers(table.open, table.KeptVersions(), table.KeptDeleted(), open);
    CreateTriggers(table.to, to);
    return open == to;
  }

  // Triggers that know the names of the window.
  void Untie(const WindowTable& table) {
    PgStatements drop_mirrors;
    PgStatements mirrors;
    DropMirrors(table, drop_mirrors);
    DropBringer(table, drop_mirrors);
    CreateMirrors(table, mirrors);
    CreateBringer(table, mirrors);
    switch_.Do(std::move(drop_mirrors), std::move(mirrors));
    if (table.change != nullptr) Fillers(table);
    if (SameTriggers(table)) return;
    PgStatements drop;
    PgStatements create;
    DropTriggers(table.open, drop);
    CreateTriggers(table.open, table.KeptVersions(), table.KeptDeleted(), create);
    switch_.Do(std::move(drop), std::move(create));
  }

  void Tie(const WindowTable& table) {
    if (SameTriggers(table)) return;
    PgStatements drop;
    PgStatements create;
    DropTriggers(table.to, drop);
    CreateTriggers(table.to, create);
    switch_.Do(std::move(create), std::move(drop));
  }

  void Fillers(const WindowTable& table) {
    const auto name = Named(table.open.name);
    for (const Column& column : table.to.columns) {
      const Origin& origin = table.change->OriginOf(column);
      if (!column.required || !origin.filling) continue;
      const std::string& open = table.columns.at(column.name);
      if (origin.converted) continue;
      if (!origin.from) {
        switch_.Do(PgText::Of("ALTER TABLE @ ALTER COLUMN @ DROP DEFAULT", name, Named(open)),
                   PgText::Of("ALTER TABLE @ ALTER COLUMN @ SET DEFAULT @", name, Named(open), LiteralOf(*origin.filling)));
      } else if (!origin.from->required) {
        PgStatements drop;
        PgStatements make;
        DropFiller(table.open.name, open, drop);
        CreateFiller(table.open.name, open, *origin.filling, make);
        switch_.Do(std::move(drop), std::move(make));
      }
    }
    for (const char* each : kStamps) {
      if (table.change->was.timestamps || !table.to.timestamps) break;
      switch_.Do(PgText::Of("ALTER TABLE @ ALTER COLUMN @ DROP DEFAULT", name, Named(each)), PgText::Of("ALTER TABLE @ ALTER COLUMN @ SET DEFAULT now()", name, Named(each)));
    }
  }

  void DropColumns(const WindowTable& table) {
    const auto name = Named(table.open.name);
    if (table.change != nullptr && !table.change->was.search.empty() && table.change->SearchesAnew()) {
      switch_.Do({PgText::Of("ALTER TABLE @ DROP COLUMN @", name, Named(ir::kSearchColumn))},
                 {PgText::Of("ALTER TABLE @ ADD COLUMN @", name, SearchColumn(table.open)), CreateSearchIndex(table.open)});
    }
    for (const Column& column : table.open.columns) {
      const bool known = std::ranges::any_of(table.columns, [&](const auto& names) { return names.second == column.name; });
      if (known) continue;
      switch_.Do(PgText::Of("ALTER TABLE @ DROP COLUMN @", name, Named(column.name)), PgText::Of("ALTER TABLE @ ADD COLUMN @ @", name, Named(column.name), TypeOf(column)));
    }
    for (const char* each : kStamps) {
      const bool had = table.change == nullptr ? table.open.timestamps : table.change->was.timestamps;
      if (table.to.timestamps || !had) break;
      switch_.Do(PgText::Of("ALTER TABLE @ DROP COLUMN @", name, Named(each)), PgText::Of("ALTER TABLE @ ADD COLUMN @ timestamptz NOT NULL DEFAULT now()", name, Named(each)));
    }
  }

  // In the same moment: the new release looks for words all the time.
  void SearchAnew(const WindowTable& table) {
    if (table.change->was.search.empty() || table.to.search.empty() || !table.change->SearchesAnew()) return;
    const auto name = Named(table.to.name);
    switch_.Do({PgText::Of("ALTER TABLE @ ADD COLUMN @", name, SearchColumn(table.to)), CreateSearchIndex(table.to)},
               {PgText::Of("ALTER TABLE @ DROP COLUMN @", name, Named(ir::kSearchColumn))});
  }

  // Under the table's name in the window.
  void RenameColumns(const WindowTable& table) {
    const std::string& name = table.open.name;
    NewNames columns;
    NewNames references;
    for (const Column& column : table.to.columns) {
      const std::string& open = table.columns.at(column.name);
      columns.emplace_back(open, column.name);
      if (column.reference) references.emplace_back(ReferenceName(name, open), ReferenceName(table.to.name, column.name));
    }
    Rename(columns, [&](const std::string& from, const std::string& to) { return PgText::Of("@", RenameColumn(name, from, to)); }, switch_);
    const auto rename = [&](const std::string& from, const std::string& to) {
      return PgText::Of("ALTER TABLE @ RENAME CONSTRAINT @ TO @", Named(name), Named(from), Named(to));
    };
    Rename(references, rename, switch_);
  }

  // The names of indexes and tables are those of the whole schema.
  void RenameTables() {
    NewNames tables;
    NewNames indexes;
    for (const WindowTable& table : window_.tables()) {
      tables.emplace_back(table.open.name, table.to.name);
      indexes.emplace_back(KeyName(table.open.name), KeyName(table.to.name));
      const bool searched = !table.to.search.empty() && !table.open.search.empty();
      if (searched) indexes.emplace_back(SearchIndexName(table.open.name), SearchIndexName(table.to.name));
      if (table.change == nullptr) {
        for (size_t i = 0; i < table.to.indexes.size(); ++i) indexes.emplace_back(table.open.indexes[i].name, table.to.indexes[i].name);
        continue;
      }
      for (const IndexMatch& index : IndexesOf(table, window_)) {
        if (index.to != nullptr) indexes.emplace_back(index.open.name, index.to->name);
      }
    }
    const auto rename = [](const std::string& from, const std::string& to) { return PgText::Of("ALTER INDEX @ RENAME TO @", Named(from), Named(to)); };
    Rename(indexes, rename, switch_);
    Rename(tables, [](const std::string& from, const std::string& to) { return PgText::Of("@", RenameTable(from, to)); }, switch_);
  }

  const Window& window_;
  Undoable switch_;
};

}  // namespace

void LetGo(const WindowTable& table, const Window& window, PgSteps& steps) {
  const TableAltered& change = *table.change;
  const std::string& name = table.open.name;
  for (const Column& column : change.dropped) {
    if (!column.reference) continue;
    const Column& open = *FindColumn(table.open, column.name);
    const auto constraint = Named(ReferenceName(name, column.name));
    Undoable reference;
    reference.Do({PgText::Of("ALTER TABLE @ DROP CONSTRAINT @", Named(name), constraint)},
                 {PgText::Of("ALTER TABLE @ ADD @ NOT VALID", Named(name), ConstraintText(name, open)),
                  PgText::Of("ALTER TABLE @ VALIDATE CONSTRAINT @", Named(name), constraint)});
    const auto what = ColumnNote(name, column.name);
    steps.Add(reference, {SqlNote::Of("drops the reference of @", what), SqlNote::Of("makes the reference of @", what)}, {LocksWriters(name)});
  }
  for (const IndexMatch& index : IndexesOf(table, window)) {
    if (index.to != nullptr) continue;
    const bool whole = std::ranges::none_of(index.open.columns, [&](const std::string& column) { return LeavesNull(change, column); });
    if (index.open.unique && whole) continue;  // gone already
    steps.AddIndex(name, CreateIndexConcurrently(name, index.open), Named(index.open.name), false);
  }
  for (const Column& column : change.dropped) {
    if (!change.Converts(column.name) && !change.moved.contains(column.name)) steps.Keep(table.open, *FindColumn(table.open, column.name), true);
  }
  KeepMirrored(table, steps);
  for (const Column& stamp : StampsOnlyOf(change.was, change.to)) steps.Keep(table.open, stamp, true);
}

void Switch(const Window& window, PgSteps& steps) {
  std::vector<Safe<SqlNote>> notes;
  for (const WindowTable& table : window.tables()) notes.push_back(Locks(table.open.name));
  for (const GoingTable& going : window.dropped()) notes.push_back(Locks(going.was.name));
  steps.Add(Switching(window).Run(), {SqlNote::Of("takes away what only the release before knows"), SqlNote::Of("brings back what the release before knows")}, notes);
}

void Settle(const WindowTable& table, PgSteps& steps) {
  const TableAltered& change = *table.change;
  const CheckChanges checks = ChecksOf(table);
  if (checks.late) steps.AddChecks(table.to.name, checks.added, change);
  if (LeavesOrphans(change.was, change.to)) steps.KeepOrphans(table.open.name, table.to);
}

}  // namespace ingot::codegen::sql_migration
