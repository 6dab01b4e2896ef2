// Prints typed expressions as C++.
#pragma once

#include <functional>

#include "codegen/text/cpp.h"
#include "compiler/ir/app.h"

namespace ingot::codegen {

// One C++ expression for a place where `item` is the row, `now` the time of the request, `rt` the namespace
// ingot::rt and `expr` the namespace ingot::rt::expr. Its type is the value type of the expression (a text
// may be a literal), in an optional exactly when ResultIsOptional.
auto PrintCpp(const ir::App& app, Id<ir::Expression> id) -> Safe<CppExpr>;

// How a value from beside the rows is called in C++: of the type of the access, in an optional when that may be null.
using CppNames = std::function<Safe<CppExpr>(const ir::ValueAccess&)>;

// The same where such values stand in scope. An expression with an aggregate is not for C++.
auto PrintCpp(const ir::App& app, Id<ir::Expression> id, const CppNames& names) -> Safe<CppExpr>;

// How a field of the row is called in C++: of its type, in an optional when it may be null.
using CppFields = std::function<Safe<CppExpr>(const ir::Field&)>;

// The same where the row has no name, but its fields have.
auto PrintCpp(const ir::App& app, Id<ir::Expression> id, const CppFields& fields) -> Safe<CppExpr>;

auto ResultIsOptional(const ir::App& app, Id<ir::Expression> id) -> bool;

}  // namespace ingot::codegen
