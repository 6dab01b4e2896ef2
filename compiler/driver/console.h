// What the commands share of the terminal: data on standard output, notices on standard error, exit codes.
#pragma once

#include <string_view>

#include "compiler/diagnostics/collecting_sink.h"
#include "compiler/diagnostics/locator.h"

namespace ingot::driver {

enum class ExitCode : int {
  kFine = 0,
  kFindings = 1,
  kUsage = 2,
  kEnvironment = 3,  // no compiler, no disk space, no rights
  kBug = 70,
};

enum class Format { kHuman, kJson, kMarkdown };

void PrintData(std::string_view text);
// One line, `ingot: ...`.
void PrintNotice(std::string_view text);

// Findings go to standard output as the command's data when they are asked for as JSON, else to standard error.
void PrintFindings(const diag::Findings& findings, const diag::Locator& locator, Format format);

}  // namespace ingot::driver
