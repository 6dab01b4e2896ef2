// The views of hooks: what custom/ defines, and the stub that stands there first.
#pragma once

#include <string>

#include "codegen/targets/cpp-service/views.h"
#include "compiler/ir/app.h"

namespace ingot::codegen::cpp_service {

// `kProjectHooks`
auto HooksConstant(const ir::Model& model) -> Safe<CppIdentifier>;
// `hooks/project.hpp`
auto HooksInclude(const ir::Model& model) -> Safe<CppPath>;

auto MakeHooksView(const ir::Model& model) -> HooksView;
auto MakeHookStubView(const ir::App& app, const ir::Model& model, ir::Hook hook) -> HookStubView;

}  // namespace ingot::codegen::cpp_service
