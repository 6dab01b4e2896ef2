// The phases in a row: sources -> ast -> ir -> plan -> files, and the disk at the end.
#pragma once

#include <optional>
#include <string>

#include <tl/expected.hpp>

#include "codegen/plan/synchronise.h"
#include "compiler/ast/tree.h"
#include "compiler/diagnostics/diagnostic.h"
#include "compiler/driver/definition.h"
#include "compiler/driver/history.h"
#include "compiler/driver/lint.h"
#include "compiler/ir/app.h"
#include "compiler/source/file_store.h"
#include "compiler/source/source_map.h"

namespace ingot::driver {

// A definition on its way: each phase adds what it makes, and stops adding when it found an error.
struct Compilation {
  source::SourceMap sources;
  std::optional<ast::Tree> ast;
  std::optional<ir::App> app;
  bool environment = false;  // it could not be read, for no fault of its own

  // How a command ends whose definition has errors.
  auto Failed() const -> ExitCode { return environment ? ExitCode::kEnvironment : ExitCode::kFindings; }
};

enum class Phase { kAst, kIr };

// Reads, parses and checks a definition, up to and including `last`.
auto Compile(const Definition& definition, Phase last, diag::Sink& diagnostics) -> Compilation;

// The same for what was read already; nothing when it could not be.
auto Compile(std::optional<source::SourceMap> sources, Phase last, diag::Sink& diagnostics) -> Compilation;

enum class GenerateFailure {
  kDefinition,   // the definition or what stands in the output folder
  kEnvironment,  // the disk, or another run that holds the folder
};

// The files of the application's project; `custom` holds the user's own files that they are compared with, if there are some. Nothing, and
// errors, when the next migration does what `allowed` does not let it; without `allowed` it may do everything, and nothing is reported.
auto Render(const ir::App& app, const History& history, const source::FileStore* custom, const Allowances* allowed, diag::Sink& diagnostics)
    -> std::optional<codegen::FileSet>;

// Makes `store` hold the project of the application. When it cannot, the errors are reported and nothing was written.
auto Generate(const ir::App& app, source::FileStore& store, const Allowances& allowed, diag::Sink& diagnostics)
    -> tl::expected<codegen::SyncReport, GenerateFailure>;

}  // namespace ingot::driver
