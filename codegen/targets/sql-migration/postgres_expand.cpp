#include "codegen/targets/sql-migration/postgres_expand.h"

#include <algorithm>

#include "codegen/targets/sql-migration/lint.h"
#include "codegen/targets/sql-migration/postgres_bring.h"
#include "codegen/targets/sql-migration/postgres_ddl.h"
#include "codegen/targets/sql-migration/postgres_demand.h"
#include "codegen/targets/sql-migration/postgres_match.h"
#include "codegen/targets/sql-migration/postgres_mirror.h"
#include "codegen/targets/sql-migration/search.h"
#include "compiler/ir/app.h"

namespace ingot::codegen::sql_migration {
namespace {

constexpr const char* kStamps[] = {"created_at", "updated_at"};

// The new release leaves null in what it does not know, or no longer demands.
void Release(const Table& was, const Table& open, PgSteps& steps) {
  const auto name = Named(open.name);
  for (const Column& old : was.columns) {
    const Column* now = FindColumn(open, old.name);
    if (!old.required || (now != nullptr && now->required)) continue;
    const auto column = Named(old.name);
    const auto what = ColumnNote(open.name, old.name);
    PgHalf back{{SqlNote::Of("makes @ required", what), Reads(open.name), Locks(open.name)}, {}};
    const bool unique = std::ranges::any_of(was.indexes, [&](const Index& index) { return index.unique && std::ranges::count(index.columns, old.name) > 0; });
    if (const auto empty = EmptyValue(old, unique)) back.statements.push_back(PgText::Of("UPDATE @ SET @ = @ WHERE @ IS NULL", name, column, *empty, column));
    back.statements.push_back(PgText::Of("ALTER TABLE @ ALTER COLUMN @ SET NOT NULL", name, column));
    steps.Add({{SqlNote::Of("makes @ optional", what), Locks(open.name)}, {PgText::Of("ALTER TABLE @ ALTER COLUMN @ DROP NOT NULL", name, column)}}, std::move(back));
  }
}

// A table while its additions are made.
class Expansion {
 public:
  Expansion(const WindowTable& table, const Window& window, PgSteps& steps)
      : table_(table), change_(*table.change), name_(Named(table.open.name)), window_(window), steps_(steps) {}

  void Run() {
    Shape();
    for (const Column& column : change_.to.columns) {
      if (change_.Blank(column) && !change_.came.contains(column.name)) steps_.Keep(table_.open, *FindColumn(table_.open, OpenName(column)), false);
    }
    FillMirrors(table_, steps_);
    for (const Column& stamp : StampsOnlyOf(change_.to, change_.was)) steps_.Keep(table_.open, stamp, false);
    Release(change_.was, table_.open, steps_);
    TakeBackMirrored(table_, steps_);
    Allow();
    for (const Column& column : change_.to.columns) {
      Require(column);
      Refer(column);
    }
    Versions();
    Checks();
    Indexes();
    Search();
  }

 private:
  auto OpenName(const Column& column) const -> const std::string& { return table_.columns.at(column.name); }

  // New columns, and triggers that know them, at once: no version of a row may lack a value.
  void Shape() {
    Undoable shape;
    PgStatements before;
    PgStatements after;
    CreateTriggers(change_.was, before);
    CreateTriggers(table_.open, table_.KeptVersions(), table_.KeptDeleted(), after);
    const bool triggers = before != after;
    PgStatements drop_before;
    PgStatements drop_after;
    DropTriggers(change_.was, drop_before);
    DropTriggers(table_.open, drop_after);
    if (triggers) shape.Do(drop_before, before);
    for (const Column& column : change_.to.columns) {
      if (change_.Added(column)) AddColumn(column, shape);
    }
    Stamps(shape);
    Fillers(shape);
    PgStatements mirrors;
    PgStatements drop_mirrors;
    CreateMirrors(table_, mirrors);
    CreateBringer(table_, mirrors);
    DropMirrors(table_, drop_mirrors);
    DropBringer(table_, drop_mirrors);
    shape.Do(mirrors, drop_mirrors);
    if (triggers) shape.Do(after, drop_after);
    steps_.Add(shape, ShapeWords(), {Locks(table_.open.name)});
  }

  auto ShapeWords() const -> StepWords {
    std::vector<Safe<SqlNote>> added;
    for (const Column& column : change_.to.columns) {
      if (change_.Added(column)) added.push_back(ColumnNote(table_.open.name, OpenName(column)));
    }
    if (added.empty()) return {SqlNote::Of("readies @ for two releases", name_), SqlNote::Of("readies @ for one release", name_)};
    const auto list = SqlNote::Join(", ", added);
    return {SqlNote::Of("adds @", list), SqlNote::Of("drops @", list)};
  }

