// Writes findings for people (console) and for programs (json).
#pragma once

#include <string>

#include "compiler/diagnostics/collecting_sink.h"
#include "compiler/diagnostics/locator.h"

namespace ingot::diag {

struct ConsoleOptions {
  bool color = false;  // the caller knows about terminals, NO_COLOR and TERM=dumb
};

// Code, place, source line with carets, second labels and help of every finding, then a line that counts
// them. Nothing in a definition can act on the terminal: controls are shown, not sent. Empty without
// findings.
auto RenderConsole(const Findings& findings, const Locator& locator, ConsoleOptions options) -> std::string;

// One JSON document, its shape independent of what was found:
// {"diagnostics": [{code, name, severity, message, file, line, column, endLine, endColumn, row, labels, help}],
//  "errors": n, "warnings": n, "notShown": n}. A finding without a place has null for file, lines and
//  columns. `row` is {table, id, column, path} of a finding in a row of a database, else null.
auto RenderJson(const Findings& findings, const Locator& locator) -> std::string;

}  // namespace ingot::diag
