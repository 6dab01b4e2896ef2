// The rules of a field that holds a file.
#pragma once

#include "compiler/check/object.h"
#include "compiler/diagnostics/emitter.h"
#include "compiler/ir/app.h"

namespace ingot::check {

// Reads `max` and `accept`, and reports what a file cannot have. The field has its type already.
void CheckFile(ir::Field& field, const Object& object, diag::Emitter& emitter);

// Reports files of a model that has no routes.
void CheckFileInModel(const ir::Field& field, const ir::Model& model, diag::Emitter& emitter);

}  // namespace ingot::check
