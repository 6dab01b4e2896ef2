#include "tests/docs/walk.h"

#include <regex>
#include <sstream>

#include "tests/support/command.h"
#include "tests/support/folder.h"

namespace ingot::test {
namespace {

constexpr const char* kMark = "\x01";

auto LinesOf(const std::string& text) -> std::vector<std::string> {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

// Each command, with the lines behind it that are none.
void AddCommands(const std::vector<std::string>& block, std::vector<WalkStep>& steps) {
  for (const std::string& line : block) {
    const bool continues = !steps.empty() && steps.back().expected.empty() && steps.back().command.ends_with('\\');
    if (line.starts_with("$ ")) {
      steps.push_back({"", line.substr(2), {}});
    } else if (continues) {
      steps.back().command += "\n" + line;
    } else if (!steps.empty()) {
      steps.back().expected.push_back(line);
    }
  }
}

auto Replaced(std::string text, const std::string& what, const std::string& with) -> std::string {
  for (size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size())) text.replace(at, what.size(), with);
  return text;
}

// Where the service that a command starts listens.
auto AddressOf(const std::string& command) -> std::string {
  std::smatch found;
  return "localhost:" + (std::regex_search(command, found, std::regex(R"(PORT=(\d+))")) ? found[1].str() : "4000");
}

auto ScriptOf(const std::vector<WalkStep>& steps) -> std::string {
  std::string script =
      "exec 2>&1\n"
      "trap 'kill $(jobs -p) 2>/dev/null; wait' EXIT\n"
      "ready() { for _ in $(seq 300); do curl -fs \"http://$1/readyz\" >/dev/null && return; sleep 0.1; done; echo 'it is not ready'; }\n";
  for (const WalkStep& step : steps) {
    script += std::string("printf '\\n") + kMark + "\\n'\n";
    if (!step.definition.empty()) script += "cat > app.json <<'INGOT_END'\n" + step.definition + "INGOT_END\n";
    script += step.command + "\n";
    if (step.command.ends_with('&')) script += "ready " + AddressOf(step.command) + "\n";
  }
  return script;
}

// Estimates of rows depend on when the server last counted.
auto WithoutVarying(std::string line) -> std::string {
  static const std::pair<std::regex, const char*> kVarying[] = {
      {std::regex(R"([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})"), "ID"},
      {std::regex(R"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z)"), "TIME"},
      {std::regex(R"(\b\d+(\.\d+)? m?s\b)"), "DURATION"},
      {std::regex(R"(, about [\d,]+ rows?$)"), ""},
  };
  for (const auto& [what, with] : kVarying) line = std::regex_replace(line, what, with);
  return line;
}

auto Matches(const std::vector<std::string>& expected, size_t i, const std::vector<std::string>& printed, size_t j) -> bool {
  if (i == expected.size()) return j == printed.size();
  if (expected[i] == "...") return Matches(expected, i + 1, printed, j) || (j < printed.size() && Matches(expected, i, printed, j + 1));
  return j < printed.size() && WithoutVarying(expected[i]) == WithoutVarying(printed[j]) && Matches(expected, i + 1, printed, j + 1);
}

// Empty lines at the end say nothing.
auto Trimmed(std::vector<std::string> lines) -> std::vector<std::string> {
  while (!lines.empty() && lines.back().empty()) lines.pop_back();
  return lines;
}

}  // namespace

auto StepsOf(const std::string& page) -> std::vector<WalkStep> {
  std::vector<WalkStep> steps;
  std::string kind;
  std::vector<std::string> block;
  for (const std::string& line : LinesOf(page)) {
    if (!line.starts_with("```")) {
      if (!kind.empty()) block.push_back(line);
      continue;
    }
    if (kind == "```console") AddCommands(block, steps);
    if (kind == "```json") {
      std::string text;
      for (const std::string& each : block) text += each + "\n";
      if (std::regex_search(text, std::regex(R"(^\s*\{\s*"ingot")"))) steps.push_back({text, "", {}});
    }
    kind = kind.empty() ? (line == "```" ? "```text" : line) : "";
    block.clear();
  }
  return steps;
}

auto Follow(const std::vector<WalkStep>& steps, const std::string& folder, const std::map<std::string, std::string>& environment,
            const std::map<std::string, std::string>& ports) -> std::vector<std::vector<std::string>> {
  std::string script = ScriptOf(steps);
  for (const auto& [said, taken] : ports) script = Replaced(script, said, taken);
  std::string setting;
  for (const auto& [name, value] : environment) setting += "export " + name + "=" + Quoted(value) + "\n";
  const TemporaryFolder aside;
  WriteFile(aside.path() + "/walk.sh", setting + script);
  std::string output = RunCommand(folder, "bash " + Quoted(aside.path() + "/walk.sh")).output;
  for (const auto& [said, taken] : ports) output = Replaced(output, taken, said);
  std::vector<std::vector<std::string>> printed;
  for (const std::string& line : LinesOf(output)) {
    if (line == kMark) {
      printed.emplace_back();
    } else if (!printed.empty()) {
      printed.back().push_back(line);
    }
  }
  return printed;
}

auto IsAsExpected(const std::vector<std::string>& expected, const std::vector<std::string>& printed) -> bool {
  return Matches(Trimmed(expected), 0, Trimmed(printed), 0);
}

}  // namespace ingot::test
