#include <gtest/gtest.h>

#include <cstdio>
#include <fstream>
#include <sstream>

#include "tests/expressions/corpus.h"

namespace ingot::testing {
namespace {

auto OutputOf(const char* program) -> std::string {
  FILE* pipe = popen(program, "r");
  std::string text;
  for (int c = std::fgetc(pipe); c != EOF; c = std::fgetc(pipe)) text += static_cast<char>(c);
  EXPECT_EQ(pclose(pipe), 0);
  return text;
}

TEST(ExpressionCorpus, PrintedCppDoesWhatTheInterpreterSays) {
  std::istringstream printed(OutputOf(INGOT_CORPUS_PROGRAM));
  std::ifstream expected(INGOT_CORPUS_EXPECTED);
  const std::vector<Case> cases = Cases();
  std::string got;
  std::string wanted;
  size_t lines = 0;
  size_t shown = 0;
  for (; std::getline(expected, wanted) && shown < 20; ++lines) {
    ASSERT_TRUE(std::getline(printed, got)) << "the program stopped early";
    if (got == wanted) continue;
    ADD_FAILURE() << cases[lines % cases.size()].text << " in row " << lines / cases.size() << " gives "
                  << got << ", not " << wanted;
    ++shown;
  }
  EXPECT_FALSE(shown == 0 && std::getline(printed, got));
  EXPECT_GT(lines, cases.size());
}

}  // namespace
}  // namespace ingot::testing
