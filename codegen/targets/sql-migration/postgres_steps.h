// The steps of a migration of PostgreSQL as they are put together.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "codegen/targets/sql-migration/ddl.h"
#include "codegen/targets/sql-migration/kept.h"
#include "codegen/targets/sql-migration/postgres.h"
#include "codegen/targets/sql-migration/window.h"

namespace ingot::codegen::sql_migration {

// `locks docs (ACCESS EXCLUSIVE)` and so on, for whoever reads a migration.
auto Locks(const std::string& table) -> Safe<SqlNote>;       // for a moment, from all
auto LocksWriters(const std::string& table) -> Safe<SqlNote>;  // for a moment, from who writes
auto Reads(const std::string& table) -> Safe<SqlNote>;       // every row, and nobody waits
auto Writes(const std::string& table) -> Safe<SqlNote>;      // every row

// What a step does, in few words: `makes docs.title required`, and on the way back.
struct StepWords {
  Safe<SqlNote> up;
  Safe<SqlNote> down;
};

// Statements and those that undo them: of several, the last one is undone first.
class Undoable {
 public:
  void Do(PgStatements up, PgStatements down);
  void Do(Safe<PgText> up, Safe<PgText> down) { Do(PgStatements{std::move(up)}, PgStatements{std::move(down)}); }
  auto Up() const -> PgStatements;
  auto Down() const -> PgStatements;
  auto Empty() const -> bool { return parts_.empty(); }

 private:
  std::vector<std::pair<PgStatements, PgStatements>> parts_;
};

class PgSteps {
 public:
  explicit PgSteps(int number) : number_(number) {}

  // From now on, steps that shut the release before out.
  void Contract() { contracts_ = true; }
  void Add(PgHalf up, PgHalf down) { steps_.push_back({contracts_, std::move(up), std::move(down)}); }
  // One transaction each way.
  void Add(const Undoable& change, std::vector<Safe<SqlNote>> notes);
  // The same, with what it does each way in words of their own.
  void Add(const Undoable& change, const StepWords& words, const std::vector<Safe<SqlNote>>& locks);
  // An index that is there above, and not below; with `up` false the other way round.
  void AddIndex(const std::string& table, const Safe<PgText>& create, const Safe<SqlIdentifier>& name, bool up, Questions asks = {});
  // Rules that go, and rules that come.
  void DropChecks(const std::string& table, const std::vector<CheckConstraint>& checks);
  void AddChecks(const std::string& table, const std::vector<CheckConstraint>& checks, const TableAltered& change);
  // What one way sets aside and the other one takes back: a column, a whole table. `goes` up it is set aside.
  void Keep(const Table& table, const Column& column, bool goes);
  void Keep(const Table& table, bool goes);
  void KeepOrphans(const std::string& owner, const Table& table);

  // The migration's.
  auto number() const -> int { return number_; }
  auto Take() && -> std::vector<PgStep> { return std::move(steps_); }

 private:
  void AddKept(const Kept& kept, const std::string& table, const Safe<SqlNote>& what, Questions asks, bool goes);

  int number_;
  bool contracts_ = false;
  std::vector<PgStep> steps_;
};

}  // namespace ingot::codegen::sql_migration
