// The operations of the API description: the six of each resource.
#pragma once

#include <vector>

#include "codegen/targets/openapi/views.h"
#include "compiler/ir/app.h"

namespace ingot::codegen::openapi {

// The paths of every resource, in the order of models.
auto ResourcePaths(const ir::App& app) -> std::vector<MemberView>;

// Can a request end with 409, because a row is not the only one with its values or because others refer to it?
auto HasConflicts(const ir::App& app) -> bool;

}  // namespace ingot::codegen::openapi
