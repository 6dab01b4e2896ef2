// Prints an application for people and for tests: complete, in canonical order, the same for the same
// application.
#pragma once

#include <string>

#include "compiler/ir/app.h"

namespace ingot::ir {

// Everything that the application holds but its spans. Texts stand in quotes as JSON writes them.
auto Print(const App& app) -> std::string;

// `Equal(r1.project, $project)`: operators and functions by name, values from beside the rows with a `$`.
auto PrintExpression(const App& app, Id<Expression> id) -> std::string;

// `decimal(9,2)`, `enum Reason`, `ref Project onDelete cascade`.
auto PrintType(const FieldType& type, const App& app) -> std::string;

// A value as a definition writes it; `type` is the type that it belongs to.
auto PrintValue(const Value& value, const FieldType& type, const App& app) -> std::string;

}  // namespace ingot::ir
