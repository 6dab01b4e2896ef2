// The target `sql-migration`: the schema's next migration and the snapshot that the one after it starts from.
#pragma once

#include <optional>
#include <vector>

#include "codegen/plan/planned_file.h"
#include "codegen/targets/sql-migration/lint.h"
#include "codegen/targets/sql-migration/moves.h"
#include "codegen/targets/sql-migration/schema.h"
#include "compiler/ir/app.h"

namespace ingot::codegen::sql_migration {

struct Planned {
  std::vector<PlannedFile> files;
  std::vector<Risk> risks;  // of the next migration; whoever asked for it decides whether it is made
  std::vector<Obstacle> obstacles;  // of what is said to be split or merged: there is no migration
};

// `previous` is the snapshot of what was generated before; nothing for a new project. `last`: the highest number that a migration has
// in the project, of those that its user wrote, too.
auto PlanFiles(const ir::App& app, const std::optional<Schema>& previous, int last = 0) -> Planned;

}  // namespace ingot::codegen::sql_migration
