// The views of hooks: what custom/ defines, and the stub that stands there first.
#pragma once

#include <string>
#include <vector>

#include "codegen/targets/cpp-service/views.h"
#include "compiler/ir/app.h"

namespace ingot::codegen::cpp_service {

// Whether a stub says that its parameters need no use.
enum class Unused : uint8_t { kPlain, kMarked };

// What tells a file in custom/ that was written for something else: a hash of the signature, of the members of the structs in it, and of
// the number of the interface.
auto StubFingerprint(const Safe<CppType>& signature, const std::vector<SeenView>& seen) -> Safe<CppHash>;

// `kProjectHooks`
auto HooksConstant(const ir::Model& model) -> Safe<CppIdentifier>;
// `hooks/project.hpp`
auto HooksInclude(const ir::Model& model) -> Safe<CppPath>;

auto MakeHooksView(const ir::Model& model) -> HooksView;
auto MakeHookStubView(const ir::App& app, const ir::Model& model, ir::Hook hook) -> HookStubView;

}  // namespace ingot::codegen::cpp_service
