#include "codegen/targets/sql-migration/moves.h"

#include <algorithm>
#include <set>

#include "codegen/targets/sql-migration/diff.h"
#include "codegen/targets/sql-migration/postgres_ddl.h"
#include "compiler/base/match.h"

namespace ingot::codegen::sql_migration {
namespace {

auto FillingIn(const Hints& hints, const std::string& table, const Column& column) -> std::optional<Filling> {
  if (!column.required) return std::nullopt;
  for (const Filling& filling : hints.fillings) {
    if (filling.table == table && filling.column == column.name) return filling;
  }
  return std::nullopt;
}

// A secret is sealed for its place, and files are counted where they are.
auto MayMove(const Column& from, const Column& to) -> bool {
  for (const Column* column : {&from, &to}) {
    if (column->type == "secret" || column->type == "file") return false;
  }
  if (from.reference.has_value() != to.reference.has_value()) return false;
  // Values with other names are told anew where they stand only.
  const auto known = [&](const std::string& value) { return std::ranges::find(to.values, value) != to.values.end(); };
  if (IsEnum(from) && IsEnum(to) && !to.values.empty() && !std::ranges::all_of(from.values, known)) return false;
  return SameStorage(from, to) && (!from.reference || from.reference->table == to.reference->table);
}

auto Keeps(const Table& table) -> bool { return !table.history.empty() || !table.deleted.empty(); }

// Puts one move together; what is in its way is an obstacle.
class Matching {
 public:
  Matching(const MoveHint& hint, const Hints& hints, std::set<std::string>& taken, Difference& result)
      : hint_(hint), hints_(hints), taken_(taken), result_(result) {}

  void Run() {
    const TableAltered* owner = nullptr;
    for (Change& change : result_.changes) {
      const auto* altered = std::get_if<TableAltered>(&change.step);
      if (altered != nullptr && altered->to.name == hint_.owner) owner = altered;
      const auto* created = std::get_if<TableCreated>(&change.step);
      if (!hint_.merges && created != nullptr && created->table.name == hint_.part) part_ = &created->table;
      const auto* dropped = std::get_if<TableDropped>(&change.step);
      if (hint_.merges && dropped != nullptr && dropped->table.name == hint_.part) part_ = &dropped->table;
    }
    if (owner == nullptr || part_ == nullptr || owner->was.name != hint_.owner_was) return;
    for (const Table* table : {&owner->was, &owner->to, part_}) {
      if (Keeps(*table)) return Block(ObstacleKind::kKeeps, table->name);
    }
    const Column* link = Link();
    if (link == nullptr) return Block(ObstacleKind::kNoLink, part_->name);
    Move move{hint_.merges, hint_.owner_was, hint_.owner, *part_, *link, {}, {}};
    Match(*owner, move);
    Rest(move);
    if (!move.columns.empty()) result_.moves.push_back(std::move(move));
  }

 private:
  void Block(ObstacleKind kind, std::string what) { result_.obstacles.push_back({kind, std::move(what)}); }

  auto Link() const -> const Column* {
    const std::string& target = hint_.merges ? hint_.owner_was : hint_.owner;
    const Column* link = nullptr;
    for (const Column& column : part_->columns) {
      const bool unique = std::ranges::any_of(part_->indexes, [&](const Index& index) { return index.unique && index.columns == std::vector{column.name}; });
      if (!column.required || !unique || !column.reference || column.reference->table != target) continue;
      if (link != nullptr) return nullptr;
      link = &column;
    }
    return link;
  }

  // What is said comes before what has the same name.
  auto NameNow(const std::string& before) const -> std::string {
    for (const auto& [from, to] : hint_.renames) {
      if (from == before) return to;
    }
    const bool taken = std::ranges::any_of(hint_.renames, [&](const auto& rename) { return rename.second == before; });
    return taken ? "" : before;
  }

  auto WithNewTarget(Column column) const -> Column {
    for (const Rename& rename : hints_.table_renames) {
      if (!column.reference || rename.from != column.reference->table) continue;
      column.reference->table = rename.to;
      break;
    }
    return column;
  }

