// The operations of the API description: the six of each resource.
#pragma once

#include <vector>

#include "codegen/targets/openapi/path_item.h"
#include "compiler/ir/app.h"

namespace ingot::codegen::openapi {

// The paths of every resource, in the order of models.
// A path item that begins with the ids in the path of a row.
auto ItemOfRow(const ir::App& app, const ir::Model& model) -> JsonObject;

auto ResourcePaths(const ir::App& app) -> std::vector<PathItem>;

}  // namespace ingot::codegen::openapi
