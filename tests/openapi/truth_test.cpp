// Whether the service of each sample, of endpoints.json here and of the files beside, does what its description says: truth_test.py asks it.
#include <gtest/gtest.h>

#include "tests/support/command.h"
#include "tests/support/folder.h"
#include "tests/support/project.h"

namespace ingot {
namespace {

using test::Quoted;
using test::RunCommand;

const std::string kHere = INGOT_SOURCE_DIR "/tests/openapi";

auto BuildService(const std::string& sample, const std::string& folder) -> test::Outcome {
  const std::string definition = sample == "endpoints" ? kHere + "/endpoints.json"
                                 : sample == "files"   ? INGOT_SOURCE_DIR "/tests/emitted/files.json"
                                                       : INGOT_SOURCE_DIR "/samples/" + sample + "/app.json";
  return test::MakeProject(definition, folder, test::ProjectParts::kService);
}

class Truth : public testing::TestWithParam<std::string> {};

TEST_P(Truth, IsWhatTheDescriptionSays) {
  if (RunCommand("/", "python3 -c 'import jsonschema'").code != 0) GTEST_SKIP() << "python3-jsonschema is not installed: scripts/bootstrap test";
  test::TemporaryFolder folder;
  const auto built = BuildService(GetParam(), folder.path());
  ASSERT_EQ(built.code, 0) << built.output;
  const auto asked = RunCommand(kHere, "python3 -B truth_test.py " + Quoted(folder.path() + "/build/release/service"));
  EXPECT_EQ(asked.code, 0) << asked.output;
  // A judge that finds nothing wrong with a false description would be no judge.
  const auto lies = RunCommand(kHere, "python3 -B truth_test.py " + Quoted(folder.path() + "/build/release/service") + " --lies");
  EXPECT_EQ(lies.code, 0) << lies.output;
}

INSTANTIATE_TEST_SUITE_P(All, Truth, testing::Values("endpoints", "files", "hooks", "toolkit-sync", "tracker", "types"), [](const auto& parameter) {
  std::string name = parameter.param;
  std::erase(name, '-');
  return name;
});

}  // namespace
}  // namespace ingot
