// The values of an enum: texts, and what they were called.
#pragma once

#include "compiler/ast/tree.h"
#include "compiler/diagnostics/emitter.h"
#include "compiler/ir/app.h"

namespace ingot::check {

void ReadEnumValues(ast::Node list, ir::Enum& made, diag::Emitter& emitter);

}  // namespace ingot::check
