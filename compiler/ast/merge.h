// Joins the documents of a folder into one.
#pragma once

#include <optional>
#include <vector>

#include "compiler/ast/tree.h"
#include "compiler/diagnostics/diagnostic.h"

namespace ingot::ast {

// Documents in source order, at least one; every one is an object that says `"ingot": 1`. Arrays under the
// same key (`models`, `enums`, ...) become one array; `app` may stand in one document only. A key that stands
// twice in one document, or whose values are not all arrays, stays twice: the check of duplicate keys reports
// it. Nothing, and the errors reported, when the documents do not make one definition.
auto Merge(std::vector<Tree> documents, diag::Sink& diagnostics) -> std::optional<Tree>;

}  // namespace ingot::ast
