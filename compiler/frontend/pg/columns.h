// Reads the JSON that columns hold, each a text of its own, so that a mistake in it has a place.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "compiler/ast/builder.h"
#include "compiler/ast/tree.h"
#include "compiler/diagnostics/emitter.h"
#include "compiler/source/source_map.h"

namespace ingot::frontend::pg {

class Columns {
 public:
  // Both must outlive it.
  Columns(source::SourceMap& sources, diag::Sink& diagnostics) : sources_(sources), emitter_(diagnostics) {}

  // The JSON of a column; nothing, and an error, when it is of another kind or past a limit of definitions.
  auto Read(const diag::RowPlace& column, const std::string& json, ast::Kind want) -> std::optional<ast::Tree>;

  // Plain columns of a row, as an object.
  auto ReadPlain(const diag::RowPlace& row, const std::vector<std::pair<std::string, std::optional<std::string>>>& values) -> ast::Tree;

 private:
  source::SourceMap& sources_;
  diag::Emitter emitter_;
  size_t room_ = ast::kMostNodes;
};

}  // namespace ingot::frontend::pg
