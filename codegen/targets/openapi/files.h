// The files of rows in the description: their operations, and what a row tells of one.
#pragma once

#include "codegen/text/json_object.h"
#include "compiler/ir/app.h"

namespace ingot::codegen::openapi {

// The path item of a file.
auto FileOperations(const ir::App& app, const ir::Field& file) -> JsonObject;

// The schema `file`, which rows point at.
auto FileSchema() -> Safe<JsonText>;

}  // namespace ingot::codegen::openapi
