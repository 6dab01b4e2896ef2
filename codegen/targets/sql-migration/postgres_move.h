// How values go from the rows of one table to those of another one in PostgreSQL, while programs of two releases write both.
#pragma once

#include <string>
#include <vector>

#include "codegen/targets/sql-migration/postgres_steps.h"

namespace ingot::codegen::sql_migration {

// A move under the names of the window: whatever is written to the one table is written to the other one, too.
struct OpenMove {
  Move move;           // `owner` is the table whose rows stay
  bool times = false;  // they have the times of their changes
  std::string kept;    // the table that keeps what the rows that go have
};
auto MovesOf(const Difference& difference, const Window& window, int number) -> std::vector<OpenMove>;

// Before there are no programs of the release before any more, once the tables have their new columns; and after it.
void ExpandMove(const OpenMove& move, PgSteps& steps);
void ContractMove(const OpenMove& move, PgSteps& steps);

}  // namespace ingot::codegen::sql_migration
