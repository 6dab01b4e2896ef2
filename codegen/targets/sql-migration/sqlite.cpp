#include "codegen/targets/sql-migration/sqlite.h"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "codegen/targets/sql-migration/ddl.h"
#include "codegen/targets/sql-migration/kept.h"
#include "codegen/targets/sql-migration/sqlite_converted.h"
#include "codegen/targets/sql-migration/sqlite_ddl.h"
#include "codegen/targets/sql-migration/sqlite_empty.h"
#include "codegen/targets/sql-migration/sqlite_move.h"
#include "codegen/targets/sql-migration/sqlite_words.h"
#include "compiler/base/match.h"

namespace ingot::codegen::sql_migration {
namespace {

using Statements = SqliteStatements;

// What ALTER TABLE can do: new columns that may be null, and new names.
auto MustRebuild(const TableAltered& change) -> bool {
  if (change.from.checks != change.to.checks || change.from.timestamps != change.to.timestamps || !change.dropped.empty() || change.Trades()) return true;
  return std::any_of(change.to.columns.begin(), change.to.columns.end(), [&](const Column& column) {
    if (change.Added(column)) return column.required;
    const Column& old = *change.OriginOf(column).from;
    return old.required != column.required || old.reference != column.reference;
  });
}

void DropObjects(const std::vector<Trigger>& triggers, const std::vector<Index>& indexes, Statements& statements) {
  for (const Trigger& trigger : triggers) statements.push_back(SqliteText::Of("DROP TRIGGER @", Named(trigger.name)));
  for (const Index& index : indexes) statements.push_back(SqliteText::Of("@", DropIndex(index)));
}

// What `cleared` says is gone already.
void Alter(const TableAltered& change, bool cleared, Statements& statements) {
  const std::string& table = change.to.name;
  if (!cleared) DropObjects(OldTriggers(change), OldIndexes(change), statements);
  for (const Column& column : change.to.columns) {
    if (change.Renamed(column)) statements.push_back(SqliteText::Of("@", RenameColumn(table, change.OriginOf(column).from->name, column.name)));
  }
  for (const Column& column : change.to.columns) {
    if (change.Added(column)) statements.push_back(SqliteText::Of("ALTER TABLE @ ADD COLUMN @", Named(table), SqliteColumnText(column)));
  }
  for (const Index& index : NewIndexes(change)) statements.push_back(SqliteText::Of("@", CreateIndex(table, index)));
  for (const Trigger& trigger : NewTriggers(change)) statements.push_back(CreateSqliteTrigger(change.to, trigger));
}

// The columns of the new table and what each is filled from.
struct Copy {
  std::vector<std::string> names;
  Statements values;

  void Add(const std::string& name, Safe<SqliteText> value) {
    names.push_back(name);
    values.push_back(std::move(value));
  }
  void Same(const std::string& name) { Add(name, SqliteText::Of("@", Named(name))); }
};

auto CopyOf(const TableAltered& change, bool back) -> Copy {
  Copy copy;
  copy.Same("id");
  for (const Column& column : change.to.columns) {
    const Origin& origin = change.OriginOf(column);
    const bool fill = column.required && origin.filling;
    if (origin.converted) {
      copy.Add(column.name, SqliteConverted(change, column, back));
      continue;
    }
    if (!origin.from) {
      if (fill) copy.Add(column.name, SqliteLiteralOf(*origin.filling));
      continue;
    }
    const auto old = Named(origin.from->name);
    const bool gaps = column.required && !origin.from->required;
    std::optional<Safe<SqliteText>> instead;
    if (gaps && fill) instead = SqliteLiteralOf(*origin.filling);
    if (gaps && !fill && back) instead = SqliteEmptyValue(column, IsUnique(change.to, column));
    copy.Add(column.name, instead ? SqliteText::Of("coalesce(@, @)", old, *instead) : SqliteText::Of("@", old));
  }
  if (change.to.timestamps) {
    const auto now = SqliteText::Of("CAST((julianday('now') - 2440587.5) * 86400000000 AS INTEGER)");
    for (const char* name : {"created_at", "updated_at"}) {
      copy.Add(name, change.from.timestamps ? SqliteText::Of("@", Named(name)) : now);
    }
  }
  copy.Same("row_version");
  if (!change.to.deleted_of.empty()) copy.Same("deleted_at");
  return copy;
}

// An index that forbids the same values twice comes `late`, when its columns have those that were kept.
void Rebuild(const TableAltered& change, bool back, Statements& statements, Statements& late) {
  const std::string& name = change.to.name;
  const std::string next = ir::PhysicalName("next_" + name);
  const Copy copy = CopyOf(change, back);
  statements.push_back(CreateSqliteTable(change.to, next));
  statements.push_back(SqliteText::Of("INSERT INTO @ (@) SELECT @ FROM @", Named(next), Names(copy.names), SqliteText::Join(", ", copy.values), Named(name)));
  statements.push_back(SqliteText::Of("@", DropTable(name)));
  statements.push_back(SqliteText::Of("@", RenameTable(next, name)));
  Table now = change.to;
  std::erase_if(now.indexes, [&](const Index& index) {
    const bool waits = index.unique && std::ranges::any_of(index.columns, [&](const std::string& column) { return change.Added(*FindColumn(change.to, column)); });
    if (waits) late.push_back(SqliteText::Of("@", CreateIndex(now.name, index)));
    return waits;
  });
  AddObjects(now, statements);
}

// Tables that get a name which another one still has. Then all that is renamed or goes steps aside first, with its indexes and triggers.
class TakenNames {
 public:
  explicit TakenNames(const std::vector<Change>& changes) : changes_(changes) {
    std::set<std::string> old, now;
    for (const Change& change : changes) {
      if (const auto* created = std::get_if<TableCreated>(&change.step)) now.insert(created->table.name);
      if (const auto* dropped = std::get_if<TableDropped>(&change.step)) old.insert(dropped->table.name);
      if (const auto* renamed = std::get_if<TableRenamed>(&change.step)) {
        old.insert(renamed->from.name), now.insert(renamed->to);
      }
    }
    taken_ = std::any_of(now.begin(), now.end(), [&](const std::string& name) { return old.contains(name); });
  }

