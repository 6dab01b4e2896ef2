// A small application in rows, and what is said of it.
#pragma once

#include <string>

#include "compiler/check/check.h"
#include "compiler/diagnostics/collecting_sink.h"
#include "compiler/diagnostics/render.h"
#include "compiler/frontend/json/parse.h"
#include "compiler/frontend/pg/compose.h"

namespace ingot::frontend::pg {

inline auto SmallRows() -> Rows {
  Rows rows;
  rows.application = {"a1", "u1", "ada", "shelf", "1.0.0", R"({"auth": "none"})"};
  rows.models = {{"m1", "Book", 0, R"([{"name": "title", "type": "string", "max": 100}])", R"({"resource": {"path": "books"}})"},
                 {"m2", "Author", 1, R"([{"name": "name", "type": "string"}])", R"({"resource": {"path": "authors"}})"}};
  return rows;
}

struct Said {
  source::SourceMap sources;
  std::string text;  // of all findings
  std::string json;
  bool whole = false;
};

inline auto CheckRows(const Rows& rows) -> Said {
  diag::CollectingSink sink;
  Said said{Compose(rows, sink), {}, {}, false};
  if (sink.ok()) {
    const auto tree = ParseJson(said.sources, sink);
    if (tree) said.whole = check::Check(tree->root(), sink).has_value();
  }
  said.text = diag::RenderConsole(sink.Collected(), said.sources, {});
  said.json = diag::RenderJson(sink.Collected(), said.sources);
  return said;
}

}  // namespace ingot::frontend::pg
