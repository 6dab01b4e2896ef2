// The JSON front end: texts in, one untyped tree out.
#pragma once

#include <optional>

#include "compiler/ast/builder.h"
#include "compiler/ast/tree.h"
#include "compiler/base/span.h"
#include "compiler/diagnostics/diagnostic.h"
#include "compiler/source/source_map.h"

namespace ingot::frontend {

inline constexpr size_t kMostNesting = 64;

// Reads one text: strict JSON (RFC 8259) in UTF-8, a byte order mark at its start allowed. Duplicate keys are
// kept. At most one error is reported for a text; then there is no tree.
auto ParseJson(const source::SourceMap& sources, SourceId source, diag::Sink& diagnostics,
               size_t most_nodes = ast::kMostNodes) -> std::optional<ast::Tree>;

// Reads every text, so that each reports its own error, and merges them into one definition.
auto ParseJson(const source::SourceMap& sources, diag::Sink& diagnostics) -> std::optional<ast::Tree>;

}  // namespace ingot::frontend