  auto Taken() const -> bool { return taken_; }
  // Of a table that goes.
  auto NameOf(const std::string& table) const -> std::string { return taken_ ? Aside(table) : table; }

  void Free(Statements& statements) const {
    if (!taken_) return;
    Statements settle;
    for (const Change& change : changes_) {
      if (const auto* altered = std::get_if<TableAltered>(&change.step)) {
        const bool anew = MustRebuild(*altered);
        DropObjects(anew ? TriggersOf(altered->from) : OldTriggers(*altered), anew ? altered->from.indexes : OldIndexes(*altered), statements);
      }
      if (const auto* dropped = std::get_if<TableDropped>(&change.step)) {
        DropObjects(TriggersOf(dropped->table), dropped->table.indexes, statements);
        statements.push_back(SqliteText::Of("@", RenameTable(dropped->table.name, Aside(dropped->table.name))));
      }
      if (const auto* renamed = std::get_if<TableRenamed>(&change.step)) {
        statements.push_back(SqliteText::Of("@", RenameTable(renamed->from.name, Aside(renamed->from.name))));
        settle.push_back(SqliteText::Of("@", RenameTable(Aside(renamed->from.name), renamed->to)));
      }
    }
    statements.insert(statements.end(), settle.begin(), settle.end());
  }

 private:
  static auto Aside(const std::string& table) -> std::string { return ir::PhysicalName("ingot_moving_" + table); }

  const std::vector<Change>& changes_;
  bool taken_ = false;
};

// Puts the steps of one migration together.
class Steps {
 public:
  Steps(const Difference& difference, int number, bool back) : difference_(difference), number_(number), back_(back), kept_(KeptTablesOf(difference)) {}

  auto Run() -> std::vector<SqliteStep> {
    for (const Change& change : difference_.changes) SetAside(change);
    for (SqlitePart& part : TakeMovesOut(difference_, number_)) AddPart(std::move(part));
    for (const Change& change : difference_.changes) {
      altered_.push_back(change);
      auto* alteration = std::get_if<TableAltered>(&altered_.back().step);
      if (alteration == nullptr) continue;
      for (const Move& move : difference_.moves) Add(SqlNote::Of("takes values of @ in", Named(move.part.name)), TakeMovesIn(move, *alteration));
      AddRequired(*alteration);
    }
    Main();
    for (SqlitePart& part : SettleMoves(difference_, number_)) AddPart(std::move(part));
    for (const Change& change : difference_.changes) TakeBack(change);
    // Those that were kept are the true ones.
    Statements begun;
    Add(SqlNote::Of("makes what forbids two rows the same values"), std::move(late_));
    std::vector<std::string> names;
    for (const Table& table : kept_.begun) {
      begun.push_back(SqliteText::Of("@ WHERE TRUE ON CONFLICT DO NOTHING", FirstVersions(table)));
      names.push_back(table.name);
    }
    Add(SqlNote::Of("writes the first versions of @", SomeOf(names)), std::move(begun));
    return std::move(steps_);
  }

