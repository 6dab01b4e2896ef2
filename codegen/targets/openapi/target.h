// The target `openapi`: the description of the API, OpenAPI 3.1.
#pragma once

#include <vector>

#include "codegen/plan/planned_file.h"
#include "compiler/ir/app.h"

namespace ingot::codegen::openapi {

auto PlanFiles(const ir::App& app) -> std::vector<PlannedFile>;

}  // namespace ingot::codegen::openapi
