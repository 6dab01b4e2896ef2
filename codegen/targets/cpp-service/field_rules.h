// The rules of a field or an input as statements of C++: what is checked, and what stands in for what was left out.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "codegen/text/cpp.h"
#include "compiler/ir/app.h"

namespace ingot::codegen::cpp_service {

// `place` is the rt::Input in C++ (`input.name`), `path` how a client knows it. Statements without their semicolon.
auto FieldFill(const ir::App& app, const ir::Field& field, const Safe<CppExpr>& place) -> std::optional<Safe<CppExpr>>;
auto FieldRules(const ir::App& app, const ir::Field& field, std::string_view path, const Safe<CppExpr>& place) -> std::vector<Safe<CppExpr>>;

}  // namespace ingot::codegen::cpp_service
