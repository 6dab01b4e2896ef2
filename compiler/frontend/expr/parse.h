// The parser of expressions: one text in, one untyped tree out.
#pragma once

#include <optional>
#include <string_view>

#include "compiler/diagnostics/emitter.h"
#include "compiler/frontend/expr/places.h"
#include "compiler/frontend/expr/tree.h"

namespace ingot::frontend {

// Reads one expression within the limits of tree.h. Every fault of a token is reported, and the first fault
// of the grammar; then there is no tree. Parentheses leave no trace in it.
auto ParseExpression(std::string_view text, const TextPlaces& places, diag::Emitter& emitter)
    -> std::optional<ExprNode>;

}  // namespace ingot::frontend
