// The DDL of SQLite for the steps from one schema to the next. What ALTER TABLE cannot do there makes the table anew.
#pragma once

#include <vector>

#include "codegen/targets/sql-migration/diff.h"
#include "codegen/targets/sql-migration/questions.h"
#include "codegen/text/sql.h"

namespace ingot::codegen::sql_migration {

// All steps are one transaction: one process has the file.
struct SqliteStep {
  Safe<SqlNote> words;  // as the runner reads them
  std::vector<Safe<SqliteText>> statements;
  Questions asks = {};  // what `migrate lint` asks before it
};

// `number` is the migration's. On the way back a row without a value gets an empty one where it must have one.
auto SqliteSteps(const Difference& difference, int number, bool back) -> std::vector<SqliteStep>;

}  // namespace ingot::codegen::sql_migration
