// The tests of an emitted service that link rows, and unlink them.
#pragma once

#include <vector>

#include "codegen/targets/cpp-service/views.h"
#include "compiler/ir/app.h"

namespace ingot::codegen::cpp_service {

auto LinkTests(const ir::App& app, const ir::Model& model) -> std::vector<TestView>;

}  // namespace ingot::codegen::cpp_service
