#include "tests/support/command.h"

#include <sys/wait.h>

#include <array>
#include <cstdio>

namespace ingot::test {

auto Quoted(const std::string& word) -> std::string {
  std::string quoted = "'";
  for (const char c : word) quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return quoted + "'";
}

auto RunCommand(const std::string& folder, const std::string& command) -> Outcome {
  Outcome outcome;
  std::FILE* pipe = popen(("cd " + Quoted(folder) + " && { " + command + " ; } 2>&1 </dev/null").c_str(), "r");
  if (pipe == nullptr) return {127, "popen failed"};
  std::array<char, 4096> buffer{};
  for (size_t got = 0; (got = std::fread(buffer.data(), 1, buffer.size(), pipe)) > 0;) outcome.output.append(buffer.data(), got);
  const int status = pclose(pipe);
  outcome.code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return outcome;
}

}  // namespace ingot::test
