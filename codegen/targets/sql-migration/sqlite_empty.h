// Values of SQLite for rows that have none where they must have one.
#pragma once

#include <optional>

#include "codegen/targets/sql-migration/diff.h"
#include "codegen/text/sql.h"

namespace ingot::codegen::sql_migration {

// On the way back of a migration. `unique`: no two rows may have the same. Nothing for a type that has none.
auto SqliteEmptyValue(const Column& column, bool unique) -> std::optional<Safe<SqliteText>>;
auto IsUnique(const Table& table, const Column& column) -> bool;

}  // namespace ingot::codegen::sql_migration
