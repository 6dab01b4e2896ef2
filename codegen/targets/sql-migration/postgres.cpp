#include "codegen/targets/sql-migration/postgres.h"

#include <utility>

#include "codegen/targets/sql-migration/postgres_contract.h"
#include "codegen/targets/sql-migration/postgres_demand.h"
#include "codegen/targets/sql-migration/postgres_expand.h"
#include "codegen/targets/sql-migration/postgres_move.h"

namespace ingot::codegen::sql_migration {

auto PostgresSteps(const Difference& difference, int number) -> std::vector<PgStep> {
  const std::vector<TableAltered> alterations = AlterationsOf(difference);
  const Window window(difference, alterations);
  PgSteps steps(number);
  const std::vector<OpenMove> moves = MovesOf(difference, window, number);
  Create(window, difference, steps);
  for (const GoingTable& going : window.dropped()) Loosen(going, steps);
  // The triggers of a table write into those that follow it.
  for (const bool follows : {true, false}) {
    for (const WindowTable& table : window.tables()) {
      if (table.change != nullptr && follows == !table.to.Followed().empty()) Expand(table, window, steps);
    }
  }
  for (const OpenMove& move : moves) ExpandMove(move, steps);
  ShowRelease(window, steps);
  steps.Contract();
  // The rows come before those that are kept of them.
  for (const bool follows : {false, true}) {
    for (const WindowTable& table : window.tables()) {
      if (follows == !table.to.Followed().empty()) DemandLate(table, steps);
    }
  }
  for (const OpenMove& move : moves) ContractMove(move, steps);
  for (const WindowTable& table : window.tables()) {
    if (table.change != nullptr) LetGo(table, window, steps);
  }
  for (const GoingTable& going : window.dropped()) {
    if (difference.MoveOf(going.was) == nullptr) steps.Keep(going.open, true);
  }
  Switch(window, steps);
  for (const WindowTable& table : window.tables()) {
    if (table.change != nullptr) Settle(table, steps);
  }
  return std::move(steps).Take();
}

}  // namespace ingot::codegen::sql_migration
