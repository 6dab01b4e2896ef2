// The files with which others deploy: they hold what they shall, in the forms that their readers know.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "bot/deploy/files.h"
#include "tests/bot-front/stage.h"
#include "tests/support/command.h"

namespace ingot::test {
namespace {

const std::string kImage =
    "registry.example.com/apps/"
    "tracker@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

TEST(DeployFiles, HaveTheFormOfTheirReaders) {
  const TemporaryFolder folder;
  const auto written = bot::WriteDeployFiles({kApplication, 12, kImage}, folder.path() + "/deep/files");
  ASSERT_TRUE(written.has_value()) << written.error().text;
  const Outcome judged =
      RunCommand(folder.path(), "python3 " + Quoted(INGOT_SOURCE_DIR "/tests/bot-front/check_files.py") +
                                    " deep/files " + kApplication + " 12 " + kImage);
  EXPECT_EQ(judged.code, 0) << judged.output;
}

// The judge is one: it finds what is wrong.
TEST(DeployFiles, AWrongOneIsFound) {
  for (const auto& [from, to] : {std::pair{"replicas", "replica"},
                                 {"containerPort: 4000", "containerPort: \"4000\""},
                                 {"path: \"/readyz\"", "path: \"/ready\""},
                                 {"drop: [\"ALL\"]", "drop: []"},
                                 {"maxUnavailable: 1", "minAvailable: all"},
                                 {"internal_port = 4000", "internal_port = 4001"}}) {
    const TemporaryFolder folder;
    ASSERT_TRUE(bot::WriteDeployFiles({kApplication, 12, kImage}, folder.path()).has_value());
    for (const char* name : {"/kubernetes.yaml", "/fly.toml"}) {
      std::string text = ReadFile(folder.path() + name);
      const size_t place = text.find(from);
      if (place != std::string::npos)
        WriteFile(folder.path() + name, text.replace(place, std::string(from).size(), to));
    }
    EXPECT_NE(
        RunCommand(folder.path(), "python3 " + Quoted(INGOT_SOURCE_DIR "/tests/bot-front/check_files.py") +
                                      " . " + kApplication + " 12 " + kImage)
            .code,
        0)
        << to;
  }
}

TEST(DeployFiles, TakeNothingThatCouldSayMore) {
  const TemporaryFolder folder;
  for (const char* image : {"", "-x", "a b", "a\"b", "a\nb", "a#b", "${x}", "a{id}"})
    EXPECT_FALSE(bot::WriteDeployFiles({kApplication, 1, image}, folder.path()).has_value()) << image;
  for (const char* id :
       {"", "x", "01890A5D-ac96-774b-bcce-b302099a8057", "01890a5d-ac96-774b-bcce-b302099a805\n"}) {
    EXPECT_FALSE(bot::WriteDeployFiles({id, 1, kImage}, folder.path()).has_value()) << id;
  }
  EXPECT_FALSE(bot::WriteDeployFiles({kApplication, 0, kImage}, folder.path()).has_value());
  EXPECT_TRUE(FilesOf(folder.path(), "").empty());
}

}  // namespace
}  // namespace ingot::test
