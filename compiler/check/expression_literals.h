// Gives a literal of an expression the value that it has in the type of its surroundings.
#pragma once

#include <optional>

#include "compiler/check/expression_types.h"
#include "compiler/diagnostics/emitter.h"
#include "compiler/frontend/expr/tree.h"

namespace ingot::check {

// Whether a node takes its type from what stands beside it: null, numbers, texts.
auto IsLiteral(const frontend::ExprNode& node) -> bool;

// The type that a literal has alone; null has none.
auto OwnType(const frontend::ExprNode& literal) -> std::optional<ExpressionType>;

// Whether a literal is written so that it could be meant as a value of `type`: digits for numbers, a text for
// anything that JSON writes as a string.
auto MayBe(const frontend::ExprNode& literal, const ExpressionType& type) -> bool;

// The value of a number or text that may be of `type`; nothing when an error was reported.
auto ValueOfLiteral(const frontend::ExprNode& literal, const ExpressionType& type, const ir::App& app,
                    diag::Emitter& emitter) -> std::optional<ir::Value>;

}  // namespace ingot::check
