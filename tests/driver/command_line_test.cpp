// The command line as its users meet it: versions, help, and words that are no commands.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/command.h"

namespace ingot {
namespace {

using testing::HasSubstr;
using testing::Not;

auto Ingot(const std::string& arguments) -> test::Outcome {
  return test::RunCommand("/", test::Quoted(INGOT_BINARY_DIR "/bin/ingot") + " " + arguments);
}

TEST(CommandLine, SaysItsVersionInOneWay) {
  const auto command = Ingot("version");
  const auto option = Ingot("--version");
  EXPECT_EQ(command.code, 0);
  EXPECT_EQ(option.code, 0);
  EXPECT_EQ(command.output, option.output);
  EXPECT_THAT(command.output, testing::MatchesRegex("ingot [0-9]+\\.[0-9]+\\.[0-9]+\n"));
}

TEST(CommandLine, NamesAWordThatIsNoCommand) {
  const auto outcome = Ingot("FROB");
  EXPECT_EQ(outcome.code, 2);
  EXPECT_THAT(outcome.output, HasSubstr("there is no command `FROB`"));
  EXPECT_THAT(outcome.output, HasSubstr("the commands are check, generate, build, run, plan, breaking, verify, migrate, pull, push, publish, bot, explain, dump, version, help"));
  EXPECT_THAT(outcome.output, Not(HasSubstr("did you mean")));
}

TEST(CommandLine, SuggestsTheNearestCommand) {
  EXPECT_THAT(Ingot("chekc app.json").output, HasSubstr("did you mean `check`?"));
  EXPECT_THAT(Ingot("Generate --out x").output, HasSubstr("did you mean `generate`?"));
  EXPECT_EQ(Ingot("chekc --help").code, 2);
}

TEST(CommandLine, ShowsWhatATerminalWouldObey) {
  const auto outcome = Ingot("\"$(printf '\\033[2J')\"");
  EXPECT_EQ(outcome.code, 2);
  EXPECT_THAT(outcome.output, HasSubstr("`<U+001B>[2J`"));
}

TEST(CommandLine, MissesACommand) {
  const auto outcome = Ingot("");
  EXPECT_EQ(outcome.code, 2);
  EXPECT_THAT(outcome.output, HasSubstr("a command is missing"));
  EXPECT_THAT(outcome.output, HasSubstr("the commands are check, "));
}

TEST(CommandLine, RefusesUnknownOptions) {
  for (const char* arguments : {"--frob", "check --frob", "check a.json b.json", "explain", "dump --phase=x", "check --format=xml"}) {
    EXPECT_EQ(Ingot(arguments).code, 2) << arguments;
  }
}

TEST(CommandLine, HelpIsNoMistake) {
  for (const char* arguments : {"help", "--help", "check --help"}) EXPECT_EQ(Ingot(arguments).code, 0) << arguments;
  EXPECT_EQ(Ingot("help").output, Ingot("--help").output);
}

}  // namespace
}  // namespace ingot
