#include "tests/hostile/project.h"

#include <stdexcept>

#include "codegen/targets/sql-migration/snapshot.h"
#include "codegen/targets/sql-migration/target.h"
#include "compiler/check/check.h"
#include "compiler/diagnostics/render.h"
#include "compiler/driver/pipeline.h"
#include "compiler/frontend/json/parse.h"
#include "compiler/source/load.h"
#include "compiler/source/memory_file_store.h"
#include "tests/check/definition.h"

namespace ingot::test::hostile {
namespace {

// A migration that a project with rows gets: what it fills old rows with stands in its SQL.
auto Evolution(const ir::App& app, const Earlier& earlier) -> Files {
  Files files;
  const auto previous = codegen::sql_migration::ReadSnapshot(earlier.snapshot);
  if (!previous) throw std::runtime_error(previous.error());
  const auto planned = codegen::sql_migration::PlanFiles(app, *previous);
  for (const codegen::PlannedFile& file : planned.files) {
    const size_t dot = file.path.find('.');  // its name tells what changed
    if (file.path.ends_with(".sql")) files["evolution" + file.path.substr(dot)] = file.render();
  }
  return files;
}

auto Project(const ir::App& app, diag::Sink& sink) -> std::optional<Files> {
  const auto rendered = driver::Render(app, {}, nullptr, nullptr, sink);
  if (!rendered) return std::nullopt;
  Files files;
  for (const auto& [path, file] : rendered->Files()) {
    if (!path.starts_with("runtime/")) files[path] = file.bytes;
  }
  return files;
}

auto CompileSources(const std::optional<source::SourceMap>& sources, const Earlier* earlier, diag::CollectingSink& sink) -> Compiled {
  Compiled compiled;
  const auto tree = sources ? frontend::ParseJson(*sources, sink) : std::nullopt;
  const auto app = tree ? check::Check(tree->root(), sink) : std::nullopt;
  if (app) compiled.files = Project(*app, sink);
  if (app && earlier != nullptr) compiled.evolution = Evolution(*app, *earlier);
  compiled.findings = sink.Collected();
  const source::SourceMap nothing;
  compiled.console = diag::RenderConsole(compiled.findings, sources ? *sources : nothing, {});
  compiled.machine = diag::RenderJson(compiled.findings, sources ? *sources : nothing);
  return compiled;
}

}  // namespace

auto Compile(const std::string& definition, const Earlier* earlier) -> Compiled {
  source::SourceMap sources;
  sources.Add("app.json", definition);
  diag::CollectingSink sink;
  return CompileSources(sources, earlier, sink);
}

auto Passes(const std::string& definition) -> bool { return check::CheckDocuments({definition}).app.has_value(); }

auto CompileFolder(const Files& sources) -> Compiled {
  source::MemoryFileStore store;
  for (const auto& [path, text] : sources) store.Plant(path, text);
  diag::CollectingSink sink;
  const auto loaded = source::LoadSources(store, "", sink);
  return CompileSources(loaded, nullptr, sink);
}

auto EarlierOf(const std::string& definition) -> Earlier {
  const auto compiled = Compile(definition, nullptr);
  if (!compiled.files) throw std::runtime_error("the earlier definition is refused:\n" + compiled.console);
  return {compiled.files->at("db/schema.snapshot.json"), compiled.files->at("db/migrations/0001_initial.sqlite.up.sql")};
}

}  // namespace ingot::test::hostile
