// Publishing as a whole: a compiled platform, bots, fronts, and the services that come out. The programs beside this file do it and judge it.
#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>

#include "tests/support/postgres.h"
#include "tests/support/project.h"
#include "tests/support/redis.h"

namespace ingot {
namespace {

const std::string kSamples = std::string(INGOT_SOURCE_DIR) + "/samples";
const std::string kIngot = std::string(INGOT_BINARY_DIR) + "/bin/ingot";

// The platform is built once for all of them.
class Publishing : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    if (!Missing().empty()) return;
    folder_ = new test::TemporaryFolder;
    made_ = test::MakeProject(kSamples + "/meta-platform/definition", folder_->path() + "/platform", test::ProjectParts::kService);
  }
  static void TearDownTestSuite() { delete folder_; }

  void SetUp() override {
    if (const std::string missing = Missing(); !missing.empty()) GTEST_SKIP() << missing;
    ASSERT_EQ(made_.code, 0) << made_.output;
  }

  static auto Missing() -> std::string {
    static const std::string missing = test::Postgres::Missing() + test::Redis::Missing() +
                                       (test::RunCommand("/", kIngot + " bot --check-builds --builder " + Builder()).code == 0 ? "" : "nothing can be built here");
    return missing;
  }

  // A program beside this file, with what all of them need.
  auto Run(const std::string& program, const std::string& words) -> test::Outcome {
    static test::Postgres postgres({.connections = 600, .settings = {}, .tls = false});  // for all services of all bots
    const std::string database = postgres.Url(postgres.NewDatabase());
    const auto outcome = test::RunCommand(own_.path(), "python3 -u " + std::string(INGOT_SOURCE_DIR) + "/tests/bot/" + program + " --service " + folder_->path() +
                                                           "/platform/build/release/service --database " + database + " --server " + postgres.Url() + " --ingot " + kIngot +
                                                           " --root " + own_.path() + " --builder " + Builder() + " " + words);
    std::printf("%s\n", outcome.output.c_str());
    return outcome;
  }

  // Natively, unless a run with a container engine says so.
  static auto Builder() -> std::string { return Variable("INGOT_TEST_BUILDER", "native"); }

  static auto Variable(const char* name, const char* otherwise) -> std::string {
    const char* set = std::getenv(name);
    return set == nullptr ? otherwise : set;
  }

 private:
  static inline test::TemporaryFolder* folder_ = nullptr;
  static inline test::Outcome made_;
  test::TemporaryFolder own_;
};

// INGOT_QUEUED for more that wait at the same time.
TEST_F(Publishing, OfThePlatformItselfGivesTheSameBytes) {
  const test::Redis redis;
  EXPECT_EQ(Run("proof.py", "--redis " + redis.Url() + " --samples " + kSamples + " --queued " + Variable("INGOT_QUEUED", "3")).code, 0);
}

TEST_F(Publishing, ThatComesToNothingLeavesWhatServes) { EXPECT_EQ(Run("bad_days.py", "").code, 0); }

TEST_F(Publishing, WaitsForRoomOnAFullDisk) {
  if (Builder() != "native") GTEST_SKIP() << "images are on the engine's disk";
  if (test::RunCommand("/", "unshare --mount mount -t tmpfs ingot-test /mnt").code != 0) GTEST_SKIP() << "no disk can be mounted here";
  EXPECT_EQ(Run("full_disk.py", "").code, 0);
}

TEST_F(Publishing, MovesAndComesBackFromBackups) { EXPECT_EQ(Run("operators.py", "").code, 0); }

TEST_F(Publishing, GoesOnFromEachStageAfterAKill) { EXPECT_EQ(Run("stage_kills.py", "").code, 0); }

// INGOT_PUBLISHES for more of them, INGOT_SEED for others.
TEST_F(Publishing, IsEffectiveOnceUnderKills) {
  EXPECT_EQ(Run("kill_run.py", "--count " + Variable("INGOT_PUBLISHES", "8") + " --seed " + Variable("INGOT_SEED", "1")).code, 0);
}

}  // namespace
}  // namespace ingot
