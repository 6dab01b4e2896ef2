// What a new definition changes, and how it is shown to people, to programs, and below a pull request.
#pragma once

#include <string>
#include <vector>

#include "codegen/compare/compare.h"
#include "codegen/plan/file_set.h"
#include "compiler/driver/plan_data.h"

namespace ingot::driver {

struct FileChanges {
  std::vector<std::string> added;
  std::vector<std::string> changed;
  std::vector<std::string> removed;
};

struct PlanReport {
  std::string against;  // what it is compared with, as the user said it
  std::vector<codegen::compare::Finding> findings;
  DataPlan data;
  FileChanges files;
};

// Migrations are history and what is the user's is theirs: those of `before` stay as they are.
auto CompareFiles(const codegen::FileSet& before, const codegen::FileSet& after) -> FileChanges;

auto PlanAsText(const PlanReport& report) -> std::string;
auto PlanAsJson(const PlanReport& report) -> std::string;
auto PlanAsMarkdown(const PlanReport& report) -> std::string;

// The breaking ones of `report.findings` alone.
auto BreakingAsText(const PlanReport& report) -> std::string;
auto BreakingAsJson(const PlanReport& report) -> std::string;

// Shared by the forms.
using Findings = std::vector<codegen::compare::Finding>;
auto FindingsOf(const PlanReport& report, codegen::compare::Section section) -> Findings;
// Breaking ones first, else in their order.
auto BreakingFirst(Findings findings) -> Findings;
// `2 breaking, 1 compatible`, or `no change`
auto CountsOf(const Findings& findings) -> std::string;
// The same, and how much is open to everybody that was not.
auto CountsOfGuards(const Findings& findings) -> std::string;
auto CountsOf(const DataPlan& data) -> std::string;
auto CountsOf(const FileChanges& files) -> std::string;
// `GET /api/docs · response 200 · data[].title`, or `the API`
auto PlaceOf(const codegen::compare::Finding& finding) -> std::string;
// ` and 3 more operations`, or nothing
auto OthersOf(const codegen::compare::Finding& finding) -> std::string;

}  // namespace ingot::driver
