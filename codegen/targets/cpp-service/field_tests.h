// The emitted tests of one field: each of its rules broken alone.
#pragma once

#include <vector>

#include "codegen/targets/cpp-service/views.h"
#include "compiler/ir/app.h"

namespace ingot::codegen::cpp_service {

auto FieldRuleTests(const ir::App& app, const ir::Field& field) -> std::vector<TestView>;

}  // namespace ingot::codegen::cpp_service