  void AddColumn(const Column& column, Undoable& shape) {
    const Column& open = *FindColumn(table_.open, OpenName(column));
    const auto& filling = change_.OriginOf(column).filling;
    const auto drop = PgText::Of("ALTER TABLE @ DROP COLUMN @", name_, Named(open.name));
    if (column.required && filling && change_.Blank(column)) {
      // Who does not know the column leaves it out.
      shape.Do(PgText::Of("ALTER TABLE @ ADD COLUMN @ DEFAULT @", name_, ColumnText(open), LiteralOf(*filling)), drop);
    } else {
      shape.Do(PgText::Of("ALTER TABLE @ ADD COLUMN @ @", name_, Named(open.name), TypeOf(open)), drop);
    }
  }

  void Stamps(Undoable& shape) {
    if (change_.was.timestamps == change_.to.timestamps) return;
    for (const char* each : kStamps) {
      const auto stamp = Named(each);
      if (change_.to.timestamps) {
        shape.Do(PgText::Of("ALTER TABLE @ ADD COLUMN @ timestamptz NOT NULL DEFAULT now()", name_, stamp), PgText::Of("ALTER TABLE @ DROP COLUMN @", name_, stamp));
      } else {
        shape.Do(PgText::Of("ALTER TABLE @ ALTER COLUMN @ SET DEFAULT now()", name_, stamp), PgText::Of("ALTER TABLE @ ALTER COLUMN @ DROP DEFAULT", name_, stamp));
      }
    }
  }

  // The release before may leave a column out that has to have a value now.
  void Fillers(Undoable& shape) {
    for (const Column& column : change_.to.columns) {
      if (change_.Added(column) || !change_.Demands(column) || !change_.OriginOf(column).filling) continue;
      PgStatements make;
      PgStatements drop;
      CreateFiller(table_.open.name, OpenName(column), *change_.OriginOf(column).filling, make);
      DropFiller(table_.open.name, OpenName(column), drop);
      shape.Do(make, drop);
    }
  }

  // The keeping of versions begins with those that there are, when they have all that they need.
  void Versions() {
    if (!change_.was.history.empty() || change_.to.history.empty()) return;
    steps_.Add({{SqlNote::Of("writes the first versions of @", name_), Reads(table_.open.name)}, {PgText::Of("@ ON CONFLICT DO NOTHING", FirstVersions(table_.open))}}, {});
  }


  void Require(const Column& column) {
    if (!change_.Demands(column) || change_.DemandsLate(column)) return;
    const auto& filling = change_.OriginOf(column).filling;
    const std::string& table = table_.open.name;
    const std::string& open = OpenName(column);
    if (filling && !change_.Added(column)) {
      steps_.Add({{SqlNote::Of("in batches"), SqlNote::Of("fills @", ColumnNote(table, open)), Writes(table)}, {FillInBatches(table_.open, open, *filling)}}, {});
    }
    DemandValue(table, open, AskUnfilled(change_, column, table, open), steps_);
  }

  void Refer(const Column& column) {
    if (!ReferenceChanged(change_, column)) return;
    const Column& open = *FindColumn(table_.open, OpenName(column));
    const auto& from = change_.OriginOf(column).from;
    const Column* old = from && from->reference ? FindColumn(change_.was, from->name) : nullptr;
    if (!open.reference && old == nullptr) return;
    const auto constraint = Named(ReferenceName(table_.open.name, open.name));
    const auto make = [&](const Column& which) { return PgText::Of("ADD @ NOT VALID", ConstraintText(table_.open.name, which)); };
    const auto drop = PgText::Of("DROP CONSTRAINT @", constraint);
    const auto both = [&](bool drops, const Column* adds) {
      PgStatements actions;
      if (drops) actions.push_back(drop);
      if (adds != nullptr) actions.push_back(make(*adds));
      return PgText::Of("ALTER TABLE @ @", name_, PgText::Join(", ", actions));
    };
    const auto validate = PgText::Of("ALTER TABLE @ VALIDATE CONSTRAINT @", name_, constraint);
    const auto what = ColumnNote(table_.open.name, open.name);
    const auto refers = SqlNote::Of("makes the reference of @", what);
    const auto drops = SqlNote::Of("drops the reference of @", what);
    PgHalf back{{old != nullptr ? refers : drops, LocksWriters(table_.open.name)}, {both(open.reference.has_value(), old)}};
    if (old != nullptr) back.statements.push_back(validate);
    steps_.Add({{open.reference ? refers : drops, LocksWriters(table_.open.name)}, {both(old != nullptr, open.reference ? &open : nullptr)}}, std::move(back));
    if (!open.reference) return;
    Questions asks;
    const bool other = old != nullptr && old->reference->table != open.reference->table;
    if (other) asks.push_back(AskDangling(table_.open.name, open.name, window_.Creates(column.reference->table) ? "" : open.reference->table));
    steps_.Add({{SqlNote::Of("looks for rows whose @ refers to nothing", what), Reads(table_.open.name)}, {validate}, std::move(asks)}, {});
  }

