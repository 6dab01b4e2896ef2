// The views of one model, its resource, the enums and the application, made from the IR.
#pragma once

#include <string>
#include <vector>

#include "codegen/api/routes.h"
#include "codegen/targets/cpp-service/views.h"
#include "compiler/ir/app.h"

namespace ingot::codegen::cpp_service {

auto MakeModelView(const ir::App& app, const ir::Model& model) -> ModelView;
auto MakeResourceView(const ir::App& app, const ir::Model& model) -> ResourceView;
auto MakeApplicationView(const ir::App& app) -> ApplicationView;
auto MakeReadmeView(const ir::App& app) -> ReadmeView;
auto MakeFixturesView(const ir::App& app) -> FixturesView;
auto MakeModelTestView(const ir::App& app, const ir::Model& model) -> ModelTestView;

// Of a computed field that is stored: the field that it follows from, and its value where `input` holds that one.
auto SourceOf(const ir::App& app, const ir::Field& kept) -> Id<ir::Field>;
auto KeptValue(const ir::App& app, const ir::Field& kept, const Safe<CppExpr>& input) -> Safe<CppExpr>;

}  // namespace ingot::codegen::cpp_service
