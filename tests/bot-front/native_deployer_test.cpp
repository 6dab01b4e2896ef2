// Releases of a real service, deployed natively, one after the other.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <thread>

#include "bot/deploy/native_deployer.h"
#include "tests/bot-front/load.h"
#include "tests/bot-front/raw_tcp.h"
#include "tests/bot-front/stage.h"
#include "tests/support/postgres.h"

namespace ingot::test {
namespace {

using Json = nlohmann::json;

class NativeDeployer : public testing::Test {
 protected:
  void SetUp() override { ASSERT_NE(Tracker(), "") << "samples/tracker does not build"; }

  // As a publish does it. The address.
  auto Publish(const bot::DeployRequest& request) -> std::string {
    bot::NativeDeployer deployer(stage.options);
    const auto migrated = deployer.RunOnce(request, {"migrate", "up"}, context);
    EXPECT_TRUE(migrated.has_value()) << migrated.error().text;
    EXPECT_EQ(migrated.value_or(-1), 0) << context.Lines();
    const auto candidate = deployer.Start(request, context);
    EXPECT_TRUE(candidate.has_value()) << candidate.error().text;
    if (!candidate) return {};
    EXPECT_TRUE(GetsReady(PortOf(candidate->address)))
        << ReadFile(stage.Front(kApplication) + "/service.log");
    const auto address = deployer.Switch(request, *candidate, context);
    EXPECT_TRUE(address.has_value()) << address.error().text;
    return address.value_or("");
  }

  void PublishUnderLoad(int count, const std::string& database) {
    auto request = TrackerRelease(1, 1);
    if (!database.empty()) request.settings["DATABASE_URL"] = database;
    const std::string address = Publish(request);
    ASSERT_NE(address, "");
    Load load(PortOf(address), 8, 24);
    for (int i = 2; i <= count + 1; ++i) {
      request.release = request.fence = i;
      EXPECT_EQ(Publish(request), address);
      std::this_thread::sleep_for(std::chrono::milliseconds(100));
      EXPECT_EQ(stage.Status(kApplication).at("serving").at("release"), i);
    }
    load.Stop();
    EXPECT_EQ(load.Failed(), 0) << load.FirstFailure();
    EXPECT_GT(load.Answered(), count * 100);
    EXPECT_TRUE(stage.Until(kApplication, [](const Json& status) { return status.at("retiring") == 0; }));
    std::cout << load.Answered() << " requests through " << count << " switches\n";
  }

  Stage stage;
  LoggedContext context;
};

TEST_F(NativeDeployer, SwitchesTwentyTimesWithoutAFailedRequest) {
  if (const std::string missing = Postgres::Missing(); !missing.empty()) GTEST_SKIP() << missing;
  PublishUnderLoad(20, Postgres::Shared().Url(Postgres::Shared().NewDatabase()));
}

// One process has the file: clients wait between two services.
TEST_F(NativeDeployer, SwitchesOnSqliteWithoutAFailedRequest) { PublishUnderLoad(5, ""); }

TEST_F(NativeDeployer, KeepsThreeReleasesAndTheOneThatServes) {
  auto request = TrackerRelease(1, 1);
  for (int i = 1; i <= 5; ++i) {
    request.release = request.fence = i;
    ASSERT_NE(Publish(request), "");
  }
  std::set<std::string> left;
  for (const auto& entry :
       std::filesystem::directory_iterator(stage.root() + "/" + kApplication + "/releases"))
    left.insert(entry.path().filename().string());
  EXPECT_EQ(left, (std::set<std::string>{"3", "4", "5"}));
}

TEST_F(NativeDeployer, RunsTheProgramOnceAndSaysItsCode) {
  bot::NativeDeployer deployer(stage.options);
  const auto request = TrackerRelease(1, 1);
  EXPECT_EQ(deployer.RunOnce(request, {"--version"}, context).value_or(-1), 0);
  EXPECT_THAT(context.Lines(), testing::HasSubstr("1.0.0"));
  EXPECT_EQ(deployer.RunOnce(request, {"no-such-word"}, context).value_or(-1), 2);
  EXPECT_THAT(context.Lines(), testing::Not(testing::HasSubstr(request.settings.at("JWT_SECRET"))));
}

TEST_F(NativeDeployer, WhatIsStoppedChangesNothing) {
  const auto request = TrackerRelease(1, 1);
  ASSERT_NE(Publish(request), "");
  const Json before = stage.Status(kApplication).at("serving");
  bot::NativeDeployer deployer(stage.options);
  context.stopped = true;
  const auto next = TrackerRelease(2, 2);
  EXPECT_EQ(deployer.RunOnce(next, {"migrate", "up"}, context).error().kind, bot::FailureKind::kStopped);
  EXPECT_EQ(deployer.Start(next, context).error().kind, bot::FailureKind::kStopped);
  EXPECT_EQ(deployer.Switch(next, {"x", ""}, context).error().kind, bot::FailureKind::kStopped);
  EXPECT_EQ(stage.Status(kApplication).at("serving").at("id"), before.at("id"));
}

TEST_F(NativeDeployer, RemovesWhatItDeployed) {
  const std::string address = Publish(TrackerRelease(1, 1));
  ASSERT_NE(address, "");
  bot::NativeDeployer deployer(stage.options);
  const auto removed = deployer.Remove(kApplication, context);
  ASSERT_TRUE(removed.has_value()) << removed.error().text;
  EXPECT_FALSE(Tcp::To(PortOf(address)).IsOpen());
  const auto left = FilesOf(stage.root() + "/" + kApplication, "");
  EXPECT_TRUE(left.contains("data/app.db"));
  for (const auto& [path, bytes] : left) EXPECT_TRUE(path.starts_with("data/")) << path;
}

}  // namespace
}  // namespace ingot::test
