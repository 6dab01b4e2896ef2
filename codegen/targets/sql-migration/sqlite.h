// The DDL of SQLite for the steps from one schema to the next. What ALTER TABLE cannot do there makes the table anew.
#pragma once

#include <vector>

#include "codegen/targets/sql-migration/diff.h"
#include "codegen/text/sql.h"

namespace ingot::codegen::sql_migration {

auto SqliteStatements(const Difference& difference) -> std::vector<Safe<SqliteText>>;

}  // namespace ingot::codegen::sql_migration
