// Runs the compiler's phases over a case and prints what each of them made.
#pragma once

#include <map>
#include <string>

#include "tests/golden/case_file.h"

namespace ingot::golden {

struct Outcome {
  std::map<std::string, std::string> printed;  // by section name; a phase that did not run printed nothing
  bool failed = false;                         // an error was reported
};

auto RunPhases(const CaseFile& file) -> Outcome;

}  // namespace ingot::golden
