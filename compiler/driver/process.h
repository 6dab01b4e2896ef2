// Runs another program and waits for it.
#pragma once

#include <string>
#include <vector>

namespace ingot::driver {

// The program's exit code; 127 when it cannot be found, 128 + n when signal n ended it. Its standard output goes to our
// standard error: standard output is for the command's own data.
auto RunProgram(const std::vector<std::string>& arguments) -> int;

struct Captured {
  int code = 0;  // as of RunProgram
  std::string output;
  std::string errors;
};

// Runs a program that reads `input` and whose output is kept. `settings` change its environment: `NAME=value`, or `NAME` to leave a variable out.
auto CaptureProgram(const std::vector<std::string>& arguments, const std::string& input, const std::vector<std::string>& settings) -> Captured;

// Replaces this process, with `folder` as its working directory; returns only when that failed.
void ReplaceBy(const std::string& program, const std::string& folder);

// The folder of the running program, with its links resolved.
auto ProgramFolder() -> std::string;

}  // namespace ingot::driver
