// The report for programs: the shape is the same whatever was found, and a finding is one line.
#include "compiler/base/json_text.h"
#include "compiler/driver/plan_report.h"

namespace ingot::driver {
namespace {

using codegen::compare::Finding;
using codegen::compare::Section;
using codegen::compare::SpecOf;

auto Listed(const std::vector<std::string>& lines) -> std::string {
  std::string text = "[";
  for (const std::string& line : lines) text += (text.size() == 1 ? "\n" : ",\n") + line;
  return text + (lines.empty() ? "]" : "\n]");
}

auto Texts(const std::vector<std::string>& texts) -> std::string {
  std::string list = "[";
  for (const std::string& text : texts) list += (list.size() == 1 ? "" : ",") + JsonString(text);
  return list + "]";
}

auto OrNull(const std::string& text) -> std::string { return text.empty() ? "null" : JsonString(text); }

auto Line(const Finding& finding) -> std::string {
  const auto& spec = SpecOf(finding.rule);
  return "{\"rule\":" + JsonString(spec.id) + ",\"kind\":" + JsonString(codegen::compare::KindName(spec.kind)) + ",\"operation\":" + OrNull(finding.operation) +
         ",\"within\":" + OrNull(finding.within) + ",\"text\":" + JsonString(finding.text) + ",\"operations\":" + Texts(finding.operations) + "}";
}

auto Counted(const Findings& findings) -> std::string {
  std::vector<std::string> lines;
  size_t breaking = 0;
  for (const Finding& finding : findings) {
    lines.push_back(Line(finding));
    breaking += finding.Breaking() ? 1 : 0;
  }
  return "{\"breaking\":" + std::to_string(breaking) + ",\"compatible\":" + std::to_string(findings.size() - breaking) + ",\"findings\":" + Listed(lines) + "}";
}

auto Line(const DataChange& change) -> std::string {
  return "{\"kind\":" + JsonString(DataKindName(change.kind)) + ",\"what\":" + JsonString(change.what) + ",\"text\":" + OrNull(change.text) +
         ",\"losesData\":" + (change.loses ? "true" : "false") + "}";
}

auto Line(const DataStep& step) -> std::string {
  return "{\"step\":" + std::to_string(step.number) + ",\"phase\":\"" + (step.contracts ? "finish" : "up") + "\",\"text\":" + JsonString(step.text) + "}";
}

auto Line(const DataRisk& risk) -> std::string {
  return "{\"code\":" + JsonString(risk.code) + ",\"severity\":" + JsonString(risk.severity) + ",\"text\":" + JsonString(risk.text) + "}";
}

auto Counted(const DataPlan& data) -> std::string {
  std::vector<std::string> lines;
  for (const DataChange& change : data.changes) lines.push_back(Line(change));
  std::vector<std::string> steps;
  for (const DataStep& step : data.steps) steps.push_back(Line(step));
  std::vector<std::string> risks;
  for (const DataRisk& risk : data.risks) risks.push_back(Line(risk));
  return "{\"changes\":" + Listed(lines) + ",\"steps\":" + Listed(steps) + ",\"risks\":" + Listed(risks) + "}";
}

}  // namespace

auto PlanAsJson(const PlanReport& report) -> std::string {
  return "{\"against\":" + JsonString(report.against) + ",\n\"api\":" + Counted(FindingsOf(report, Section::kApi)) +
         ",\n\"permissions\":" + Counted(FindingsOf(report, Section::kPermissions)) + ",\n\"data\":" + Counted(report.data) +
         ",\n\"files\":{\"added\":" + Texts(report.files.added) + ",\n \"changed\":" + Texts(report.files.changed) + ",\n \"removed\":" + Texts(report.files.removed) + "}}\n";
}

auto BreakingAsJson(const PlanReport& report) -> std::string {
  std::vector<std::string> lines;
  for (const Finding& finding : report.findings) {
    if (finding.Breaking()) lines.push_back(Line(finding));
  }
  return "{\"against\":" + JsonString(report.against) + ",\"breaking\":" + std::to_string(lines.size()) + ",\"findings\":" + Listed(lines) + "}\n";
}

}  // namespace ingot::driver
