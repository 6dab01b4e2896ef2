// The JSON form of a value that a definition holds, as a client sends it and a service answers it.
#pragma once

#include <string>

#include "compiler/ir/app.h"

namespace ingot::codegen {

auto WireText(const ir::App& app, const ir::FieldType& type, const ir::Value& value) -> std::string;

}  // namespace ingot::codegen
