// Runs another program and waits for it.
#pragma once

#include <string>
#include <vector>

namespace ingot::driver {

// The program's exit code; 127 when it cannot be found, 128 + n when signal n ended it. Its standard output goes to our
// standard error: standard output is for the command's own data.
auto RunProgram(const std::vector<std::string>& arguments) -> int;

// Replaces this process, with `folder` as its working directory; returns only when that failed.
void ReplaceBy(const std::string& program, const std::string& folder);

// The folder of the running program, with its links resolved.
auto ProgramFolder() -> std::string;

}  // namespace ingot::driver
