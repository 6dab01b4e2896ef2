// The command that brings a definition from a database into files: pull.
#include "compiler/base/json_text.h"
#include "compiler/diagnostics/visible_text.h"
#include "compiler/driver/commands.h"
#include "compiler/driver/pull_folder.h"
#include "compiler/frontend/pg/compose.h"
#include "compiler/frontend/pg/read.h"
#include "compiler/source/disk_file_store.h"

namespace ingot::driver {
namespace {

auto Listed(const std::vector<std::string>& paths) -> std::string {
  std::string list;
  for (const std::string& path : paths) list += (list.empty() ? "" : ",") + JsonString(path);
  return "[" + list + "]";
}

auto AsJson(const PullState& state, const PullReport& report) -> std::string {
  return "{\"application\":" + JsonString(state.application) + ",\"app\":" + JsonString(state.app) +
         ",\"definition\":" + JsonString(state.definition) + ",\"written\":" + Listed(report.written) + ",\"deleted\":" + Listed(report.deleted) +
         ",\"unchanged\":" + std::to_string(report.unchanged) + "}\n";
}

// Nothing but its findings leaves this: what was pulled is written or not.
auto Pull(const Options& options, const source::SourceMap& documents, const PullState& state, diag::Sink& diagnostics)
    -> tl::expected<PullReport, ExitCode> {
  auto store = source::OpenDisk(options.out, source::RootMode::kCreate);
  if (!store) {
    PrintNotice(diag::Visible(store.error().Describe("open")));
    return tl::unexpected(ExitCode::kEnvironment);
  }
  const auto report = WritePulled(**store, documents, state, options.force, diagnostics);
  if (report) return *report;
  return tl::unexpected(report.error() == PullFailure::kEnvironment ? ExitCode::kEnvironment : ExitCode::kFindings);
}

}  // namespace

auto RunPull(const Options& options) -> ExitCode {
  diag::CollectingSink diagnostics;
  frontend::pg::ReadDefinition read = frontend::pg::Read(options.path, options.app, diagnostics);
  const auto fail = [&](const source::SourceMap& sources, ExitCode code) {
    PrintFindings(diagnostics.Collected(), sources, options.format);
    return code;
  };
  if (!diagnostics.ok()) return fail(read.sources, read.environment ? ExitCode::kEnvironment : ExitCode::kFindings);
  const PullState state{read.application, read.name, frontend::pg::HashOf(read.sources), {}};
  if (options.check) {
    const Compilation compilation = Compile(read.sources, Phase::kIr, diagnostics);
    if (!diagnostics.ok()) return fail(compilation.sources, ExitCode::kFindings);
  }
  const auto report = Pull(options, read.sources, state, diagnostics);
  if (!report) return fail(read.sources, report.error());
  if (options.format == Format::kJson) {
    PrintData(AsJson(state, *report));
    return ExitCode::kFine;
  }
  PrintFindings(diagnostics.Collected(), read.sources, options.format);
  PrintNotice(diag::Visible(options.out) + ": " + std::to_string(report->written.size()) + " files written, " +
              std::to_string(report->deleted.size()) + " deleted, " + std::to_string(report->unchanged) + " unchanged");
  return ExitCode::kFine;
}

}  // namespace ingot::driver
