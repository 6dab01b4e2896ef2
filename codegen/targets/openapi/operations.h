// The operations of the API description: the six of each resource.
#pragma once

#include <vector>

#include "codegen/targets/openapi/path_item.h"
#include "compiler/ir/app.h"

namespace ingot::codegen::openapi {

// The paths of every resource, in the order of models.
auto ResourcePaths(const ir::App& app) -> std::vector<PathItem>;

}  // namespace ingot::codegen::openapi
