// docs/evolution.md as a person follows it, on a PostgreSQL server: what the page says that commands print is what they print.
#include <gtest/gtest.h>

#include <cstdlib>

#include "tests/docs/walk.h"
#include "tests/support/child.h"
#include "tests/support/folder.h"
#include "tests/support/postgres.h"

namespace ingot::test {
namespace {

auto Joined(const std::vector<std::string>& lines) -> std::string {
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  return text;
}

TEST(Walk, TellsWhatIsPrintedFromWhatIsNot) {
  EXPECT_TRUE(IsAsExpected({"a", "...", "z"}, {"a", "z", ""}));
  EXPECT_TRUE(IsAsExpected({"a", "...", "z"}, {"a", "b", "z", "z"}));
  EXPECT_FALSE(IsAsExpected({"a", "...", "z"}, {"a", "b"}));
  EXPECT_FALSE(IsAsExpected({"a"}, {"a", "b"}));
  EXPECT_TRUE(IsAsExpected({R"({"id":"01a1fc95-beb8-7415-a38b-b11db3f5d3b3","at":"2026-11-21T05:30:34Z"} in 7 ms)"},
                           {R"({"id":"01a20000-0000-7415-a38b-b11db3f5d3b3","at":"2027-01-01T00:00:00.25Z"} in 12.5 ms)"}));
  EXPECT_FALSE(IsAsExpected({R"({"pages":7})"}, {R"({"pages":8})"}));
}

TEST(Walk, ThroughTheEvolutionOfADefinition) {
  if (const std::string why = Postgres::Missing(); !why.empty()) GTEST_SKIP() << why;
  const std::vector<WalkStep> steps = StepsOf(ReadFile(INGOT_SOURCE_DIR "/docs/evolution.md"));
  ASSERT_GT(steps.size(), 10U);
  const TemporaryFolder folder;
  Postgres& server = Postgres::Shared();
  const std::string first = std::to_string(FreePort());
  const std::string second = std::to_string(FreePort());
  const std::map<std::string, std::string> environment{{"DATABASE_URL", server.Url(server.NewDatabase())},
                                                       {"PATH", std::string(INGOT_BINARY_DIR "/bin:") + std::getenv("PATH")},
                                                       {"PORT", first},
                                                       {"GIT_AUTHOR_NAME", "walker"},
                                                       {"GIT_AUTHOR_EMAIL", "walker@example.com"},
                                                       {"GIT_COMMITTER_NAME", "walker"},
                                                       {"GIT_COMMITTER_EMAIL", "walker@example.com"}};
  const auto printed = Follow(steps, folder.path(), environment, {{":4000", ":" + first}, {":4001", ":" + second}, {"=4001", "=" + second}});
  ASSERT_EQ(printed.size(), steps.size());
  for (size_t i = 0; i < steps.size(); ++i) {
    EXPECT_TRUE(IsAsExpected(steps[i].expected, printed[i])) << "$ " << steps[i].command << "\nprints\n" << Joined(printed[i]) << "and not\n" << Joined(steps[i].expected);
  }
}

}  // namespace
}  // namespace ingot::test
