// The commands that compare two definitions: plan and breaking.
#include "codegen/targets/sql-migration/snapshot.h"
#include "compiler/diagnostics/visible_text.h"
#include "compiler/driver/commands.h"
#include "compiler/driver/git.h"
#include "compiler/driver/plan_report.h"
#include "compiler/driver/plan_rules.h"
#include "compiler/source/load.h"

namespace ingot::driver {
namespace {

constexpr std::string_view kDocument = "api/openapi.json";

// A definition that was compiled, or why it was not.
struct Side {
  diag::CollectingSink diagnostics;
  Compilation compilation;
  std::optional<GitFailure> failure;
};

auto IsUrl(const std::string& text) -> bool { return text.find("://") != std::string::npos; }

auto UrlFailure(const std::string& text) -> GitFailure {
  // A URL may hold a password: only what is before it is repeated.
  const std::string scheme = "`" + diag::Visible(text.substr(0, text.find("://"))) + "://...`";
  return {ExitCode::kUsage, "cannot compare with " + scheme + ": fetch the definition, and name the file"};
}

// What `--against` names, when it is no commit.
auto FormerOf(const Options& options) -> Definition {
  const bool same = options.against_app.empty() && IsInDatabase({options.against, {}});
  return {options.against, same ? options.app : options.against_app};
}

// The definition that `--against` names, beside the one at `path`.
void CompileFormer(const Options& options, Side& side) {
  constexpr std::string_view kGit = "git:";
  const std::string& against = options.against;
  const std::string& path = options.path;
  const Definition former_place = FormerOf(options);
  if (against.starts_with(kGit) && IsInDatabase(options.definition())) {
    side.failure = GitFailure{ExitCode::kUsage, "`git:` is for definitions in files; compare with a path, such as a folder that `ingot pull` wrote"};
  } else if (IsUrl(against) && !IsInDatabase(former_place)) {
    side.failure = UrlFailure(against);
  } else if (!against.starts_with(kGit)) {
    if (auto fault = FaultOf(former_place, "--against-app")) {
      side.failure = GitFailure{ExitCode::kUsage, *std::move(fault)};
      return;
    }
    side.compilation = Compile(former_place, Phase::kIr, side.diagnostics);
  } else {
    auto former = ReadFromGit(against.substr(kGit.size()), path);
    if (!former) {
      side.failure = std::move(former.error());
      return;
    }
    side.compilation = Compile(source::LoadSources(*former->store, former->file, former->folder, side.diagnostics), Phase::kIr, side.diagnostics);
  }
}

// Warnings are for `ingot check`.
auto ReportErrors(const Side& side, const std::string& which, Format format) -> bool {
  if (side.diagnostics.ok()) return false;
  PrintNotice(which + " has errors");
  PrintFindings(side.diagnostics.Collected(), side.compilation.sources, format);
  return true;
}

// The files of both; those of the new one follow the schema of the former one, as a project would that was generated from it.
auto CompareProjects(const ir::App& before, const ir::App& after, PlanReport& report) -> tl::expected<void, std::string> {
  diag::CollectingSink unused;
  const auto former = Render(before, {}, nullptr, nullptr, unused);
  const auto schema = former ? codegen::sql_migration::ReadSnapshot(former->Find(kSnapshotPath)->bytes) : tl::unexpected(std::string());
  auto now = schema ? Render(after, {*schema, schema->migration}, nullptr, nullptr, unused) : std::nullopt;
  if (!now) now = Render(after, {}, nullptr, nullptr, unused);  // the plan of the data says why there is no migration
  if (!former || !now) return tl::unexpected(std::string("a project cannot be rendered"));
  report.files = CompareFiles(*former, *now);
  auto findings = codegen::compare::Compare(former->Find(kDocument)->bytes, now->Find(kDocument)->bytes);
  if (!findings) return tl::unexpected(findings.error());
  report.findings = *std::move(findings);
  AddRules(before, after, report.findings);
  report.data = PlanData(before, after);
  return {};
}

auto MakeReport(const Options& options) -> tl::expected<PlanReport, ExitCode> {
  Side now;
  now.compilation = Compile(options.definition(), Phase::kIr, now.diagnostics);
  Side former;
  CompileFormer(options, former);
  const bool wrong = ReportErrors(now, "the definition " + Shown(options.definition()), options.format);
  if (former.failure) {
    PrintNotice(former.failure->text);
    return tl::unexpected(former.failure->code);
  }
  // One document of JSON: the errors of the former definition wait for those of the new one.
  if (wrong && options.format == Format::kJson) return tl::unexpected(now.compilation.Failed());
  const bool former_wrong = ReportErrors(former, "the definition that it is compared with, " + Shown(FormerOf(options)) + ",", options.format);
  if (wrong) return tl::unexpected(now.compilation.Failed());
  if (former_wrong) return tl::unexpected(former.compilation.Failed());
  PlanReport report;
  // A URL may hold a password.
  report.against = IsInDatabase(FormerOf(options)) ? FormerOf(options).app : options.against;
  const auto compared = CompareProjects(*former.compilation.app, *now.compilation.app, report);
  if (!compared) {
    PrintNotice("this is a bug of Ingot's, please report it: " + compared.error());
    return tl::unexpected(ExitCode::kBug);
  }
  return report;
}

}  // namespace

auto RunPlan(const Options& options) -> ExitCode {
  const auto report = MakeReport(options);
  if (!report) return report.error();
  switch (options.format) {
    case Format::kHuman: PrintData(PlanAsText(*report)); break;
    case Format::kJson: PrintData(PlanAsJson(*report)); break;
    case Format::kMarkdown: PrintData(PlanAsMarkdown(*report)); break;
  }
  return ExitCode::kFine;
}

auto RunBreaking(const Options& options) -> ExitCode {
  const auto report = MakeReport(options);
  if (!report) return report.error();
  PrintData(options.format == Format::kJson ? BreakingAsJson(*report) : BreakingAsText(*report));
  for (const auto& finding : report->findings) {
    if (finding.Breaking()) return ExitCode::kFindings;
  }
  return ExitCode::kFine;
}

}  // namespace ingot::driver
