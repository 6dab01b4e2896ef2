// How the types and values of a definition are spelled in emitted C++.
#pragma once

#include <string>

#include "codegen/api/wire_text.h"
#include "codegen/text/cpp.h"
#include "compiler/ir/app.h"

namespace ingot::codegen::cpp_service {

// The type of a value that is there: `std::string`, `rt::Decimal<2>`, `LockReason`.
auto ValueType(const ir::App& app, const ir::FieldType& type) -> Safe<CppType>;
// The type of a row's member: optional unless the field is required.
auto MemberType(const ir::App& app, const ir::Field& field) -> Safe<CppType>;
// The name of a row's member: a reference holds an id, `projectId`.
// The handlers of a link: `listTagsOfDoc`.
auto LinkHandler(std::string_view verb, const ir::Model& model, const ir::Link& link) -> Safe<CppIdentifier>;
auto MemberName(const ir::Field& field) -> Safe<CppIdentifier>;
// A value as an expression of ValueType.
auto ValueExpr(const ir::App& app, const ir::FieldType& type, const ir::Value& value) -> Safe<CppExpr>;

// What stands before a parameter that may have no use: `[[maybe_unused]] `, or nothing when it has one.
auto UnusedUnless(bool used) -> Safe<CppExpr>;

}  // namespace ingot::codegen::cpp_service