  void Match(const TableAltered& owner, Move& move) {
    if (hint_.merges) {
      for (const Column& column : part_->columns) {
        const Column* to = column.name == move.link.name ? nullptr : FindColumn(owner.to, NameNow(column.name));
        if (to == nullptr || !owner.Blank(*to) || !MayMove(WithNewTarget(column), *to)) continue;
        if (!taken_.insert(owner.to.name + "." + to->name).second) continue;  // then it is one that goes
        move.columns.push_back({*to, column, FillingIn(hints_, owner.to.name, *to), std::nullopt});
      }
      return;
    }
    for (const Column& column : owner.dropped) {
      const Column* to = FindColumn(*part_, NameNow(column.name));
      if (to == nullptr || to->name == move.link.name || owner.Converts(column.name) || !MayMove(WithNewTarget(column), *to)) continue;
      const std::string what = owner.was.name + "." + column.name;
      if (!taken_.insert(what).second) {
        Block(ObstacleKind::kTakenTwice, what);
        continue;
      }
      move.columns.push_back({*FindColumn(owner.was, column.name), *to, std::nullopt, FillingIn(hints_, part_->name, *to)});
    }
  }

  void Rest(Move& move) {
    for (const Column& column : part_->columns) {
      const auto moved = std::ranges::find(move.columns, column.name, [](const MovedColumn& each) { return each.part.name; });
      if (column.name == move.link.name) continue;
      const auto filling = hint_.merges ? std::nullopt : FillingIn(hints_, part_->name, column);
      if (moved == move.columns.end()) move.others.emplace_back(column, filling);
      if (move.columns.empty() || !column.required || filling) continue;
      if (moved == move.columns.end() && hint_.merges && !EmptyValue(column, false)) Block(ObstacleKind::kDemands, part_->name + "." + column.name);
      const bool has = moved != move.columns.end() && moved->owner.required;
      if (!hint_.merges && !has) Block(ObstacleKind::kUnfilled, part_->name + "." + column.name);
    }
  }

  const MoveHint& hint_;
  const Hints& hints_;
  std::set<std::string>& taken_;
  Difference& result_;
  const Table* part_ = nullptr;
};

// What moved did not go.
void Settle(const Move& move, Difference& result) {
  for (Change& change : result.changes) {
    auto* altered = std::get_if<TableAltered>(&change.step);
    if (std::visit(Match{[&](const TableCreated& step) { return step.table.name == move.part.name; }, [&](const TableDropped& step) { return step.table.name == move.part.name; },
                         [&](const TableRenamed& step) { return step.to == move.owner; }, [&](const TableAltered& step) { return step.to.name == move.owner; }},
                   change.step)) {
      change.name = move.Name();
    }
    if (altered == nullptr || altered->to.name != move.owner) continue;
    for (const MovedColumn& column : move.columns) {
      (move.merges ? altered->came : altered->moved).insert(column.owner.name);
      std::erase(result.losses, altered->to.name + "." + column.owner.name);
    }
  }
  if (!move.merges) return;
  std::erase(result.losses, move.part.name);
  for (const auto& [column, filling] : move.others) result.losses.push_back(move.part.name + "." + column.name);
}

}  // namespace

auto Move::Name() const -> std::string { return merges ? "merge_" + part.name : "split_" + owner_was; }

auto Difference::MoveOf(const Table& part) const -> const Move* {
  const auto found = std::ranges::find_if(moves, [&](const Move& move) { return move.part.name == part.name; });
  return found == moves.end() ? nullptr : &*found;
}

auto Reversed(Move move) -> Move {
  move.merges = !move.merges;
  std::swap(move.owner_was, move.owner);
  return move;
}

void AddMoves(const Hints& hints, Difference& difference) {
  std::set<std::string> taken;
  for (const MoveHint& hint : hints.moves) Matching(hint, hints, taken, difference).Run();
  difference.moves.insert(difference.moves.end(), hints.known_moves.begin(), hints.known_moves.end());
  for (const Move& move : difference.moves) Settle(move, difference);
}

}  // namespace ingot::codegen::sql_migration
