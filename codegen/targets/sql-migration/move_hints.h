// What a definition says of models that are split and merged, as tables.
#pragma once

#include "codegen/targets/sql-migration/diff.h"

namespace ingot::codegen::sql_migration {

// `hints` has the new names of tables already.
void AddMoveHints(const ir::App& app, const Schema& from, Hints& hints);

}  // namespace ingot::codegen::sql_migration
