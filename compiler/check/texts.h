// The rules that hold everywhere in a definition: no NUL in a text, no key twice in an object.
#pragma once

#include "compiler/ast/tree.h"
#include "compiler/diagnostics/emitter.h"

namespace ingot::check {

void CheckTexts(ast::Node root, diag::Emitter& emitter);

}  // namespace ingot::check
