// A migration of PostgreSQL: steps that let programs of the release before go on, and those that come when there are none any more.
#pragma once

#include <vector>

#include "codegen/targets/sql-migration/diff.h"
#include "codegen/targets/sql-migration/postgres_ddl.h"
#include "codegen/targets/sql-migration/questions.h"
#include "codegen/text/sql.h"

namespace ingot::codegen::sql_migration {

// A step in one direction. Without statements there is nothing to do.
struct PgHalf {
  std::vector<Safe<SqlNote>> words;  // behind the phase, as the runner reads them: "in batches", "locks docs (ACCESS EXCLUSIVE)"
  PgStatements statements;
  Questions asks = {};  // what `migrate lint` asks before it
};

struct PgStep {
  bool contracts = false;
  PgHalf up;
  PgHalf down;
};

// `number` is the migration's.
auto PostgresSteps(const Difference& difference, int number) -> std::vector<PgStep>;

}  // namespace ingot::codegen::sql_migration
