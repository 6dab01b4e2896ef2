// The target `cpp-service`: plans the C++ project of an application.
#pragma once

#include <vector>

#include "codegen/plan/planned_file.h"
#include "compiler/ir/app.h"

namespace ingot::codegen::cpp_service {

auto PlanFiles(const ir::App& app) -> std::vector<PlannedFile>;

}  // namespace ingot::codegen::cpp_service
