// The command that looks through an output folder: verify.
#include "codegen/plan/verify.h"

#include "codegen/plan/journal.h"
#include "codegen/targets/cpp-service/runtime_files.h"
#include "codegen/text/embedded_file.h"
#include "compiler/base/json_text.h"
#include "compiler/base/sha256.h"
#include "compiler/diagnostics/visible_text.h"
#include "compiler/driver/commands.h"
#include "compiler/source/disk_file_store.h"

namespace ingot::driver {
namespace {

auto VendoredHashes() -> std::map<std::string, std::string> {
  std::map<std::string, std::string> hashes;
  for (const codegen::EmbeddedFile& file : codegen::cpp_service::RuntimeFiles()) hashes.emplace("runtime/" + std::string(file.path), Sha256Hex(file.bytes));
  return hashes;
}

auto AsText(const codegen::VerifyReport& report, const std::string& folder) -> std::string {
  std::string text;
  for (const codegen::DeviatingFile& file : report.files) {
    const std::string name(codegen::DeviationName(file.deviation));
    text += name + std::string(9 - name.size(), ' ') + diag::Visible(file.path) + "\n";
  }
  if (report.files.empty()) return diag::Visible(folder) + ": " + std::to_string(report.verified) + " files are as they were written\n";
  return text;
}

auto AsJson(const codegen::VerifyReport& report) -> std::string {
  std::string text = "{\"files\":[";
  const char* separator = "\n";
  for (const codegen::DeviatingFile& file : report.files) {
    text += separator + ("{\"path\":" + JsonString(file.path)) + ",\"kind\":" + JsonString(codegen::DeviationName(file.deviation)) + "}";
    separator = ",\n";
  }
  return text + (report.files.empty() ? "]" : "\n]") + ",\"verified\":" + std::to_string(report.verified) + "}\n";
}

}  // namespace

auto RunVerify(const Options& options) -> ExitCode {
  const auto store = source::OpenDisk(options.path, source::RootMode::kMustExist);
  if (!store) {
    PrintNotice(diag::Visible(store.error().Describe("open")));
    return ExitCode::kEnvironment;
  }
  if ((*store)->Exists(codegen::kJournalPath)) PrintNotice("a run was interrupted here; the next `ingot generate` finishes it");
  const auto report = codegen::Verify(**store, VendoredHashes());
  if (!report) {
    bool environment = false;
    for (const codegen::SyncProblem& problem : report.error().problems) {
      PrintNotice(diag::Visible(problem.Describe()));
      environment = environment || problem.obstacle == codegen::Obstacle::kFailed;
    }
    return environment ? ExitCode::kEnvironment : ExitCode::kFindings;
  }
  PrintData(options.format == Format::kJson ? AsJson(*report) : AsText(*report, options.path));
  return report->files.empty() ? ExitCode::kFine : ExitCode::kFindings;
}

}  // namespace ingot::driver
