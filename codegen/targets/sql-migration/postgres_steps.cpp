#include "codegen/targets/sql-migration/postgres_steps.h"

#include <algorithm>

#include "codegen/targets/sql-migration/lint.h"
#include "codegen/targets/sql-migration/postgres_ddl.h"
#include "compiler/ir/app.h"

namespace ingot::codegen::sql_migration {
namespace {

auto RuleWords(const std::string& table, const CheckConstraint& check) -> StepWords {
  return {SqlNote::Of("makes the rule @ of @", Named(check.name), Named(table)), SqlNote::Of("drops the rule @ of @", Named(check.name), Named(table))};
}

}  // namespace

auto Locks(const std::string& table) -> Safe<SqlNote> { return SqlNote::Of("locks @ (ACCESS EXCLUSIVE)", Named(table)); }
auto LocksWriters(const std::string& table) -> Safe<SqlNote> { return SqlNote::Of("locks @ (SHARE ROW EXCLUSIVE)", Named(table)); }
auto Reads(const std::string& table) -> Safe<SqlNote> { return SqlNote::Of("reads every row of @", Named(table)); }
auto Writes(const std::string& table) -> Safe<SqlNote> { return SqlNote::Of("writes every row of @", Named(table)); }

void Undoable::Do(PgStatements up, PgStatements down) {
  if (!up.empty() || !down.empty()) parts_.emplace_back(std::move(up), std::move(down));
}

auto Undoable::Up() const -> PgStatements {
  PgStatements all;
  for (const auto& part : parts_) all.insert(all.end(), part.first.begin(), part.first.end());
  return all;
}

auto Undoable::Down() const -> PgStatements {
  PgStatements all;
  for (auto part = parts_.rbegin(); part != parts_.rend(); ++part) all.insert(all.end(), part->second.begin(), part->second.end());
  return all;
}

void PgSteps::Add(const Undoable& change, std::vector<Safe<SqlNote>> notes) {
  if (!change.Empty()) Add(PgHalf{notes, change.Up()}, PgHalf{notes, change.Down()});
}

void PgSteps::Add(const Undoable& change, const StepWords& words, const std::vector<Safe<SqlNote>>& locks) {
  std::vector<Safe<SqlNote>> up{words.up};
  std::vector<Safe<SqlNote>> down{words.down};
  up.insert(up.end(), locks.begin(), locks.end());
  down.insert(down.end(), locks.begin(), locks.end());
  if (!change.Empty()) Add(PgHalf{std::move(up), change.Up()}, PgHalf{std::move(down), change.Down()});
}

void PgSteps::AddIndex(const std::string& table, const Safe<PgText>& create, const Safe<SqlIdentifier>& name, bool up, Questions asks) {
  const auto drop = PgText::Of("DROP INDEX CONCURRENTLY IF EXISTS @", name);
  const auto concurrently = SqlNote::Of("concurrently");
  PgHalf made{{concurrently, SqlNote::Of("makes the index @", name), Reads(table)}, {drop, create}, std::move(asks)};  // what a killed process left of it is no index
  PgHalf gone{{concurrently, SqlNote::Of("drops the index @", name)}, {drop}};
  up ? Add(std::move(made), std::move(gone)) : Add(std::move(gone), std::move(made));
}

void PgSteps::DropChecks(const std::string& table, const std::vector<CheckConstraint>& checks) {
  for (const CheckConstraint& check : checks) {
    const auto add = PgText::Of("ALTER TABLE @ ADD @ NOT VALID", Named(table), CheckText(check));
    const auto validate = PgText::Of("ALTER TABLE @ VALIDATE CONSTRAINT @", Named(table), Named(check.name));
    const auto [makes, drops] = RuleWords(table, check);
    Add({{drops, Locks(table)}, {PgText::Of("ALTER TABLE @ DROP CONSTRAINT @", Named(table), Named(check.name))}}, {{makes, Locks(table), Reads(table)}, {add, validate}});
  }
}

void PgSteps::AddChecks(const std::string& table, const std::vector<CheckConstraint>& checks, const TableAltered& change) {
  const auto rules = NewRules(change);
  for (const CheckConstraint& check : checks) {
    const auto [makes, drops] = RuleWords(table, check);
    Questions asks;
    if (std::ranges::find(rules, check) != rules.end()) asks = AskBroken(change, check, table);
    Add({{makes, Locks(table)}, {PgText::Of("ALTER TABLE @ ADD @ NOT VALID", Named(table), CheckText(check))}},
        {{drops, Locks(table)}, {PgText::Of("ALTER TABLE @ DROP CONSTRAINT @", Named(table), Named(check.name))}});
    Add({{SqlNote::Of("tries the rows by @", Named(check.name)), Reads(table)}, {PgText::Of("ALTER TABLE @ VALIDATE CONSTRAINT @", Named(table), Named(check.name))}, std::move(asks)}, {});
  }
}

void PgSteps::Keep(const Table& table, const Column& column, bool goes) { AddKept(KeptColumn(number_, table.name, table, column), table.name, ColumnNote(table.name, column.name), {AskKept(table.name, column.name)}, goes); }

void PgSteps::Keep(const Table& table, bool goes) { AddKept(KeptTable(number_, table), table.name, SqlNote::Of("@", Named(table.name)), {AskKept(table.name)}, goes); }

void PgSteps::KeepOrphans(const std::string& owner, const Table& table) {
  AddKept(KeptOrphans(number_, owner, table), table.history, SqlNote::Of("versions without a row of @", Named(table.history)), {}, true);
  steps_.back().up.statements.push_back(PgText::Of("@", EndOfOrphans(table)));
  steps_.back().up.words.push_back(Writes(table.history));
}

void PgSteps::AddKept(const Kept& kept, const std::string& table, const Safe<SqlNote>& what, Questions asks, bool goes) {
  PgHalf going{{SqlNote::Of("sets @ aside", what), Reads(table)}, {PgText::Of("@", kept.aside)}};
  PgHalf coming{{SqlNote::Of("if @ exists", Named(kept.name)), SqlNote::Of("brings @ back", what), Writes(table)}, {}};
  if (goes) going.asks = std::move(asks);
  for (const auto& statement : kept.back) coming.statements.push_back(PgText::Of("@", statement));
  goes ? Add(std::move(going), std::move(coming)) : Add(std::move(coming), std::move(going));
}

}  // namespace ingot::codegen::sql_migration
