#include "codegen/targets/sql-migration/postgres.h"

#include <utility>

#include "codegen/targets/sql-migration/postgres_contract.h"
#include "codegen/targets/sql-migration/postgres_expand.h"

namespace ingot::codegen::sql_migration {

auto PostgresSteps(const Difference& difference, int number) -> std::vector<PgStep> {
  const std::vector<TableAltered> alterations = AlterationsOf(difference);
  const Window window(difference, alterations);
  PgSteps steps(number);
  Create(window, steps);
  for (const GoingTable& going : window.dropped()) Loosen(going, steps);
  // The triggers of a table write into those that follow it.
  for (const bool follows : {true, false}) {
    for (const WindowTable& table : window.tables()) {
      if (table.change != nullptr && follows == !table.to.Followed().empty()) Expand(table, window, steps);
    }
  }
  ShowRelease(window, steps);
  steps.Contract();
  for (const WindowTable& table : window.tables()) {
    if (table.change != nullptr) LetGo(table, window, steps);
  }
  for (const GoingTable& going : window.dropped()) steps.Keep(going.open, true);
  Switch(window, steps);
  for (const WindowTable& table : window.tables()) {
    if (table.change != nullptr) Settle(table, steps);
  }
  return std::move(steps).Take();
}

}  // namespace ingot::codegen::sql_migration
