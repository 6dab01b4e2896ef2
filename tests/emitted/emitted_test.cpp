// Emitted projects as their users have them: built alone, their tests run, their checks worth something.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <set>
#include <sstream>

#include "tests/support/command.h"
#include "tests/support/folder.h"
#include "tests/support/postgres.h"
#include "tests/support/project.h"

namespace ingot {
namespace {

using test::Postgres;
using test::Quoted;
using test::RunCommand;
using test::TemporaryFolder;


auto Sample(const std::string& name) -> std::string { return std::string(INGOT_SOURCE_DIR "/samples/") + name + "/app.json"; }

auto Settings(const std::string& text) -> std::set<std::string> {
  std::set<std::string> settings;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    if (!line.empty() && line.front() != '#') settings.insert(line);
  }
  return settings;
}

class Emitted : public testing::TestWithParam<std::string> {};

TEST_P(Emitted, BuildsAndPassesItsOwnTests) {
  TemporaryFolder folder;
  const auto built = test::MakeProject(Sample(GetParam()), folder.path(), test::ProjectParts::kServiceAndTests);
  ASSERT_EQ(built.code, 0) << built.output;
  const auto tested = RunCommand(folder.path(), "ctest --preset release -j2");
  EXPECT_EQ(tested.code, 0) << tested.output;
  EXPECT_NE(tested.output.find("100% tests passed"), std::string::npos) << tested.output;
  // What `.env.example` says is what the service does when nothing is set.
  const auto printed = RunCommand(folder.path(), "env -i build/release/service --print-config");
  ASSERT_EQ(printed.code, 0) << printed.output;
  EXPECT_EQ(Settings(printed.output), Settings(test::ReadFile(folder.path() + "/.env.example")));
  if (!Postgres::Missing().empty()) GTEST_SKIP() << Postgres::Missing();
  const std::string url = Postgres::Shared().Url(Postgres::Shared().NewDatabase());
  const auto again = RunCommand(folder.path(), "SERVICE_TEST_DATABASE_URL=" + Quoted(url) + " ctest --preset release -j2");
  EXPECT_EQ(again.code, 0) << again.output;
  EXPECT_NE(again.output.find("100% tests passed"), std::string::npos) << again.output;
}

INSTANTIATE_TEST_SUITE_P(All, Emitted, testing::Values("hooks", "toolkit-sync", "tracker", "types"), [](const auto& parameter) {
  std::string name = parameter.param;
  std::erase(name, '-');
  return name;
});

// The project alone: no prebuilt runtime; and each unit with the headers that it names.
TEST(EmittedAlone, BuildsWithTheVendoredRuntime) {
  TemporaryFolder folder;
  const auto made = test::GenerateProject(Sample("toolkit-sync"), folder.path());
  ASSERT_EQ(made.code, 0) << made.output;
  const auto outcome = RunCommand(folder.path(), "cmake --preset release --log-level=NOTICE -DCMAKE_COMPILE_WARNING_AS_ERROR=ON -DSERVICE_PRECOMPILED_HEADERS=OFF"
                                                 " && cmake --build --preset release --target service");
  EXPECT_EQ(outcome.code, 0) << outcome.output;
}

// A line of emitted code that does one thing for one field.
struct Deletion {
  std::string path;
  std::string line;
};

auto DeletionsIn(const std::string& path, const std::vector<std::string>& prefixes) -> std::vector<Deletion> {
  std::vector<Deletion> deletions;
  std::istringstream in(test::ReadFile(path));
  for (std::string line; std::getline(in, line);) {
    for (const std::string& prefix : prefixes) {
      if (line.starts_with(prefix)) deletions.push_back({path, line});
    }
  }
  return deletions;
}

// Each check, each field that is read, stored or written, each filter, order and relation, taken away, makes an emitted
// test fail: a test that cannot fail would be found here. INGOT_ALL_MUTANTS takes every one, not a few.
TEST(EmittedLines, AreEachGuardedByATest) {
  TemporaryFolder folder;
  const auto built = test::MakeProject(Sample("types"), folder.path(), test::ProjectParts::kServiceAndTests);
  ASSERT_EQ(built.code, 0) << built.output;
  // What is taken away may leave something unused.
  ASSERT_EQ(RunCommand(folder.path(), "cmake --preset release -DCMAKE_COMPILE_WARNING_AS_ERROR=OFF").code, 0);
  auto deletions = DeletionsIn(folder.path() + "/src/models/everything.cpp", {"  checks.", "  update.set(", "  json.member(", "  body.field("});
  const auto tables = DeletionsIn(folder.path() + "/src/resources/everything.cpp", {"    {\""});
  ASSERT_GT(tables.size(), 5U);
  deletions.insert(deletions.end(), tables.begin(), tables.end());
  ASSERT_GT(deletions.size(), 60U);
  const bool all = std::getenv("INGOT_ALL_MUTANTS") != nullptr;
  for (size_t i = 0; i < deletions.size(); i += all ? 1 : 9) {
    const std::string source = test::ReadFile(deletions[i].path);
    std::string mutant = source;
    mutant.erase(mutant.find(deletions[i].line), deletions[i].line.size());
    test::WriteFile(deletions[i].path, mutant);
    const auto rebuilt = RunCommand(folder.path(), "cmake --build --preset release --target service-tests");
    ASSERT_EQ(rebuilt.code, 0) << rebuilt.output;
    EXPECT_NE(RunCommand(folder.path(), "build/release/service-tests --gtest_filter='EverythingTest.*'").code, 0)
        << "no test notices that this line is gone:" << deletions[i].line;
    test::WriteFile(deletions[i].path, source);
  }
}

}  // namespace
}  // namespace ingot
