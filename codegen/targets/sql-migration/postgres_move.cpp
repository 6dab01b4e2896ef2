#include "codegen/targets/sql-migration/postgres_move.h"

#include <algorithm>

#include "codegen/targets/sql-migration/postgres_move_sql.h"
#include "codegen/text/bug.h"

namespace ingot::codegen::sql_migration {
namespace {

auto WindowTableOf(const Window& window, const std::string& name) -> const WindowTable& {
  const auto found = std::ranges::find(window.tables(), name, [](const WindowTable& table) { return table.to.name; });
  if (found == window.tables().end()) Bug("a table that moves is in no window", name);
  return *found;
}

auto WordsOf(const OpenMove& move) -> StepWords {
  const auto owner = Named(move.move.owner);
  const auto part = Named(move.move.part.name);
  return {SqlNote::Of("writes what moves to @ and @ at once", owner, part), SqlNote::Of("ends what writes to @ and @ at once", owner, part)};
}

auto Triggers(const OpenMove& move) -> std::pair<PgStatements, PgStatements> {
  std::pair<PgStatements, PgStatements> triggers;
  CreateMoveTriggers(move, triggers.first);
  DropMoveTriggers(move, triggers.second);
  return triggers;
}

auto InBatches(const Safe<PgText>& statement, const std::string& table, const std::string& from) -> PgHalf {
  return {{SqlNote::Of("in batches"), SqlNote::Of("writes what moves to @ from @", Named(table), Named(from)), Reads(from)}, {statement}};
}

auto Aside(const OpenMove& move) -> PgHalf {
  return {{SqlNote::Of("sets aside what does not move of @", Named(move.move.part.name)), Reads(move.move.part.name)}, {PgText::Of("DROP TABLE IF EXISTS @", Named(move.kept)), SetPartAside(move)}};
}

auto Back(const OpenMove& move) -> PgHalf {
  return {{SqlNote::Of("in batches"), SqlNote::Of("if @ exists", Named(move.kept)), SqlNote::Of("brings rows of @ back", Named(move.move.part.name)), Writes(move.move.part.name)}, {BringBack(move)}};
}

// Who deletes a row that stays deletes what is part of it for the new release, and that is another row for the one before.
void GoTogether(const OpenMove& move, PgSteps& steps) {
  const Table& part = move.move.part;
  const Column& link = *FindColumn(part, move.move.link.name);
  Column cascades = link;
  cascades.reference->on_delete = "cascade";
  if (link.reference->on_delete == "cascade") return;
  const auto constraint = Named(ReferenceName(part.name, link.name));
  const auto make = [&](const Column& column) {
    return PgText::Of("ALTER TABLE @ DROP CONSTRAINT @, ADD @ NOT VALID", Named(part.name), constraint, ConstraintText(part.name, column));
  };
  const auto validate = PgText::Of("ALTER TABLE @ VALIDATE CONSTRAINT @", Named(part.name), constraint);
  const auto what = ColumnNote(part.name, link.name);
  steps.Add({{SqlNote::Of("lets rows of @ go with those that they are part of", Named(part.name)), LocksWriters(part.name)}, {make(cascades)}},
            {{SqlNote::Of("makes the reference of @ as it was", what), LocksWriters(part.name)}, {make(link), validate}});
  steps.Add({{SqlNote::Of("looks for rows whose @ refers to nothing", what), Reads(part.name)}, {validate}}, {});
}

// What the new release allows twice must not be refused.
void AllowTwice(const OpenMove& move, PgSteps& steps) {
  const Table& part = move.move.part;
  for (const Index& index : part.indexes) {
    const bool of_link = std::ranges::find(index.columns, move.move.link.name) != index.columns.end();
    if (!index.unique || of_link) continue;
    steps.AddIndex(part.name, CreateIndexConcurrently(part.name, index), Named(index.name), false);
  }
}

}  // namespace

auto MovesOf(const Difference& difference, const Window& window, int number) -> std::vector<OpenMove> {
  std::vector<OpenMove> moves;
  for (const Move& move : difference.moves) {
    const WindowTable& owner = WindowTableOf(window, move.owner);
    OpenMove open{move, owner.open.timestamps, KeptPartName(number, move)};
    open.move.owner = owner.open.name;
    if (move.merges) {
      for (MovedColumn& column : open.move.columns) column.owner.name = owner.columns.at(column.owner.name);
    } else {
      const WindowTable& part = WindowTableOf(window, move.part.name);
      const auto name = [&](Column& column) { column = *FindColumn(part.open, part.columns.at(column.name)); };
      open.move.part = part.open;
      name(open.move.link);
      for (MovedColumn& column : open.move.columns) name(column.part);
      for (auto& other : open.move.others) name(other.first);
    }
    moves.push_back(std::move(open));
  }
  return moves;
}

void ExpandMove(const OpenMove& move, PgSteps& steps) {
  const std::string& owner = move.move.owner;
  const std::string& part = move.move.part.name;
  if (move.move.merges) {
    GoTogether(move, steps);
    AllowTwice(move, steps);
  }
  auto [create, drop] = Triggers(move);
  const auto [together, apart] = WordsOf(move);
  steps.Add({{together, LocksWriters(owner), LocksWriters(part)}, create}, {{apart, LocksWriters(owner), LocksWriters(part)}, drop});
  if (move.move.merges) {
    steps.Add(InBatches(WriteOwner(move), owner, part), InBatches(WritePart(move), part, owner));
    return;
  }
  steps.Add(Back(move), Aside(move));
  steps.Add(InBatches(WritePart(move), part, owner), InBatches(WriteOwner(move), owner, part));
  PgStatements last = LeaveEmpty(move);
  last.push_back(PgText::Of("@", DropTable(move.kept)));
  steps.Add({{SqlNote::Of("if @ exists", Named(move.kept)), SqlNote::Of("leaves rows of @ out that were none", Named(part))}, std::move(last)}, {});
}

void ContractMove(const OpenMove& move, PgSteps& steps) {
  const auto owner = LocksWriters(move.move.owner);
  const auto part = LocksWriters(move.move.part.name);
  const auto [together, apart] = WordsOf(move);
  auto [create, drop] = Triggers(move);
  if (move.move.merges) create.push_back(PgText::Of("DROP TABLE IF EXISTS @", Named(move.kept)));
  steps.Add({{apart, owner, part}, std::move(drop)}, {{together, owner, part}, std::move(create)});
  if (move.move.merges) steps.Add(Aside(move), Back(move));
}

}  // namespace ingot::codegen::sql_migration
