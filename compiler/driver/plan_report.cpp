#include "compiler/driver/plan_report.h"

#include <algorithm>

namespace ingot::driver {
namespace {

using codegen::compare::Finding;
using codegen::compare::Section;

void AddCount(std::string& text, size_t count, const std::string& words) {
  if (count > 0) text += (text.empty() ? "" : ", ") + std::to_string(count) + " " + words;
}

}  // namespace

auto CompareFiles(const codegen::FileSet& before, const codegen::FileSet& after) -> FileChanges {
  FileChanges changes;
  for (const auto& [path, file] : before.Files()) {
    const bool ours = file.kind != codegen::FileKind::kAppendOnly && file.kind != codegen::FileKind::kOnce;
    if (!ours) continue;
    const codegen::OutputFile* now = after.Find(path);
    if (now == nullptr) {
      changes.removed.push_back(path);
    } else if (now->bytes != file.bytes) {
      changes.changed.push_back(path);
    }
  }
  for (const auto& [path, file] : after.Files()) {
    if (before.Find(path) == nullptr) changes.added.push_back(path);
  }
  return changes;
}

auto FindingsOf(const PlanReport& report, Section section) -> Findings {
  Findings findings;
  for (const Finding& finding : report.findings) {
    if (codegen::compare::SpecOf(finding.rule).section == section) findings.push_back(finding);
  }
  return findings;
}

auto BreakingFirst(Findings findings) -> Findings {
  std::stable_partition(findings.begin(), findings.end(), [](const Finding& finding) { return finding.Breaking(); });
  return findings;
}

auto CountsOf(const Findings& findings) -> std::string {
  const auto breaking = static_cast<size_t>(std::ranges::count_if(findings, [](const Finding& finding) { return finding.Breaking(); }));
  std::string text;
  AddCount(text, breaking, "breaking");
  AddCount(text, findings.size() - breaking, "compatible");
  return text.empty() ? "no change" : text;
}

auto CountsOf(const DataPlan& data) -> std::string {
  std::string text;
  for (const auto kind : {DataChange::Kind::kAdded, DataChange::Kind::kRemoved, DataChange::Kind::kRenamed, DataChange::Kind::kChanged, DataChange::Kind::kSplit,
                          DataChange::Kind::kMerged}) {
    const auto count = std::ranges::count_if(data.changes, [&](const DataChange& change) { return change.kind == kind; });
    AddCount(text, static_cast<size_t>(count), std::string(DataKindName(kind)));
  }
  const auto losing = std::ranges::count_if(data.changes, [](const DataChange& change) { return change.loses; });
  if (losing > 0) text += "; data is lost";
  const auto errors = std::ranges::count(data.risks, "error", &DataRisk::severity);
  if (errors > 0) text += "; " + std::to_string(errors) + " to be allowed";
  return text.empty() ? "no change" : text;
}

auto CountsOf(const FileChanges& files) -> std::string {
  std::string text;
  AddCount(text, files.added.size(), "added");
  AddCount(text, files.changed.size(), "changed");
  AddCount(text, files.removed.size(), "removed");
  return text.empty() ? "no change" : text;
}

auto CountsOfGuards(const Findings& findings) -> std::string {
  std::string text = CountsOf(findings);
  for (const Finding& finding : findings) {
    if (finding.rule != codegen::compare::Rule::kGuardRemoved) continue;
    const size_t count = finding.operations.size();
    text += "; " + std::to_string(count) + (count == 1 ? " operation is" : " operations are") + " open to everybody now";
  }
  return text;
}

auto PlaceOf(const Finding& finding) -> std::string {
  if (finding.operation.empty()) return "the API";
  return finding.within.empty() ? finding.operation : finding.operation + " · " + finding.within;
}

auto OthersOf(const Finding& finding) -> std::string {
  if (finding.operations.size() < 2) return "";
  const size_t others = finding.operations.size() - 1;
  return " and " + std::to_string(others) + (others == 1 ? " more operation" : " more operations");
}

}  // namespace ingot::driver
