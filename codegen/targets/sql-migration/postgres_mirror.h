// Two columns that hold the same values in different forms while two releases use a table: whoever changes the one changes the other.
#pragma once

#include <vector>

#include "codegen/targets/sql-migration/postgres_steps.h"
#include "codegen/targets/sql-migration/window.h"

namespace ingot::codegen::sql_migration {

struct Mirror {
  Conversion forth;  // from the column of the release before to that of the new one, under the names of the window
  Conversion back;
  std::optional<Filling> filling;           // for rows of which the new column can make nothing
  std::optional<Safe<PgText>> empty;        // and the one of before, when there is no window any more
};
auto MirrorsOf(const WindowTable& table) -> std::vector<Mirror>;

// The triggers of rows that both releases write.
void CreateMirrors(const WindowTable& table, PgStatements& statements);
void DropMirrors(const WindowTable& table, PgStatements& statements);

// The new columns get their values, and those that the way down set aside.
void FillMirrors(const WindowTable& table, PgSteps& steps);
void TakeBackMirrored(const WindowTable& table, PgSteps& steps);
// What the columns of before hold and the new ones cannot is set aside; the way down fills them.
void KeepMirrored(const WindowTable& table, PgSteps& steps);

}  // namespace ingot::codegen::sql_migration
