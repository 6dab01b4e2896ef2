// The DDL of PostgreSQL for the steps from one schema to the next; all of them are valid in one transaction.
#pragma once

#include <vector>

#include "codegen/targets/sql-migration/diff.h"
#include "codegen/text/sql.h"

namespace ingot::codegen::sql_migration {

auto PostgresStatements(const Difference& difference) -> std::vector<Safe<PgText>>;

}  // namespace ingot::codegen::sql_migration
