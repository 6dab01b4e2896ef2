// The whole API description of an application.
#pragma once

#include "codegen/targets/openapi/views.h"
#include "compiler/ir/app.h"

namespace ingot::codegen::openapi {

auto MakeDocumentView(const ir::App& app) -> DocumentView;

}  // namespace ingot::codegen::openapi
