#include "codegen/targets/sql-migration/diff.h"

#include <algorithm>
#include <set>

namespace ingot::codegen::sql_migration {
namespace {

// Tables so that each comes after those that it refers to; of those that refer to each other in a ring, after those that it
// must refer to where that is possible.
auto InOrderOfReferences(const Schema& schema) -> std::vector<const Table*> {
  std::vector<const Table*> order;
  std::set<std::string> done;
  const auto visit = [&](const auto& self, const Table& table) -> void {
    if (!done.insert(table.name).second) return;
    for (const bool required : {true, false}) {
      for (const Column& column : table.columns) {
        if (!column.reference || column.required != required) continue;
        if (const Table* target = FindTable(schema, column.reference->table)) self(self, *target);
      }
    }
    if (const Table* rows = FindTable(schema, table.Followed())) self(self, *rows);
    order.push_back(&table);
  };
  for (const Table& table : schema.tables) visit(visit, table);
  return order;
}

// Do two columns of one name and one table ask different things of the database?
auto Differs(const Column& from, const Column& to) -> bool {
  return !SameStorage(from, to) || from.required != to.required || from.reference != to.reference;
}

// Compares one table with what it was.
class TableDiff {
 public:
  TableDiff(const Table& was, const Table& from, const Table& to, const Hints& hints, Difference& result)
      : change_{from, to, {}, {}, was}, from_(from), to_(to), hints_(hints), result_(result) {}

  void Run() {
    Match();
    std::string name = Name();
    if (!name.empty()) result_.changes.push_back({std::move(name), std::move(change_)});
  }

 private:
  void Match() {
    std::set<std::string> kept;
    for (const Column& column : to_.columns) {
      Origin& origin = change_.origins[column.name];
      origin.filling = FindFilling(column.name);
      const Column* old = OldColumn(column.name);
      const bool follows = !to_.Followed().empty();
      const Retelling* retelling = old == nullptr ? nullptr : FindRetelling(column.name);
      if (retelling != nullptr && old->type == column.type) {
        origin.converted = EnumConversion(*old, column, retelling->texts);
        whole_.insert(old->name);
        for (const std::string& value : LostValues(*origin.converted)) result_.losses.push_back(to_.name + "." + column.name + "=" + value);
        continue;
      }
      if (old != nullptr && SameStorage(*old, column)) {
        origin.from = *old;
        kept.insert(old->name);
        // What is null in no row may be null in its earlier versions, and in deleted rows.
        const bool gaps = follows && column.required && !old->required && !origin.filling;
        if (gaps) result_.unfilled.push_back(to_.name + "." + column.name);
        continue;
      }
      if (old != nullptr) origin.converted = ConversionOf(*old, column);
      const bool whole = origin.converted && origin.converted->whole;
      if (whole) whole_.insert(old->name);
      const bool gaps = whole ? follows && !old->required : !follows;
      if (column.required && !origin.filling && gaps) result_.unfilled.push_back(to_.name + "." + column.name);
    }
    for (const Column& column : from_.columns) {
      if (kept.contains(column.name)) continue;
      change_.dropped.push_back(column);
      if (!whole_.contains(column.name)) result_.losses.push_back(to_.name + "." + column.name);
    }
  }

  // One that got another name is not the one that has its name now.
  auto OldColumn(const std::string& name) const -> const Column* {
    bool gone = false;
    for (const Rename& rename : hints_.column_renames) {
      if (rename.table != to_.name) continue;
      if (rename.to == name) return FindColumn(from_, rename.from);
      gone = gone || rename.from == name;
    }
    return gone ? nullptr : FindColumn(from_, name);
  }

  auto FindRetelling(std::string_view column) const -> const Retelling* {
    const auto found = std::ranges::find_if(hints_.retellings, [&](const Retelling& each) { return each.table == to_.name && each.column == column; });
    return found == hints_.retellings.end() ? nullptr : &*found;
  }

