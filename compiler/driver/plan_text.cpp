// The report for people at a terminal.
#include <algorithm>

#include "compiler/diagnostics/visible_text.h"
#include "compiler/driver/plan_report.h"

namespace ingot::driver {
namespace {

using codegen::compare::Finding;
using codegen::compare::Rule;
using codegen::compare::Section;
using codegen::compare::SpecOf;

constexpr size_t kMostFiles = 20;
constexpr size_t kMostSteps = 20;

// What is told stands between empty lines.
auto Part(const std::string& name, const std::string& counts, const std::string& told) -> std::string {
  return name + ": " + counts + "\n" + told + (told.empty() ? "" : "\n");
}

auto Mark(const Finding& finding) -> std::string {
  if (finding.rule == Rule::kGuardRemoved) return "  OPEN        ";
  return finding.Breaking() ? "  breaking    " : "  compatible  ";
}

auto Told(const Findings& findings) -> std::string {
  std::string text;
  for (const Finding& finding : BreakingFirst(findings)) {
    const bool whole = finding.rule == Rule::kOperationAdded || finding.rule == Rule::kOperationRemoved;
    text += Mark(finding) + diag::Visible(PlaceOf(finding)) + OthersOf(finding);
    text += whole ? std::string() : "\n              " + diag::Visible(finding.text);
    text += "  [" + std::string(SpecOf(finding.rule).id) + "]\n";
  }
  return text;
}

// As `migrate plan` prints them.
auto Told(const std::vector<DataStep>& steps) -> std::string {
  std::string text;
  for (size_t i = 0; i < std::min(steps.size(), kMostSteps); ++i) {
    const std::string number = std::to_string(steps[i].number);
    text += "  " + std::string(number.size() < 3 ? 3 - number.size() : 0, ' ') + number + (steps[i].contracts ? "  finish  " : "  up      ") + steps[i].text + "\n";
  }
  if (steps.size() > kMostSteps) text += "  and " + std::to_string(steps.size() - kMostSteps) + " more\n";
  return steps.empty() ? text : "\n  on PostgreSQL\n" + text;
}

auto Told(const DataPlan& data) -> std::string {
  std::string text;
  for (const DataChange& change : data.changes) {
    const char* mark = change.kind == DataChange::Kind::kAdded ? "  + " : change.kind == DataChange::Kind::kRemoved ? "  - " : "  ~ ";
    text += mark + change.what + (change.text.empty() ? "" : ": " + diag::Visible(change.text)) + (change.loses ? "  [LOST]" : "") + "\n";
  }
  for (const DataRisk& risk : data.risks) text += "  ! " + risk.severity + ": " + diag::Visible(risk.text) + "  [" + risk.code + "]\n";
  return text + Told(data.steps);
}

void AddFiles(std::string& text, const char* mark, const std::vector<std::string>& paths, size_t& room) {
  for (const std::string& path : paths) {
    if (room == 0) return;
    text += mark + path + "\n";
    --room;
  }
}

auto Told(const FileChanges& files) -> std::string {
  std::string text;
  size_t room = kMostFiles;
  AddFiles(text, "  + ", files.added, room);
  AddFiles(text, "  - ", files.removed, room);
  AddFiles(text, "  ~ ", files.changed, room);
  const size_t all = files.added.size() + files.removed.size() + files.changed.size();
  if (all > kMostFiles) text += "  and " + std::to_string(all - kMostFiles) + " more\n";
  return text;
}

}  // namespace

auto PlanAsText(const PlanReport& report) -> std::string {
  const Findings api = FindingsOf(report, Section::kApi);
  const Findings permissions = FindingsOf(report, Section::kPermissions);
  std::string text = "Plan against " + diag::Visible(report.against) + "\n\n";
  text += Part("API", CountsOf(api), Told(api));
  text += Part("Permissions", CountsOfGuards(permissions), Told(permissions));
  text += Part("Data", CountsOf(report.data), Told(report.data));
  text += Part("Files", CountsOf(report.files), Told(report.files));
  while (text.ends_with("\n\n")) text.pop_back();
  return text;
}

auto BreakingAsText(const PlanReport& report) -> std::string {
  Findings breaking;
  for (const Finding& finding : report.findings) {
    if (finding.Breaking()) breaking.push_back(finding);
  }
  if (breaking.empty()) return "nothing breaks for callers of " + diag::Visible(report.against) + "\n";
  const std::string count = breaking.size() == 1 ? "1 breaking change" : std::to_string(breaking.size()) + " breaking changes";
  return Told(breaking) + "\n" + count + " against " + diag::Visible(report.against) + "\n";
}

}  // namespace ingot::driver