 private:
  void Add(const Safe<SqlNote>& words, Statements statements, Questions asks = {}) {
    if (!statements.empty()) steps_.push_back({SqlNote::Of("@, @", Phase(), words), std::move(statements), back_ ? Questions() : std::move(asks)});
  }
  void AddPart(SqlitePart part) {
    const auto words = part.condition.empty() ? Phase() : SqlNote::Of("@, if @ exists", Phase(), Named(part.condition));
    steps_.push_back({SqlNote::Of("@, @", words, part.about), std::move(part.statements)});
  }
  void AddBack(const Kept& kept, const Safe<SqlNote>& what) {
    Statements statements;
    for (const auto& statement : kept.back) statements.push_back(SqliteText::Of("@", statement));
    AddBack(kept.name, std::move(statements), what);
  }
  void AddBack(const std::string& kept, Statements statements, const Safe<SqlNote>& what) {
    steps_.push_back({SqlNote::Of("@, if @ exists, brings @ back", Phase(), Named(kept), what), std::move(statements)});
  }
  void AddAside(const Kept& kept, const Table& table, const Column& column) {
    Add(SqlNote::Of("sets @ aside", ColumnNote(table.name, column.name)), {SqliteText::Of("@", kept.aside)}, {AskKept(table.name, column.name)});
  }

  // Can programs of the release before use the tables afterwards?
  auto Phase() const -> Safe<SqlNote> {
    const bool adds = std::all_of(difference_.changes.begin(), difference_.changes.end(), [](const Change& change) {
      if (std::holds_alternative<TableCreated>(change.step)) return true;
      const auto* altered = std::get_if<TableAltered>(&change.step);
      return altered != nullptr && !MustRebuild(*altered) && altered->from.history == altered->to.history && altered->from.deleted == altered->to.deleted &&
             std::none_of(altered->to.columns.begin(), altered->to.columns.end(), [&](const Column& column) { return altered->Renamed(column); });
    });
    return adds ? SqlNote::Of("expand") : SqlNote::Of("contract");
  }

  void SetAside(const Change& change) {
    const auto* gone = std::get_if<TableDropped>(&change.step);
    if (gone != nullptr && difference_.MoveOf(gone->table) == nullptr) {
      Add(SqlNote::Of("sets @ aside", Named(gone->table.name)), {SqliteText::Of("@", KeptTable(number_, gone->table).aside)}, {AskKept(gone->table.name)});
    }
    const auto* altered = std::get_if<TableAltered>(&change.step);
    if (altered == nullptr) return;
    for (const Column& column : altered->to.columns) {
      const auto& converted = altered->OriginOf(column).converted;
      if (!converted) continue;
      const std::string kept = KeptName(number_, Owner(*altered, converted->from, back_) + "_" + converted->from.name);
      const auto what = SqlNote::Of("sets aside what cannot be converted of @", ColumnNote(altered->was.name, converted->from.name));
      if (const auto lost = SqliteLost(kept, *altered, column, back_)) Add(what, lost->going, {AskConverted(Named(kept), altered->was.name, converted->from.name)});
    }
    for (const Column& column : altered->dropped) {
      if (altered->Converts(column.name) || altered->moved.contains(column.name)) continue;
      AddAside(KeptColumn(number_, Owner(*altered, column, back_), altered->was, column), altered->was, column);
    }
    if (LeavesOrphans(altered->was, altered->to)) {
      const std::string& below = (back_ ? altered->to : altered->was).name;
      Add(SqlNote::Of("sets versions without a row of @ aside", Named(altered->was.history)),
          {SqliteText::Of("@", KeptOrphans(number_, below, altered->was).aside), SqliteText::Of("@", EndOfOrphans(altered->was))});
    }
    for (const Column& stamp : StampsOnlyOf(altered->was, altered->to)) AddAside(KeptColumn(number_, Owner(*altered, stamp, back_), altered->was, stamp), altered->was, stamp);
  }

  // What is kept of a column is named after the table below, whatever that is called above. `comes`: it is there above only, and
  // another one may have its name below.
  auto Owner(const TableAltered& change, const Column& column, bool comes) const -> std::string {
    const Table& below = back_ ? change.to : change.was;
    return comes && FindColumn(below, column.name) != nullptr ? below.name + "_next" : below.name;
  }

