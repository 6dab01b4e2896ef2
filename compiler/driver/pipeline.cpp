#include "compiler/driver/pipeline.h"

#include "codegen/targets/cpp-service/target.h"
#include "codegen/targets/sql-migration/snapshot.h"
#include "codegen/targets/sql-migration/target.h"
#include "compiler/check/check.h"
#include "compiler/diagnostics/emitter.h"
#include "compiler/frontend/json/parse.h"
#include "compiler/source/load.h"

namespace ingot::driver {
namespace {

constexpr diag::Message<std::string_view> kBadSnapshot{diag::Code::UnreadableSnapshot, diag::Severity::kError,
                                                       "db/schema.snapshot.json in the output cannot be read: {0}"};
constexpr diag::Message<std::string_view> kDataLoss{diag::Code::DataLoss, diag::Severity::kError,
                                                    "the next migration would lose the data of `{0}`"};
constexpr diag::Message<std::string_view> kUnfilledColumn{diag::Code::UnfilledColumn, diag::Severity::kError,
                                                          "`{0}` becomes required, and rows that exist have no value for it"};
constexpr diag::Message<std::string> kPathPlannedTwice{diag::Code::PathPlannedTwice, diag::Severity::kError, "{0}"};

void ReportRefusal(const codegen::sql_migration::Refusal& refusal, diag::Sink& diagnostics) {
  diag::Emitter emitter(diagnostics);
  for (const std::string& loss : refusal.losses) {
    emitter.Emit(Span(), kDataLoss, loss)
        .Help("keep it: say `renamedFrom` on what took its place")
        .Help("let it go: run again with --allow-data-loss");
  }
  for (const std::string& column : refusal.unfilled) {
    emitter.Emit(Span(), kUnfilledColumn, column).Help("give the field a `default`, or leave `required` out");
  }
}

}  // namespace

auto Compile(const std::string& path, Phase last, diag::Sink& diagnostics) -> Compilation {
  Compilation compilation;
  auto sources = source::LoadSources(path, diagnostics);
  if (!sources) return compilation;
  compilation.sources = *std::move(sources);
  compilation.ast = frontend::ParseJson(compilation.sources, diagnostics);
  if (!compilation.ast || last == Phase::kAst) return compilation;
  compilation.app = check::Check(compilation.ast->root(), diagnostics);
  return compilation;
}

auto Render(const ir::App& app, const std::optional<std::string>& snapshot, bool allow_data_loss, diag::Sink& diagnostics)
    -> std::optional<codegen::FileSet> {
  diag::Emitter emitter(diagnostics);
  std::optional<codegen::sql_migration::Schema> previous;
  if (snapshot) {
    auto read = codegen::sql_migration::ReadSnapshot(*snapshot);
    if (!read) {
      emitter.Emit(Span(), kBadSnapshot, read.error()).Help("restore the file from version control");
      return std::nullopt;
    }
    previous = *std::move(read);
  }
  auto migration = codegen::sql_migration::PlanFiles(app, previous, {.allow_data_loss = allow_data_loss});
  if (!migration) {
    ReportRefusal(migration.error(), diagnostics);
    return std::nullopt;
  }
  codegen::Plan plan;
  for (auto& files : {codegen::cpp_service::PlanFiles(app), *migration}) {
    if (const auto added = plan.Add(files); !added) {
      emitter.Emit(Span(), kPathPlannedTwice, added.error().Describe()).Help("rename one of the two");
      return std::nullopt;
    }
  }
  return codegen::Render(plan);
}

}  // namespace ingot::driver
