// Emitted projects as their users have them: built alone, their tests run, their checks worth something.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <set>
#include <sstream>

#include "tests/support/command.h"
#include "tests/support/folder.h"

namespace ingot {
namespace {

using test::Quoted;
using test::RunCommand;
using test::TemporaryFolder;

const std::string kIngot = INGOT_BINARY_DIR "/bin/ingot";
const std::string kPrebuilt = INGOT_BINARY_DIR "/lib/ingot-runtime";

auto Sample(const std::string& name) -> std::string { return std::string(INGOT_SOURCE_DIR "/samples/") + name + "/app.json"; }

const std::string kConfigure = "cmake --preset release --log-level=NOTICE -DCMAKE_COMPILE_WARNING_AS_ERROR=ON";

// Generates a project and builds it with its tests, on the prebuilt runtime; a warning is an error.
auto BuildProject(const std::string& definition, const std::string& folder) -> test::Outcome {
  return RunCommand("/", Quoted(kIngot) + " generate " + Quoted(definition) + " --out " + Quoted(folder) + " && cd " + Quoted(folder) +
                      " && " + kConfigure + " -DINGOT_RUNTIME_PREBUILT=" + Quoted(kPrebuilt) +
                      " && cmake --build --preset release");
}

class Emitted : public testing::TestWithParam<std::string> {};

TEST_P(Emitted, BuildsAndPassesItsOwnTests) {
  TemporaryFolder folder;
  const auto built = BuildProject(Sample(GetParam()), folder.path());
  ASSERT_EQ(built.code, 0) << built.output;
  const auto tested = RunCommand(folder.path(), "ctest --preset release -j2");
  EXPECT_EQ(tested.code, 0) << tested.output;
  EXPECT_NE(tested.output.find("100% tests passed"), std::string::npos) << tested.output;
}

auto Settings(const std::string& text) -> std::set<std::string> {
  std::set<std::string> settings;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    if (!line.empty() && line.front() != '#') settings.insert(line);
  }
  return settings;
}

// What `.env.example` says is what the service does when nothing is set.
TEST(EmittedSettings, StandInTheExample) {
  TemporaryFolder folder;
  const auto built = BuildProject(Sample("toolkit-sync"), folder.path());
  ASSERT_EQ(built.code, 0) << built.output;
  const auto printed = RunCommand(folder.path(), "env -i build/release/service --print-config");
  ASSERT_EQ(printed.code, 0) << printed.output;
  EXPECT_EQ(Settings(printed.output), Settings(test::ReadFile(folder.path() + "/.env.example")));
}

INSTANTIATE_TEST_SUITE_P(All, Emitted, testing::Values("toolkit-sync", "types"), [](const auto& parameter) {
  std::string name = parameter.param;
  std::erase(name, '-');
  return name;
});

// The project alone: no prebuilt runtime; and each unit with the headers that it names.
TEST(EmittedAlone, BuildsWithTheVendoredRuntime) {
  TemporaryFolder folder;
  const auto outcome = RunCommand("/", Quoted(kIngot) + " generate " + Quoted(Sample("toolkit-sync")) + " --out " + Quoted(folder.path()) +
                                    " && cd " + Quoted(folder.path()) +
                                    " && " + kConfigure + " -DSERVICE_PRECOMPILED_HEADERS=OFF && cmake --build --preset release --target service");
  EXPECT_EQ(outcome.code, 0) << outcome.output;
}

auto CheckLines(const std::string& source) -> std::vector<std::string> {
  std::vector<std::string> lines;
  std::istringstream in(source);
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with("  checks.")) lines.push_back(line);
  }
  return lines;
}

// Each emitted check, taken away, makes an emitted test fail: a test that cannot fail would be found here.
TEST(EmittedChecks, AreEachGuardedByATest) {
  TemporaryFolder folder;
  const auto built = BuildProject(Sample("types"), folder.path());
  ASSERT_EQ(built.code, 0) << built.output;
  const std::string path = folder.path() + "/src/models/everything.cpp";
  const std::string source = test::ReadFile(path);
  const auto lines = CheckLines(source);
  ASSERT_GT(lines.size(), 15U);
  const bool all = std::getenv("INGOT_ALL_MUTANTS") != nullptr;
  for (size_t i = 0; i < lines.size(); i += all ? 1 : 3) {
    std::string mutant = source;
    mutant.erase(mutant.find(lines[i]), lines[i].size());
    test::WriteFile(path, mutant);
    const auto rebuilt = RunCommand(folder.path(), "cmake --build --preset release --target service-tests");
    ASSERT_EQ(rebuilt.code, 0) << rebuilt.output;
    EXPECT_NE(RunCommand(folder.path(), "build/release/service-tests --gtest_filter='EverythingTest.*'").code, 0)
        << "no test notices that this check is gone:" << lines[i];
  }
}

}  // namespace
}  // namespace ingot
