// The phase between the tree of a definition and everything that is made from it: every user error is found
// here.
#pragma once

#include <optional>

#include "compiler/ast/tree.h"
#include "compiler/diagnostics/diagnostic.h"
#include "compiler/ir/app.h"

namespace ingot::check {

// `root` is the merged document. Reports all errors and warnings of the definition at once; no application
// when there was an error. The result does not depend on the order of files and elements.
auto Check(ast::Node root, diag::Sink& diagnostics) -> std::optional<ir::App>;

}  // namespace ingot::check