  // Tables have their former names yet, and what is to be there again is not there.
  auto WithFormerTarget(Column column) const -> Column {
    for (const Change& change : difference_.changes) {
      const auto* created = std::get_if<TableCreated>(&change.step);
      if (created != nullptr && column.reference && column.reference->table == created->table.name) column.reference.reset();
      const auto* renamed = std::get_if<TableRenamed>(&change.step);
      if (renamed != nullptr && column.reference && column.reference->table == renamed->to) {
        column.reference->table = renamed->from.name;
        break;
      }
    }
    return column;
  }

  // A column that must have a value, and has no default, is there before the table is made anew, so that what was kept of it can come back.
  void AddRequired(TableAltered& change) {
    for (const Column& column : change.to.columns) {
      Origin& origin = change.origins.at(column.name);
      if (origin.from || origin.converted || origin.filling || !column.required) continue;
      const std::string next = FindColumn(change.was, column.name) == nullptr ? column.name : ir::PhysicalName("ingot_next_" + column.name);
      const auto what = ColumnNote(change.was.name, next);
      Add(SqlNote::Of("adds @", what), {SqliteText::Of("ALTER TABLE @ ADD COLUMN @ @", Named(change.was.name), Named(next), SqliteTypeOf(column))});
      AddBack(KeptColumn(number_, Owner(change, column, !back_), change.was, WithFormerTarget(column), next), what);
      origin.from = column;
      origin.from->name = next;
      origin.from->required = false;
    }
  }

  void Main();

  void TakeBack(const Change& change) {
    const auto* created = std::get_if<TableCreated>(&change.step);
    if (created != nullptr && difference_.MoveOf(created->table) == nullptr) AddBack(KeptTable(number_, created->table), SqlNote::Of("@", Named(created->table.name)));
    const auto* altered = std::get_if<TableAltered>(&change.step);
    if (altered == nullptr) return;
    for (const Column& column : altered->to.columns) {
      if (!altered->Added(column) || altered->came.contains(column.name)) continue;
      if (altered->OriginOf(column).converted) {
        const auto found = SqliteFound(KeptName(number_, Owner(*altered, column, !back_) + "_" + column.name), *altered, column, back_);
        if (found) AddBack(found->name, found->coming, ColumnNote(altered->to.name, column.name));
        continue;
      }
      const bool came = column.required && !altered->OriginOf(column).filling;
      if (!came) AddBack(KeptColumn(number_, Owner(*altered, column, !back_), altered->to, column), ColumnNote(altered->to.name, column.name));
    }
    if (LeavesOrphans(altered->to, altered->was)) {
      AddBack(KeptOrphans(number_, (back_ ? altered->to : altered->was).name, altered->to), SqlNote::Of("versions of @", Named(altered->to.history)));
    }
    for (const Column& stamp : StampsOnlyOf(altered->to, altered->was)) {
      AddBack(KeptColumn(number_, Owner(*altered, stamp, !back_), altered->to, stamp), ColumnNote(altered->to.name, stamp.name));
    }
  }

  const Difference& difference_;
  int number_;
  bool back_;
  const KeptTables kept_;
  std::vector<Change> altered_;
  Statements late_;
  std::vector<SqliteStep> steps_;
};

void Steps::Main() {
  Statements statements;
  for (const Table& table : kept_.before) DropKeepers(table, statements);
  const TakenNames names(altered_);
  names.Free(statements);
  for (const Change& change : altered_) {
    std::visit(Match{
                   [&](const TableCreated& step) {
                     statements.push_back(CreateSqliteTable(step.table, step.table.name));
                     AddObjects(step.table, statements);
                   },
                   [&](const TableDropped& step) { statements.push_back(SqliteText::Of("@", DropTable(names.NameOf(step.table.name)))); },
                   [&](const TableRenamed& step) {
                     if (!names.Taken()) statements.push_back(SqliteText::Of("@", RenameTable(step.from.name, step.to)));
                   },
                   [&](const TableAltered& step) { MustRebuild(step) ? Rebuild(step, back_, statements, late_) : Alter(step, names.Taken(), statements); },
               },
               change.step);
  }
  for (const Table& table : kept_.after) AddKeepers(table, statements);
  Add(SqliteWords(difference_), std::move(statements), SqliteQuestions(difference_));
}

}  // namespace

auto SqliteSteps(const Difference& difference, int number, bool back) -> std::vector<SqliteStep> { return Steps(difference, number, back).Run(); }

}  // namespace ingot::codegen::sql_migration
