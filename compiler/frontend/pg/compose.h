// Puts the rows of an application together to the documents of its definition.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "compiler/ast/value.h"
#include "compiler/diagnostics/diagnostic.h"
#include "compiler/frontend/pg/rows.h"
#include "compiler/source/source_map.h"

namespace ingot::frontend::pg {

// One element in its canonical form, and the rows that it is made of.
struct Element {
  std::string list;  // `models`; `app` for the application itself
  std::string name;
  std::string row;  // the id of its own row
  ast::Value value;
  std::vector<source::RowRule> rules;  // places begin at the document: `.models[0].name`
};

// Nothing, and errors whose places lie in `columns`, when the rows do not fit together. `columns` gets every column as it was kept.
auto ComposeElements(const Rows& rows, source::SourceMap& columns, diag::Sink& diagnostics) -> std::optional<std::vector<Element>>;

// A document for each element, named as the file that `ingot pull` writes. Nothing, and an error, when they are too large together.
auto ToSources(const std::vector<Element>& elements, diag::Sink& diagnostics) -> std::optional<source::SourceMap>;

// Both. When it fails the map holds the columns that the errors point into.
auto Compose(const Rows& rows, diag::Sink& diagnostics) -> source::SourceMap;

// The hash of a definition as a whole: the same for the same documents, in whatever order.
auto HashOf(const source::SourceMap& sources) -> std::string;

}  // namespace ingot::frontend::pg