  void Checks() {
    const CheckChanges checks = ChecksOf(table_);
    steps_.DropChecks(table_.open.name, checks.dropped);
    if (!checks.late) steps_.AddChecks(table_.open.name, checks.added, change_);
  }

  // What the new release allows twice must not be refused, nor what fills a column; what has a column that it leaves null is never twice.
  void Allow() {
    for (const IndexMatch& index : IndexesOf(table_, window_)) {
      const bool whole = std::ranges::all_of(index.open.columns, [&](const std::string& column) { return !Dropped(column); });
      if (index.to == nullptr && index.open.unique && whole) AddIndex(index.open, false);
    }
  }

  void Indexes() {
    const auto sets = NewUniqueSets(change_);
    for (const IndexMatch& index : IndexesOf(table_, window_)) {
      const bool asks = index.added && std::ranges::find(sets, *index.to) != sets.end();
      if (index.added) AddIndex(index.open, true, asks ? Questions{AskShared(change_, *index.to)} : Questions());
    }
  }

  void AddIndex(const Index& index, bool up, Questions asks = {}) {
    steps_.AddIndex(table_.open.name, PgText::Of("@", CreateIndexConcurrently(table_.open.name, index)), Named(index.name), up, std::move(asks));
  }

  auto Dropped(const std::string& column) const -> bool { return LeavesNull(change_, column); }

  void Search() {
    if (!change_.was.search.empty() || change_.to.search.empty()) return;
    Undoable column;
    column.Do(PgText::Of("ALTER TABLE @ ADD COLUMN @", name_, SearchColumn(table_.open)), PgText::Of("ALTER TABLE @ DROP COLUMN @", name_, Named(ir::kSearchColumn)));
    steps_.Add(column, {SqlNote::Of("adds the words of @", name_), SqlNote::Of("drops the words of @", name_)}, {Locks(table_.open.name), Writes(table_.open.name)});
    const Table& open = table_.open;
    steps_.AddIndex(open.name, CreateSearchIndexConcurrently(open), Named(SearchIndexName(open.name)), true);
  }

  const WindowTable& table_;
  const TableAltered& change_;
  Safe<SqlIdentifier> name_;
  const Window& window_;
  PgSteps& steps_;
};

}  // namespace

void Create(const Window& window, const Difference& difference, PgSteps& steps) {
  std::vector<const Table*> created;
  std::vector<const Table*> filled;  // from rows of other tables
  for (const WindowTable& table : window.tables()) {
    if (table.change != nullptr) continue;
    created.push_back(&table.open);
    if (difference.MoveOf(table.to) != nullptr) filled.push_back(&table.open);
  }
  if (created.empty()) return;
  Undoable creation;
  creation.Do(MakeTables(created), UnmakeTables(created));
  std::vector<std::string> names;
  for (const Table* table : created) names.push_back(table->name);
  const auto some = SomeOf(names);
  steps.Add(creation, {SqlNote::Of("makes @", some), SqlNote::Of("drops @", some)}, {});
  for (const Table* table : created) {
    if (std::ranges::find(filled, table) == filled.end()) steps.Keep(*table, false);
  }
}

void Expand(const WindowTable& table, const Window& window, PgSteps& steps) { Expansion(table, window, steps).Run(); }

void Loosen(const GoingTable& going, PgSteps& steps) { Release(going.was, going.open, steps); }

auto ReleaseViews(const Window& window) -> Undoable {
  Undoable views;
  for (const WindowTable& table : window.tables()) {
    if (table.SeenAsItIs()) continue;
    if (views.Empty()) views.Do(PgText::Of("CREATE SCHEMA :\"release\""), PgText::Of("DROP SCHEMA :\"release\""));
    std::vector<Safe<PgText>> columns{PgText::Of("id")};
    for (const Column& column : table.to.columns) {
      const auto open = Named(table.columns.at(column.name));
      columns.push_back(open == Named(column.name) ? PgText::Of("@", open) : PgText::Of("@ AS @", open, Named(column.name)));
    }
    if (table.to.timestamps) columns.push_back(PgText::Of("created_at, updated_at"));
    columns.push_back(PgText::Of("row_version"));
    if (!table.to.deleted_of.empty()) columns.push_back(PgText::Of("deleted_at"));
    if (!table.to.search.empty()) columns.push_back(PgText::Of("@", Named(ir::kSearchColumn)));
    const auto name = Named(table.to.name);
    views.Do(PgText::Of("CREATE VIEW :\"release\".@ AS SELECT @ FROM @", name, PgText::Join(", ", columns), Named(table.open.name)),
             PgText::Of("DROP VIEW :\"release\".@", name));
  }
  return views;
}

void ShowRelease(const Window& window, PgSteps& steps) { steps.Add(ReleaseViews(window), {SqlNote::Of("shows the new release its names"), SqlNote::Of("takes the names of the new release away")}, {}); }

}  // namespace ingot::codegen::sql_migration
