// The emitted tests of one resource: each rule of each field broken alone, and the row's life through its routes.
#pragma once

#include <vector>

#include "codegen/targets/cpp-service/views.h"
#include "compiler/ir/app.h"

namespace ingot::codegen::cpp_service {

auto RuleTests(const ir::App& app, const ir::Model& model) -> std::vector<TestView>;

// The JSON text of a valid value as an expression: `quoted("a")`, `"12"`.
auto SampleJson(const ir::App& app, const ir::Field& field, int variant) -> Safe<CppExpr>;

}  // namespace ingot::codegen::cpp_service
