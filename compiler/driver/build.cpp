// The commands that write: generate, build, run.
#include "compiler/diagnostics/emitter.h"
#include "compiler/driver/commands.h"
#include "compiler/driver/process.h"
#include "compiler/source/disk_file_store.h"

namespace ingot::driver {
namespace {

constexpr diag::Message<std::string> kFolderRefused{diag::Code::OutputRefused, diag::Severity::kError, "{0}"};

// Where a generated project stands, and how its generation ended.
struct Generated {
  ExitCode code = ExitCode::kFine;
  std::string folder;
};

auto GenerateInto(const ir::App& app, const Options& options, const std::string& folder, diag::Sink& diagnostics) -> ExitCode {
  auto store = source::OpenDisk(folder, source::RootMode::kCreate);
  if (!store) {
    diag::Emitter(diagnostics).Emit(Span(), kFolderRefused, store.error().Describe("open"));
    return ExitCode::kEnvironment;
  }
  const auto report = Generate(app, **store, AllowancesOf(options.allow), diagnostics);
  if (!report) return report.error() == GenerateFailure::kEnvironment ? ExitCode::kEnvironment : ExitCode::kFindings;
  PrintNotice(folder + ": " + std::to_string(report->written.size()) + " files written, " + std::to_string(report->deleted.size()) +
              " deleted, " + std::to_string(report->unchanged) + " unchanged");
  return ExitCode::kFine;
}

auto GenerateProject(const Options& options) -> Generated {
  diag::CollectingSink diagnostics;
  const Compilation compilation = Compile(options.definition(), Phase::kIr, diagnostics);
  Generated generated{compilation.Failed(), options.out};
  if (diagnostics.ok()) {
    if (generated.folder.empty()) generated.folder = "out/" + compilation.app->info.name;
    generated.code = GenerateInto(*compilation.app, options, generated.folder, diagnostics);
  }
  PrintFindings(diagnostics.Collected(), compilation.sources, options.format);
  return generated;
}

auto BuildFolder(const std::string& folder) -> std::string { return folder + "/build/ingot"; }

auto Build(const std::string& folder) -> ExitCode {
  const std::string build = BuildFolder(folder);
  const std::string prebuilt = ProgramFolder() + "/../lib/ingot-runtime";
  PrintNotice("building the service in " + build);
  int code = RunProgram({"cmake", "-S", folder, "-B", build, "-G", "Ninja", "--log-level=NOTICE", "-DCMAKE_BUILD_TYPE=Release",
                         "-DSERVICE_TESTS=OFF", "-DINGOT_RUNTIME_PREBUILT=" + prebuilt});
  if (code == 0) code = RunProgram({"cmake", "--build", build, "--target", "service"});
  if (code == 0) return ExitCode::kFine;
  PrintNotice(code == 127 ? "cmake is not installed: run scripts/bootstrap, or install the packages that README.md of the project lists"
                          : "the build failed; the lines above say why");
  return ExitCode::kEnvironment;
}

}  // namespace

auto RunGenerate(const Options& options) -> ExitCode { return GenerateProject(options).code; }

auto RunBuild(const Options& options) -> ExitCode {
  const Generated generated = GenerateProject(options);
  return generated.code == ExitCode::kFine ? Build(generated.folder) : generated.code;
}

auto RunRun(const Options& options) -> ExitCode {
  const Generated generated = GenerateProject(options);
  if (generated.code != ExitCode::kFine) return generated.code;
  if (const ExitCode code = Build(generated.folder); code != ExitCode::kFine) return code;
  ReplaceBy("build/ingot/service", generated.folder);
  PrintNotice("cannot start " + BuildFolder(generated.folder) + "/service");
  return ExitCode::kEnvironment;
}

}  // namespace ingot::driver