  auto FindFilling(std::string_view column) const -> std::optional<Filling> {
    for (const Filling& filling : hints_.fillings) {
      if (filling.table == to_.name && filling.column == column) return filling;
    }
    return std::nullopt;
  }

  // What the change is, in few words; nothing when no database has anything to do.
  auto Name() const -> std::string {
    std::vector<std::string> names;
    for (const Column& column : change_.dropped) names.push_back("drop_" + to_.name + "_" + column.name);
    bool more = from_.timestamps != to_.timestamps;
    for (const Column& column : to_.columns) {
      if (change_.Added(column)) {
        names.push_back("add_" + to_.name + "_" + column.name);
      } else if (change_.Renamed(column)) {
        names.push_back("rename_" + to_.name + "_" + column.name);
      }
      more = more || (!change_.Added(column) && Differs(*change_.OriginOf(column).from, column));
    }
    if (names.size() == 1 && !more) return names.front();
    if (!names.empty() || more) return "change_" + to_.name;
    if (from_.checks != to_.checks) return (from_.indexes == to_.indexes ? "check_" : "change_") + to_.name;
    if (from_.indexes != to_.indexes) return "index_" + to_.name;
    if (change_.SearchesAnew()) return "search_" + to_.name;
    return from_.history == to_.history && from_.deleted == to_.deleted && from_.files == to_.files ? "" : "keep_" + to_.name;
  }

