// The reader of C++ that judges hostile projects agrees with a compiler's own about every file of the project of all hostile texts.
#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

#include "tests/hostile/cpp_tokens.h"
#include "tests/hostile/packed.h"
#include "tests/hostile/project.h"
#include "tests/support/command.h"
#include "tests/support/folder.h"

namespace ingot::test::hostile {
namespace {

// All tokens as one line; a string, however many neighbours it has, as "".
auto Ours(const std::string& text) -> std::string {
  std::string line;
  for (const Token& token : CppTokens(text)) {
    if (token.kind == Token::Kind::kComment || token.kind == Token::Kind::kDirective) continue;
    line += token.kind == Token::Kind::kString ? "\"\"" : token.text;
    if (token.kind == Token::Kind::kWord || token.kind == Token::Kind::kNumber) line += ' ';
  }
  return line;
}

// The same of what `clang -dump-raw-tokens` says.
auto Theirs(const std::string& dump) -> std::string {
  std::string line;
  bool directive = false;
  std::istringstream in(dump);
  for (std::string said; std::getline(in, said);) {
    const size_t open = said.find(" '");
    const size_t close = said.find("'\t");
    if (open == std::string::npos || close == std::string::npos || close < open + 2) continue;
    const std::string kind = said.substr(0, open);
    const std::string text = said.substr(open + 2, close - open - 2);
    if (said.find("[StartOfLine]") != std::string::npos) directive = kind == "hash";
    if (kind == "comment" || kind == "unknown" || directive) continue;
    if (kind == "string_literal" || kind == "char_constant") {
      if (!line.ends_with("\"\"")) line += "\"\"";
    } else {
      line += text + (kind == "raw_identifier" || kind == "numeric_constant" ? " " : "");
    }
  }
  return line;
}

TEST(HostileLexer, AgreesWithClang) {
  if (RunCommand("/", "command -v clang").code != 0) GTEST_SKIP() << "clang is not installed";
  const auto compiled = Compile(Pack().definition, nullptr);
  ASSERT_TRUE(compiled.files) << compiled.console;
  TemporaryFolder folder;
  size_t files = 0;
  for (const auto& [path, text] : *compiled.files) {
    if (!path.ends_with(".cpp") && !path.ends_with(".hpp")) continue;
    WriteFile(folder.path() + "/file.cpp", text);
    const auto dumped = RunCommand(folder.path(), "clang -x c++ -std=c++20 -fsyntax-only -w -Xclang -dump-raw-tokens file.cpp");
    ASSERT_EQ(dumped.code, 0) << dumped.output.substr(0, 300);
    const std::string ours = Ours(text);
    const std::string theirs = Theirs(dumped.output);
    const auto differ = static_cast<size_t>(std::mismatch(ours.begin(), ours.end(), theirs.begin(), theirs.end()).first - ours.begin());
    EXPECT_TRUE(ours == theirs) << path << ": ours " << ours.substr(differ, 100) << " theirs " << theirs.substr(differ, 100);
    ++files;
  }
  EXPECT_GT(files, 10U);
}

}  // namespace
}  // namespace ingot::test::hostile
