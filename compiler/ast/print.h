// Prints a tree: as canonical JSON for people and files, and with its spans for tests.
#pragma once

#include <string>

#include "compiler/ast/tree.h"

namespace ingot::ast {

// Canonical JSON, ending in a newline: two spaces of indent, one member or item to a line, but a container of
// plain values that fits into 100 columns stands on one line. Order, duplicates and digits stay as written.
auto Print(Node node) -> std::string;

// One line per node: kind, value, and its span as `begin..end`, with `source:` before it where that changes.
auto PrintWithSpans(Node node) -> std::string;

}  // namespace ingot::ast
