// The views of functions of the user's: the header that declares one, and the stub that stands in custom/ first.
#pragma once

#include "codegen/targets/cpp-service/views.h"
#include "compiler/ir/app.h"

namespace ingot::codegen::cpp_service {

// `custom::functions::riskScore`
auto FunctionName(const ir::CustomFunction& function) -> Safe<CppType>;
// `functions/risk-score.hpp`
auto FunctionInclude(const ir::CustomFunction& function) -> Safe<CppPath>;

auto MakeFunctionView(const ir::App& app, const ir::CustomFunction& function) -> FunctionView;
auto MakeFunctionStubView(const ir::App& app, const ir::CustomFunction& function) -> FunctionStubView;

}  // namespace ingot::codegen::cpp_service
