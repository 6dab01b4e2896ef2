#include "compiler/frontend/json/parse.h"

#include <utility>
#include <vector>

#include "compiler/ast/merge.h"
#include "compiler/base/utf8.h"
#include "compiler/frontend/json/reader.h"
#include "compiler/frontend/json/syntax_error.h"

namespace ingot::frontend {

auto ParseJson(const source::SourceMap& sources, SourceId source, diag::Sink& diagnostics, size_t most_nodes)
    -> std::optional<ast::Tree> {
  const std::string_view text = sources.Text(source);
  // Checked for the whole text first: the reader looks at the encoding of strings only.
  if (const auto invalid = FirstInvalidUtf8(text)) {
    internal::ReportInvalidUtf8(text, source, static_cast<uint32_t>(*invalid), diagnostics);
    return std::nullopt;
  }
  const uint32_t begin = text.starts_with("\xEF\xBB\xBF") ? 3 : 0;
  ast::Builder builder(source, most_nodes);
  if (const auto error = internal::ReadInto(builder, text, begin)) {
    internal::ReportSyntaxError(text, source, *error, builder, diagnostics);
    return std::nullopt;
  }
  return builder.Finish();
}

auto ParseJson(const source::SourceMap& sources, diag::Sink& diagnostics) -> std::optional<ast::Tree> {
  std::vector<ast::Tree> documents;
  size_t room = ast::kMostNodes;
  bool whole = true;
  for (const SourceId source : sources.Ids()) {
    auto document = ParseJson(sources, source, diagnostics, room);
    whole = whole && document;
    if (!document) continue;
    room -= document->node_count();
    documents.push_back(std::move(*document));
  }
  if (!whole || documents.empty()) return std::nullopt;
  return ast::Merge(std::move(documents), diagnostics);
}

}  // namespace ingot::frontend
