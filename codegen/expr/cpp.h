// Prints typed expressions as C++.
#pragma once

#include "codegen/text/cpp.h"
#include "compiler/ir/app.h"

namespace ingot::codegen {

// One C++ expression for a place where `item` is the row, `now` the time of the request, `rt` the namespace
// ingot::rt and `expr` the namespace ingot::rt::expr. Its type is the value type of the expression (a text
// may be a literal), in an optional exactly when ResultIsOptional.
auto PrintCpp(const ir::App& app, Id<ir::Expression> id) -> Safe<CppExpr>;

auto ResultIsOptional(const ir::App& app, Id<ir::Expression> id) -> bool;

}  // namespace ingot::codegen
