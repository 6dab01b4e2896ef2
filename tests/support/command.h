// Runs a command of the shell in a test and keeps what it printed.
#pragma once

#include <string>

namespace ingot::test {

struct Outcome {
  int code = 0;        // 128 + n when signal n ended it
  std::string output;  // standard output and standard error
};

// `command` is a line for the shell, run in `folder`.
auto RunCommand(const std::string& folder, const std::string& command) -> Outcome;

// One word of a command line, whatever it holds.
auto Quoted(const std::string& word) -> std::string;

}  // namespace ingot::test