  TableAltered change_;
  std::set<std::string> whole_;  // columns whose values are all in another one
  const Table& from_;
  const Table& to_;
  const Hints& hints_;
  Difference& result_;
};

auto OldTable(const Schema& from, const Table& table, const Hints& hints) -> const Table* {
  bool gone = false;
  for (const Rename& rename : hints.table_renames) {
    if (rename.to == table.name) return FindTable(from, rename.from);
    gone = gone || rename.from == table.name;
  }
  return gone ? nullptr : FindTable(from, table.name);
}

// What was, with references under the names that tables have now: a reference follows its table.
auto WithNewTargets(Table table, const Hints& hints) -> Table {
  for (const Rename& rename : hints.table_renames) {
    if (rename.from == table.history_of) table.history_of = rename.to;
    if (rename.from == table.history) table.history = rename.to;
    if (rename.from == table.deleted_of) table.deleted_of = rename.to;
    if (rename.from == table.deleted) table.deleted = rename.to;
  }
  for (Column& column : table.columns) {
    if (!column.reference) continue;
    for (const Rename& rename : hints.table_renames) {
      if (rename.from != column.reference->table) continue;
      column.reference->table = rename.to;
      break;
    }
  }
  return table;
}

}  // namespace

auto SameStorage(const Column& from, const Column& to) -> bool {
  static const std::set<std::string> kTexts{"string", "text", "email", "url", "slug", "enum"};
  if (from.type == to.type) return true;
  const TypeParts was = PartsOf(from.type);
  const TypeParts now = PartsOf(to.type);
  return was.list == now.list && kTexts.contains(was.word) && kTexts.contains(now.word);
}

auto TableAltered::Converts(const std::string& old) const -> bool {
  return std::any_of(origins.begin(), origins.end(), [&](const auto& origin) { return origin.second.converted && origin.second.converted->from.name == old; });
}

auto TableAltered::Demands(const Column& column) const -> bool {
  if (!column.required) return false;
  const Origin& origin = OriginOf(column);
  if (origin.converted) return true;
  return Added(column) ? !origin.filling : !origin.from->required;
}

auto TableAltered::DemandsLate(const Column& column) const -> bool {
  const Origin& origin = OriginOf(column);
  const bool made = origin.converted && (origin.converted->from.required || !origin.converted->whole);
  return Demands(column) && !origin.filling && !made;
}

auto TableAltered::Trades() const -> bool {
  return std::any_of(to.columns.begin(), to.columns.end(), [&](const Column& column) {
    if (!Renamed(column)) return false;
    const bool free = std::any_of(dropped.begin(), dropped.end(), [&](const Column& gone) { return gone.name == column.name; });
    return FindColumn(from, column.name) != nullptr && !free;
  });
}

auto TableAltered::SearchesAnew() const -> bool {
  return !std::equal(from.search.begin(), from.search.end(), to.search.begin(), to.search.end(), [&](const std::string& before, const std::string& now) {
    const auto origin = origins.find(now);
    return origin != origins.end() && origin->second.from && origin->second.from->name == before;
  });
}

auto Diff(const Schema& from, const Schema& to, const Hints& hints) -> Difference {
  Difference result;
  std::set<std::string> kept;
  for (const Table* table : InOrderOfReferences(to)) {
    const Table* old = OldTable(from, *table, hints);
    if (old == nullptr) {
      result.changes.push_back({"create_" + table->name, TableCreated{*table}});
      continue;
    }
    kept.insert(old->name);
    if (old->name != table->name) result.changes.push_back({"rename_" + old->name, TableRenamed{*old, table->name, *table}});
    const Table before = WithNewTargets(*old, hints);
    TableDiff(*old, before, *table, hints, result).Run();
  }
  auto order = InOrderOfReferences(from);
  std::reverse(order.begin(), order.end());
  for (const Table* table : order) {
    if (kept.contains(table->name)) continue;
    result.losses.push_back(table->name);
    result.changes.push_back({"drop_" + table->name, TableDropped{*table}});
  }
  AddMoves(hints, result);
  return result;
}

auto AlterationsOf(const Difference& difference) -> std::vector<TableAltered> {
  std::vector<TableAltered> alterations;
  std::set<std::string> altered;
  for (const Change& change : difference.changes) {
    if (const auto* alteration = std::get_if<TableAltered>(&change.step)) altered.insert(alteration->to.name);
  }
  for (const Change& change : difference.changes) {
    if (const auto* alteration = std::get_if<TableAltered>(&change.step)) alterations.push_back(*alteration);
    const auto* renamed = std::get_if<TableRenamed>(&change.step);
    if (renamed == nullptr || altered.contains(renamed->to)) continue;
    TableAltered same{renamed->into, renamed->into, {}, {}, renamed->from};
    same.from.name = renamed->from.name;
    for (const Column& column : renamed->into.columns) same.origins[column.name] = {column, std::nullopt};
    alterations.push_back(std::move(same));
  }
  return alterations;
}

auto Reverse(const Hints& hints, const Difference& difference) -> Hints {
  Hints reversed = hints;
  reversed.fillings.clear();
  reversed.retellings.clear();
  for (const TableAltered& change : AlterationsOf(difference)) {
    for (const auto& [name, origin] : change.origins) {
      if (origin.converted && IsEnum(origin.converted->from) && IsEnum(origin.converted->to)) {
        reversed.retellings.push_back({change.was.name, origin.converted->from.name, Inverse(*origin.converted).texts});
      }
      if (!origin.from || !origin.filling || origin.from->type != FindColumn(change.to, name)->type) continue;
      reversed.fillings.push_back(*origin.filling);
      reversed.fillings.back().table = change.was.name;
      reversed.fillings.back().column = origin.from->name;
    }
  }
  reversed.moves.clear();
  reversed.known_moves.clear();
  for (const Move& move : difference.moves) reversed.known_moves.push_back(Reversed(move));
  for (Rename& rename : reversed.table_renames) std::swap(rename.from, rename.to);
  for (Rename& rename : reversed.column_renames) {
    std::swap(rename.from, rename.to);
    const auto table = std::find_if(hints.table_renames.begin(), hints.table_renames.end(), [&](const Rename& each) { return each.to == rename.table; });
    if (table != hints.table_renames.end()) rename.table = table->from;
  }
  return reversed;
}

}  // namespace ingot::codegen::sql_migration
