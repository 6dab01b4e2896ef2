// `ingot verify`: what was edited, is missing or is foreign in a real output folder, and what is nobody's business.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include <nlohmann/json.hpp>

#include "tests/support/command.h"
#include "tests/support/folder.h"

namespace ingot {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

const std::string kIngot = test::Quoted(INGOT_BINARY_DIR "/bin/ingot");

class Verify : public testing::Test {
 protected:
  void SetUp() override {
    const auto made = test::RunCommand(folder_.path(), kIngot + " generate " + test::Quoted(INGOT_SOURCE_DIR "/samples/hooks/app.json") + " --out out");
    ASSERT_EQ(made.code, 0) << made.output;
  }

  auto Path(const std::string& path) const -> std::string { return folder_.path() + "/out/" + path; }
  void Append(const std::string& path) { test::WriteFile(Path(path), test::ReadFile(Path(path)) + "\n"); }
  auto Verified(const std::string& options = "") -> test::Outcome { return test::RunCommand(folder_.path(), kIngot + " verify out " + options); }

  test::TemporaryFolder folder_;
};

TEST_F(Verify, FindsNothingInWhatWasWritten) {
  const auto outcome = Verified();
  EXPECT_EQ(outcome.code, 0);
  EXPECT_THAT(outcome.output, testing::MatchesRegex("out: [0-9]+ files are as they were written\n"));
}

TEST_F(Verify, NamesWhatWasEditedIsMissingOrForeign) {
  Append("src/main.cpp");
  Append("db/migrations/0001_initial.sqlite.up.sql");
  fs::remove(Path("Dockerfile"));
  fs::remove_all(Path("src/models"));
  test::WriteFile(Path("src/models"), "a file where a folder was");
  test::WriteFile(Path("src/mine.cpp"), "mine");
  const auto outcome = Verified();
  EXPECT_EQ(outcome.code, 1);
  EXPECT_THAT(outcome.output, HasSubstr("missing  Dockerfile\nedited   db/migrations/0001_initial.sqlite.up.sql\n"));
  EXPECT_THAT(outcome.output, HasSubstr("edited   src/main.cpp\nforeign  src/mine.cpp\nforeign  src/models\nmissing  src/models/account.cpp\n"));
}

TEST_F(Verify, LeavesTheUsersAndTheBuildsFilesAlone) {
  Append("custom/hooks/account.cpp");
  for (const char* path : {"custom/mine.cpp", "custom/CMakeLists.txt", "build/ingot/service", "data/app.db", ".env", "secrets/key", ".git/HEAD"}) test::WriteFile(Path(path), "x");
  const auto outcome = Verified();
  EXPECT_EQ(outcome.code, 0) << outcome.output;
}

TEST_F(Verify, NamesTheFilesOfTheVendoredRuntime) {
  std::string file;
  for (const auto& each : fs::recursive_directory_iterator(Path("runtime/src"))) {
    if (each.is_regular_file()) file = fs::relative(each.path(), folder_.path() + "/out").generic_string();
  }
  Append(file);
  test::WriteFile(Path("runtime/src/more.cpp"), "x");
  const auto outcome = Verified();
  EXPECT_EQ(outcome.code, 1);
  EXPECT_THAT(outcome.output, HasSubstr("edited   " + file + "\n"));
  EXPECT_THAT(outcome.output, HasSubstr("foreign  runtime/src/more.cpp\n"));
  fs::remove_all(Path("runtime"));
  EXPECT_THAT(Verified().output, HasSubstr("missing  runtime\n"));
}

// The tree of another compiler's runtime is told as a whole: its manifest holds one hash.
TEST_F(Verify, TellsATreeThatItDoesNotKnowAsAWhole) {
  auto manifest = nlohmann::json::parse(test::ReadFile(Path("ingot.manifest.json")));
  manifest["vendored"]["sha256"] = std::string(64, 'a');
  test::WriteFile(Path("ingot.manifest.json"), manifest.dump());
  const auto outcome = Verified();
  EXPECT_EQ(outcome.code, 1);
  EXPECT_EQ(outcome.output, "edited   runtime\n");
}

TEST_F(Verify, FollowsNoLink) {
  fs::rename(Path("src/main.cpp"), folder_.path() + "/main.cpp");
  fs::create_symlink(folder_.path() + "/main.cpp", Path("src/main.cpp"));
  EXPECT_EQ(Verified().output, "edited   src/main.cpp\n");
}

TEST_F(Verify, SpeaksJson) {
  Append("src/main.cpp");
  const auto outcome = Verified("--format json");
  EXPECT_EQ(outcome.code, 1);
  const auto report = nlohmann::json::parse(outcome.output);
  EXPECT_EQ(report["files"], nlohmann::json::parse(R"([{"path": "src/main.cpp", "kind": "edited"}])"));
  EXPECT_GT(report["verified"].get<int>(), 20);
}

TEST_F(Verify, MissesTheManifest) {
  fs::remove(Path("ingot.manifest.json"));
  const auto missing = Verified();
  EXPECT_EQ(missing.code, 1);
  EXPECT_EQ(missing.output, "missing  ingot.manifest.json\n");
  test::WriteFile(Path("ingot.manifest.json"), "{");
  const auto broken = Verified();
  EXPECT_EQ(broken.code, 1);
  EXPECT_THAT(broken.output, HasSubstr("ingot.manifest.json"));
  EXPECT_EQ(test::RunCommand(folder_.path(), kIngot + " verify nowhere").code, 3);
}

}  // namespace
}  // namespace ingot
