// What the one step of a migration of SQLite does that changes the tables: in words, and as questions.
#pragma once

#include "codegen/targets/sql-migration/questions.h"

namespace ingot::codegen::sql_migration {

// `makes notes, changes docs`
auto SqliteWords(const Difference& difference) -> Safe<SqlNote>;
// About the tables as they are before the migration.
auto SqliteQuestions(const Difference& difference) -> Questions;

}  // namespace ingot::codegen::sql_migration
