// The target `container`: plans what builds a project elsewhere: a container image, what runs it with a database, and CI.
#pragma once

#include <vector>

#include "codegen/plan/planned_file.h"
#include "compiler/ir/app.h"

namespace ingot::codegen::container {

// An app that says nothing of its callers gets no image: its service would be open to whoever reaches the container.
auto PlanFiles(const ir::App& app) -> std::vector<PlannedFile>;

}  // namespace ingot::codegen::container
