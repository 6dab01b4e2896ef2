// The views of the types that an application names: enums, and values with members.
#pragma once

#include <string>
#include <vector>

#include "codegen/targets/cpp-service/views.h"
#include "compiler/ir/app.h"

namespace ingot::codegen::cpp_service {

auto MakeEnumView(const ir::Enum& closed) -> EnumView;
auto MakeTypeView(const ir::App& app, const ir::ValueType& type) -> TypeView;

// The headers of the types that these fields have.
auto TypeIncludes(const ir::App& app, const std::vector<Id<ir::Field>>& fields) -> std::vector<IncludeView>;

// Changes with everything that decides what the JSON of a stored value looks like; empty of a type without members.
auto ShapeOf(const ir::App& app, const ir::FieldType& type) -> std::string;

}  // namespace ingot::codegen::cpp_service
