// The commands that only look: check, dump, explain, version.
#include "codegen/text/embedded_file.h"
#include "compiler/ast/print.h"
#include "compiler/driver/commands.h"
#include "compiler/driver/pages.h"
#include "compiler/ir/print.h"

namespace ingot::driver {

auto RunCheck(const Options& options) -> ExitCode {
  diag::CollectingSink diagnostics;
  const Compilation compilation = Compile(options.definition(), Phase::kIr, diagnostics);
  PrintFindings(diagnostics.Collected(), compilation.sources, options.format);
  return diagnostics.ok() ? ExitCode::kFine : compilation.Failed();
}

auto RunDump(const Options& options) -> ExitCode {
  diag::CollectingSink diagnostics;
  const Compilation compilation = Compile(options.definition(), options.phase, diagnostics);
  if (!diagnostics.ok() || options.format == Format::kHuman) {
    PrintFindings(diagnostics.Collected(), compilation.sources, options.format);
  }
  if (!diagnostics.ok()) return compilation.Failed();
  PrintData(options.phase == Phase::kAst ? ast::Print(compilation.ast->root()) : ir::Print(*compilation.app));
  return ExitCode::kFine;
}

auto RunExplain(const Options& options) -> ExitCode {
  const auto code = diag::FindCode(options.code);
  if (!code) {
    PrintNotice("there is no diagnostic `" + options.code + "`; codes look like ING0301");
    return ExitCode::kUsage;
  }
  const std::string page = diag::CodeText(*code) + ".md";
  for (const codegen::EmbeddedFile& file : Pages()) {
    if (file.path == page) PrintData(file.bytes);
  }
  return ExitCode::kFine;
}

auto RunVersion(const Options&) -> ExitCode {
  PrintData("ingot " INGOT_VERSION "\n");
  return ExitCode::kFine;
}

}  // namespace ingot::driver
