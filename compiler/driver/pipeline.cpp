#include "compiler/driver/pipeline.h"

#include "codegen/plan/custom_file.h"
#include "codegen/targets/container/target.h"
#include "codegen/targets/cpp-service/target.h"
#include "codegen/targets/openapi/target.h"
#include "codegen/targets/sql-migration/target.h"
#include "codegen/text/bug.h"
#include "compiler/base/sha256.h"
#include "compiler/check/check.h"
#include "compiler/diagnostics/emitter.h"
#include "compiler/driver/moves.h"
#include "compiler/frontend/json/parse.h"
#include "compiler/ir/print.h"

namespace ingot::driver {
namespace {

constexpr diag::Message<std::string> kOutputRefused{diag::Code::OutputRefused, diag::Severity::kError, "{0}"};
constexpr diag::Message<std::string_view, std::string_view> kStale{diag::Code::CustomFileStale, diag::Severity::kWarning,
                                                                   "`{0}` was not written for `{1}` as it is now"};
constexpr diag::Message<std::string_view> kLeft{diag::Code::CustomFileLeft, diag::Severity::kWarning,
                                                "`{0}` is for nothing that the definition still holds"};
constexpr uint64_t kMostCustomBytes = 16ULL << 20;

auto ReportObstacles(const codegen::SyncRefusal& refusal, diag::Sink& diagnostics) -> tl::unexpected<GenerateFailure> {
  diag::Emitter emitter(diagnostics);
  auto failure = GenerateFailure::kDefinition;
  for (const codegen::SyncProblem& problem : refusal.problems) {
    emitter.Emit(Span(), kOutputRefused, problem.Describe()).Help("{0}", problem.Help());
    const bool environment = problem.obstacle == codegen::Obstacle::kFailed || problem.obstacle == codegen::Obstacle::kLocked;
    if (environment) failure = GenerateFailure::kEnvironment;
  }
  return tl::unexpected(failure);
}

// What stands in custom/ is held against what would be written there now: what is stale gets a patch beside it, and is left alone.
void ReviewCustom(codegen::Plan& plan, const source::FileStore& store, diag::Sink& diagnostics) {
  std::vector<codegen::PlannedFile> patches;
  for (codegen::PlannedFile& file : plan.Files()) {
    if (file.kind != codegen::FileKind::kOnce) continue;
    const std::string stub = file.render();
    const auto wanted = codegen::BlockOf(stub);
    if (!wanted) continue;
    file.fingerprint = wanted->fingerprint;
    const auto text = store.Read(file.path, kMostCustomBytes);
    if (!text) continue;  // it is written now; what is no file is refused later
    const auto has = codegen::BlockOf(*text);
    file.fingerprint = has ? has->fingerprint : "";
    auto patch = codegen::PatchFor(file.path, stub, *text);
    if (!patch) continue;
    const std::string path = file.path.substr(0, file.path.rfind('.')) + ".patch";
    diag::Emitter(diagnostics)
        .Emit(Span(), kStale, file.path, wanted->name)
        .Help("it is `{}` now", wanted->signature)
        .Help("`{}` shows what changed: look through the file, then run `patch -p1 < {}` in the folder of the project", path, path);
    patches.push_back({.path = path,
                       .origin = file.origin,
                       .template_name = {},
                       .kind = codegen::FileKind::kGenerated,
                       .render = [bytes = *std::move(patch)] { return bytes; }});
  }
  if (const auto added = plan.Add(std::move(patches)); !added) codegen::Bug("a path is planned twice", added.error().Describe());
}

}  // namespace

auto Compile(const Definition& definition, Phase last, diag::Sink& diagnostics) -> Compilation {
  const size_t errors = diagnostics.errors();
  LoadedDefinition loaded = Load(definition, diagnostics);
  Compilation compilation;
  if (diagnostics.errors() == errors) {
    compilation = Compile(std::move(loaded.sources), last, diagnostics);
  } else if (loaded.sources) {
    compilation.sources = *std::move(loaded.sources);
  }
  compilation.environment = loaded.environment;
  return compilation;
}

auto Compile(std::optional<source::SourceMap> sources, Phase last, diag::Sink& diagnostics) -> Compilation {
  Compilation compilation;
  if (!sources) return compilation;
  compilation.sources = *std::move(sources);
  compilation.ast = frontend::ParseJson(compilation.sources, diagnostics);
  if (!compilation.ast || last == Phase::kAst) return compilation;
  compilation.app = check::Check(compilation.ast->root(), diagnostics);
  return compilation;
}

auto Render(const ir::App& app, const History& history, const source::FileStore* custom, const Allowances* allowed, diag::Sink& diagnostics)
    -> std::optional<codegen::FileSet> {
  const auto migration = codegen::sql_migration::PlanFiles(app, history.schema, history.last);
  ReportMoves(migration.obstacles, diagnostics);
  if (!migration.obstacles.empty()) return std::nullopt;
  if (allowed != nullptr) {
    const size_t errors = diagnostics.errors();
    ReportRisks(migration.risks, *allowed, diagnostics);
    if (diagnostics.errors() > errors) return std::nullopt;
  }
  codegen::Plan plan;
  for (auto& files : {codegen::cpp_service::PlanFiles(app), codegen::container::PlanFiles(app), codegen::openapi::PlanFiles(app), migration.files}) {
    if (const auto added = plan.Add(files); !added) codegen::Bug("a path is planned twice", added.error().Describe());
  }
  if (custom != nullptr) ReviewCustom(plan, *custom, diagnostics);
  return codegen::Render(plan);
}

auto Generate(const ir::App& app, source::FileStore& store, const Allowances& allowed, diag::Sink& diagnostics)
    -> tl::expected<codegen::SyncReport, GenerateFailure> {
  const auto output = codegen::OpenOutput(store);
  if (!output) return ReportObstacles(output.error(), diagnostics);
  const auto history = ReadHistory(store, diagnostics);
  if (!history) return tl::unexpected(GenerateFailure::kDefinition);
  const auto files = Render(app, *history, &store, &allowed, diagnostics);
  if (!files) return tl::unexpected(GenerateFailure::kDefinition);
  const codegen::Identity identity{static_cast<int>(app.edition), INGOT_VERSION, Sha256Hex(ir::Print(app))};
  auto report = codegen::Synchronise(*files, identity, *output);
  if (!report) return ReportObstacles(report.error(), diagnostics);
  for (const std::string& path : report->left) {
    diag::Emitter(diagnostics)
        .Emit(Span(), kLeft, path)
        .Help("it is yours and stays, and the build compiles it; delete it, or move what you want to keep to where it is called");
  }
  return *std::move(report);
}

}  // namespace ingot::driver
