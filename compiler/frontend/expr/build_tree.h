// Makes our tree of ANTLR's; only the parser includes this.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "antlr4-runtime.h"
#include "compiler/diagnostics/emitter.h"
#include "compiler/frontend/expr/places.h"
#include "compiler/frontend/expr/tree.h"
#include "grammars/generated/IngotExpressionParser.h"

namespace ingot::frontend {

// ANTLR counts code points; offsets[i] is the byte at which the i-th begins, the last one is the end.
auto CodePointOffsets(std::string_view text) -> std::vector<size_t>;

struct SourceText {
  std::string_view text;
  std::vector<size_t> offsets;
  const TextPlaces& places;
};

// Nothing when an escape was not known or the tree is too deep; that is reported.
auto BuildTree(generated::IngotExpressionParser::StartContext& start, const SourceText& source,
               diag::Emitter& emitter) -> std::optional<ExprNode>;

}  // namespace ingot::frontend
