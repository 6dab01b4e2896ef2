// The report as a comment below a pull request: what a reviewer must see stands open, long lists are folded.
#include "codegen/text/markdown.h"
#include "compiler/diagnostics/visible_text.h"
#include "compiler/driver/plan_report.h"

namespace ingot::driver {
namespace {

using codegen::MarkdownText;
using codegen::compare::Finding;
using codegen::compare::Rule;
using codegen::compare::Section;
using codegen::compare::SpecOf;

auto Plain(const std::string& text) -> std::string { return std::string(MarkdownText::Plain(text).View()); }

// A `|` ends the cell of a table, in code too, unless it is escaped.
auto Code(const std::string& text) -> std::string {
  const auto code = MarkdownText::Code(text);
  std::string cell;
  for (const char c : code.View()) cell += c == '|' ? std::string("\\|") : std::string(1, c);
  return cell;
}

auto Mark(const Finding& finding) -> std::string {
  if (finding.rule == Rule::kGuardRemoved) return "**OPEN**";
  return finding.Breaking() ? "**breaking**" : "compatible";
}

auto PlaceCell(const Finding& finding) -> std::string {
  if (finding.operation.empty()) return "the API";
  return Code(finding.operation) + (finding.within.empty() ? "" : " · " + Code(finding.within)) + OthersOf(finding);
}

auto Told(const Findings& findings) -> std::string {
  if (findings.empty()) return "";
  std::string text = "\n| | where | what | rule |\n|---|---|---|---|\n";
  for (const Finding& finding : BreakingFirst(findings)) {
    text += "| " + Mark(finding) + " | " + PlaceCell(finding) + " | " + Plain(finding.text) + " | " + Code(std::string(SpecOf(finding.rule).id)) + " |\n";
  }
  return text;
}

auto Told(const DataPlan& data) -> std::string {
  std::string text;
  if (!data.changes.empty()) text += "\n| | what | |\n|---|---|---|\n";
  for (const DataChange& change : data.changes) {
    text += "| " + std::string(DataKindName(change.kind)) + " | " + Code(change.what) + " | " + Plain(change.text) + (change.loses ? " **LOST**" : "") + " |\n";
  }
  if (!data.steps.empty()) text += "\n<details><summary>the steps on PostgreSQL</summary>\n\n";
  for (const DataStep& step : data.steps) text += "- " + std::to_string(step.number) + (step.contracts ? ", finish: " : ", up: ") + Plain(step.text) + "\n";
  if (!data.steps.empty()) text += "\n</details>\n";
  if (!data.risks.empty()) text += "\n";
  for (const DataRisk& risk : data.risks) text += "- **" + risk.severity + "** " + Plain(risk.text) + " (" + Code(risk.code) + ")\n";
  return text;
}

auto Told(const FileChanges& files) -> std::string {
  if (files.added.empty() && files.changed.empty() && files.removed.empty()) return "";
  std::string text = "\n<details><summary>the files</summary>\n\n";
  for (const std::string& path : files.added) text += "- added " + Code(path) + "\n";
  for (const std::string& path : files.removed) text += "- removed " + Code(path) + "\n";
  for (const std::string& path : files.changed) text += "- changed " + Code(path) + "\n";
  return text + "\n</details>\n";
}

}  // namespace

auto PlanAsMarkdown(const PlanReport& report) -> std::string {
  const Findings api = FindingsOf(report, Section::kApi);
  const Findings permissions = FindingsOf(report, Section::kPermissions);
  return "### Plan against " + Code(diag::Visible(report.against)) + "\n\n**API**: " + CountsOf(api) + "\n" + Told(api) + "\n**Permissions**: " + CountsOfGuards(permissions) + "\n" +
         Told(permissions) + "\n**Data**: " + CountsOf(report.data) + "\n" + Told(report.data) + "\n**Files**: " + CountsOf(report.files) + "\n" + Told(report.files);
}

}  // namespace ingot::driver
