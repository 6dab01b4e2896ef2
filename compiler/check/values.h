// Reads the values that a definition writes, by the very code that a service reads requests with.
#pragma once

#include <optional>
#include <string>

#include <tl/expected.hpp>

#include "compiler/ast/tree.h"
#include "compiler/ir/app.h"

namespace ingot::check {

// What is wrong with a value, in words that follow its name: "must be a whole number, not a string".
using Complaint = std::string;

// A value of a type. No rule of a field but its type is asked; the members of an object keep theirs.
auto ReadValue(ast::Node node, const ir::FieldType& type, const ir::App& app)
    -> tl::expected<ir::Value, Complaint>;

// The first rule of the field, such as `min` or `pattern`, that a value of its type breaks.
auto BrokenRule(const ir::Value& value, const ir::Field& field) -> std::optional<Complaint>;

// Whether `less` stands before `more` in the order of a type whose bounds are values.
auto IsLess(const ir::Value& less, const ir::Value& more) -> bool;

}  // namespace ingot::check
