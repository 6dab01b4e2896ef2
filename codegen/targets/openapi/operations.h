// The operations of the API description: the six of each resource.
#pragma once

#include <vector>

#include "codegen/targets/openapi/path_item.h"
#include "compiler/ir/app.h"

namespace ingot::codegen::openapi {

// A path item that begins with the ids in the path of a row, and with other parameters in it.
auto ItemOfRow(const ir::App& app, const ir::Model& model, const std::vector<Safe<JsonText>>& others = {}) -> JsonObject;

// The paths of every resource, in the order of models.
auto ResourcePaths(const ir::App& app) -> std::vector<PathItem>;

}  // namespace ingot::codegen::openapi
