// The table of operators and functions of the expression language.
#pragma once

#include <cstdint>

namespace ingot::ir {

enum class Function : uint16_t {
#define INGOT_FUNCTION(Name, ...) k##Name,
#include "compiler/ir/functions.def"
#undef INGOT_FUNCTION
};

}  // namespace ingot::ir
