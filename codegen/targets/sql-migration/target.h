// The target `sql-migration`: the schema's next migration and the snapshot that the one after it starts from.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <tl/expected.hpp>

#include "codegen/plan/planned_file.h"
#include "codegen/targets/sql-migration/schema.h"
#include "compiler/ir/app.h"

namespace ingot::codegen::sql_migration {

// Why no migration can be made: every column or table that stands in the way.
struct Refusal {
  std::vector<std::string> losses;    // data that would go; said with a flag, it may
  std::vector<std::string> unfilled;  // required, without a default, and old rows have no value
};

struct Options {
  bool allow_data_loss = false;
};

// `previous` is the snapshot of what was generated before; nothing for a new project.
auto PlanFiles(const ir::App& app, const std::optional<Schema>& previous, const Options& options)
    -> tl::expected<std::vector<PlannedFile>, Refusal>;

}  // namespace ingot::codegen::sql_migration
