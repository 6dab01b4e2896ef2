// Shared by the tests of the compiler's front: parse a text, look at what came out.
#pragma once

#include <cstdlib>
#include <fstream>
#include <memory>
#include <optional>
#include <sstream>
#include <string>
#include <utility>

#include "compiler/ast/print.h"
#include "compiler/diagnostics/render.h"
#include "compiler/frontend/json/parse.h"
#include "compiler/source/source_map.h"

namespace ingot::front_test {

struct Parsed {
  source::SourceMap sources;
  diag::CollectingSink sink;
  std::optional<ast::Tree> tree;

  auto ok() const -> bool { return tree.has_value(); }
  auto Console() const -> std::string { return diag::RenderConsole(sink.Collected(), sources, {}); }
  // `ING0101 1:5`, or nothing when there is no error.
  auto FirstError() const -> std::string {
    const diag::Findings found = sink.Collected();
    if (found.diagnostics.empty()) return "";
    const diag::Diagnostic& first = found.diagnostics.front();
    const diag::Place place = sources.Locate(first.span.source, first.span.begin);
    return std::string(diag::CodeName(first.code)) + " " + std::to_string(place.line) + ":" +
           std::to_string(place.column);
  }
};

// One text, read without the rules of a whole definition.
inline auto Parse(std::string text, size_t most_nodes = ast::kMostNodes) -> std::unique_ptr<Parsed> {
  auto parsed = std::make_unique<Parsed>();
  const SourceId source = parsed->sources.Add("app.json", std::move(text));
  parsed->tree = frontend::ParseJson(parsed->sources, source, parsed->sink, most_nodes);
  return parsed;
}

// The folder of the corpora, or nothing when the environment does not say it.
inline auto Corpora() -> std::optional<std::string> {
  const char* folder = std::getenv("INGOT_CORPORA");
  if (folder == nullptr || *folder == '\0') return std::nullopt;
  return folder;
}

inline auto ReadAll(const std::string& path) -> std::string {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream bytes;
  bytes << file.rdbuf();
  return bytes.str();
}

}  // namespace ingot::front_test
