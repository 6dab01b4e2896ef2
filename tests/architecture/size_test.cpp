// A function fits a screen, a file a sitting, and a header opens by saying what it is for.
#include <gtest/gtest.h>

#include <regex>

#include "tests/architecture/tree.h"

namespace ingot::architecture {
namespace {

constexpr size_t kMostLinesOfAFile = 400;
constexpr size_t kMostLinesOfAFunction = 60;

auto Ours() -> std::vector<SourceFile> { return SourceFiles({"bot", "compiler", "codegen", "runtime-lib", "tests"}); }

TEST(Size, FilesFitASitting) {
  for (const SourceFile& file : Ours()) EXPECT_LE(file.lines.size(), kMostLinesOfAFile) << file.path;
}

auto IndentOf(const std::string& line) -> size_t { return line.find_first_not_of(' '); }

// A line that opens a function: a parameter list and a brace at its end, and no word that opens something else.
auto OpensFunction(const std::string& line) -> bool {
  static const std::regex kOther(R"(^\s*(namespace|struct|class|enum|union|if|for|while|switch|else|do|try|.*\}\) \{$|\}|return|const auto .* = \[|static const|constexpr|const|auto \w+ = ))");
  return line.ends_with("{") && line.find(')') != std::string::npos && !std::regex_search(line, kOther);
}

// The line on which the statement begins whose last line this is.
auto FirstLine(const std::vector<std::string>& lines, size_t at) -> size_t {
  static const std::regex kEnds(R"([;{}:,]$|^$|^\s*(//|#|template|requires))");
  static const std::regex kContinues(R"([,(]$)");
  while (at > 0 && (std::regex_search(lines[at - 1], kContinues) || !std::regex_search(lines[at - 1], kEnds))) --at;
  return at;
}

TEST(Size, FunctionsFitAScreen) {
  for (const SourceFile& file : Ours()) {
    for (size_t i = 0; i < file.lines.size(); ++i) {
      if (!OpensFunction(file.lines[i])) continue;
      const std::string end = std::string(IndentOf(file.lines[FirstLine(file.lines, i)]), ' ') + "}";
      size_t last = i + 1;
      while (last < file.lines.size() && !file.lines[last].starts_with(end)) ++last;
      EXPECT_LE(last - i - 1, kMostLinesOfAFunction) << file.path << ":" << i + 1 << ": " << file.lines[i];
    }
  }
}

TEST(Size, HeadersSayWhatTheyAreFor) {
  for (const SourceFile& file : Ours()) {
    if (!file.path.ends_with(".h") && !file.path.ends_with(".hpp")) continue;
    ASSERT_FALSE(file.lines.empty()) << file.path;
    EXPECT_TRUE(file.lines.front().starts_with("// ")) << file.path;
  }
}

}  // namespace
}  // namespace ingot::architecture
