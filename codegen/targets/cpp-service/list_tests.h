// The emitted tests of one resource that are about other rows: filters, orders, relations and parents.
#pragma once

#include <vector>

#include "codegen/targets/cpp-service/views.h"
#include "compiler/ir/app.h"

namespace ingot::codegen::cpp_service {

auto ListTests(const ir::App& app, const ir::Model& model) -> std::vector<TestView>;

// Where the tests find the resource: `"/api/projects/" + rt::format(fixtures_.makeProject(session)) + "/docs"`. The id of
// parent number `stray`, the nearest being 0, is one that no row has.
auto CollectionExpr(const ir::App& app, const ir::Model& model, int stray = -1) -> Safe<CppExpr>;

}  // namespace ingot::codegen::cpp_service
