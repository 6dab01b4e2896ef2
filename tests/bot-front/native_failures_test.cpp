// Bad days of what is deployed natively: everything dies once, disks are full, two bots want the same.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <thread>

#include "bot/deploy/native_deployer.h"
#include "bot/front/client.h"
#include "tests/bot-front/load.h"
#include "tests/bot-front/raw_tcp.h"
#include "tests/bot-front/stage.h"

namespace ingot::test {
namespace {

using Json = nlohmann::json;
using testing::HasSubstr;

// The public port; 0 when it did not work.
auto Deploy(const Stage& stage, const bot::DeployRequest& request) -> uint16_t {
  bot::NativeDeployer deployer(stage.options);
  LoggedContext context;
  const auto candidate = deployer.Start(request, context);
  if (!candidate || !GetsReady(PortOf(candidate->address))) return 0;
  const auto address = deployer.Switch(request, *candidate, context);
  return address ? PortOf(*address) : 0;
}

// Field `number` of a process's state; the second one, its name, has no blank here.
// The front knows of its end, too.
auto IsBuried(pid_t process) -> bool {
  for (int i = 0; i < 500 && ::kill(process, 0) == 0; ++i) std::this_thread::sleep_for(std::chrono::milliseconds(10));
  return ::kill(process, 0) != 0;
}

class NativeFailures : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_NE(Tracker(), "") << "samples/tracker does not build";
    port = Deploy(stage, TrackerRelease(1, 1));
    ASSERT_NE(port, 0) << ReadFile(stage.Front(kApplication) + "/service.log");
  }
  auto Service() const -> pid_t { return stage.Status(kApplication).at("serving").at("process"); }

  Stage stage;
  LoggedContext context;
  uint16_t port = 0;
};

TEST_F(NativeFailures, AServiceThatIsKilledIsStartedAgain) {
  const pid_t first = Service();
  ::kill(first, SIGKILL);
  ASSERT_TRUE(IsGone(first));
  EXPECT_TRUE(GetsReady(port, 2000));
  EXPECT_NE(Service(), first);
  EXPECT_EQ(stage.Status(kApplication).at("serving").at("restarts"), 1);
  const Tcp client = Tcp::To(port);
  ASSERT_EQ(Get(client, "/healthz").status, 200);
  const pid_t second = Service();
  ::kill(second, SIGKILL);
  ASSERT_TRUE(IsBuried(second));
  const Tcp next = Tcp::To(port);  // it waits until the service is back
  EXPECT_EQ(Get(next, "/healthz").status, 200);
  EXPECT_THAT(ReadFile(stage.Front(kApplication) + "/service.log"), HasSubstr("the service of release 1 "));
}

TEST_F(NativeFailures, AFrontThatIsKilledGoesOnWithTheSameReleaseOnTheSamePort) {
  ASSERT_NE(Deploy(stage, TrackerRelease(2, 2)), 0);
  const pid_t service = Service();
  ::kill(stage.Status(kApplication).at("process").get<pid_t>(), SIGKILL);
  EXPECT_TRUE(stage.Until(kApplication, [](const Json& status) { return status.empty(); }));
  EXPECT_TRUE(IsGone(service)) << "the service outlived its front";
  EXPECT_FALSE(Tcp::To(port).IsOpen());
  EXPECT_TRUE(bot::front::EnsureFronts(stage.options.front, stage.root()).empty());
  EXPECT_TRUE(GetsReady(port));
  EXPECT_EQ(stage.Status(kApplication).at("serving").at("release"), 2);
}

// A bot of its own, which dies in the middle.
TEST_F(NativeFailures, ABotThatIsKilledLeavesTheServiceAlone) {
  const pid_t bot = ::fork();
  if (bot == 0) {
    const bool deployed = Deploy(stage, TrackerRelease(3, 3)) == port;
    ::kill(::getpid(), deployed ? SIGKILL : SIGTERM);
  }
  int status = 0;
  ASSERT_EQ(::waitpid(bot, &status, 0), bot);
  ASSERT_TRUE(WIFSIGNALED(status));
  EXPECT_EQ(WTERMSIG(status), SIGKILL) << "it did not deploy";
  std::this_thread::sleep_for(std::chrono::milliseconds(300));
  EXPECT_TRUE(GetsReady(port));
  const Json found = stage.Status(kApplication);
  EXPECT_EQ(found.at("serving").at("release"), 3);
  EXPECT_EQ(found.at("serving").at("restarts"), 0);
  for (const pid_t other : {bot, ::getpid()})
    EXPECT_NE(StatField(found.at("process"), 4), std::to_string(other)) << "the front is somebody's child";
}

TEST_F(NativeFailures, ADeployerWithALowerFenceIsTooLate) {
  bot::NativeDeployer late(stage.options);
  bot::NativeDeployer other(stage.options);
  const auto late_request = TrackerRelease(2, 2);
  const auto candidate = late.Start(late_request, context);
  ASSERT_TRUE(candidate.has_value()) << candidate.error().text;
  const auto request = TrackerRelease(3, 3);
  ASSERT_EQ(Deploy(stage, request), port);
  const auto switched = late.Switch(late_request, *candidate, context);
  ASSERT_FALSE(switched.has_value());
  EXPECT_EQ(switched.error().kind, bot::FailureKind::kStopped);
  EXPECT_EQ(late.RunOnce(late_request, {"migrate", "down"}, context).error().kind,
            bot::FailureKind::kStopped);
  late.Discard(late_request, *candidate);
  EXPECT_EQ(stage.Status(kApplication).at("serving").at("release"), 3);
  EXPECT_TRUE(GetsReady(port));
}

TEST_F(NativeFailures, ACandidateThatNeverGetsHealthyIsDiscarded) {
  Load load(port, 2, 4);
  bot::NativeDeployer deployer(stage.options);
  auto request = TrackerRelease(2, 2);
  const Tcp silent = Tcp::On(0);
  request.settings["DATABASE_URL"] =
      "postgresql://nobody:hidden-word@127.0.0.1:" + std::to_string(silent.Port()) + "/none";
  const auto candidate = deployer.Start(request, context);
  ASSERT_TRUE(candidate.has_value()) << candidate.error().text;
  EXPECT_FALSE(GetsReady(PortOf(candidate->address), 500));
  const pid_t process = stage.Status(kApplication).at("candidate").at("process");
  ASSERT_GT(process, 0);
  const auto end = deployer.EndOf(request, *candidate, context);
  ASSERT_TRUE(end.has_value()) << end.error().text;
  EXPECT_FALSE(*end);
  ::kill(process, SIGKILL);
  EXPECT_TRUE(stage.Until(kApplication, [](const Json& status) { return !status.at("candidate").at("alive"); }));
  EXPECT_EQ(deployer.EndOf(request, *candidate, context).value()->kind, bot::FailureKind::kEnvironment);
  deployer.Discard(request, *candidate);
  EXPECT_FALSE(deployer.EndOf(request, *candidate, context).has_value());
  deployer.Discard(request, *candidate);
  EXPECT_TRUE(stage.Until(kApplication, [](const Json& status) {
    return status.at("candidate").is_null() && status.at("retiring") == 0;
  }));
  EXPECT_TRUE(IsGone(process));
  load.Stop();
  EXPECT_EQ(load.Failed(), 0) << load.FirstFailure();
  EXPECT_FALSE(deployer.Switch(request, *candidate, context).has_value());
  EXPECT_EQ(stage.Status(kApplication).at("serving").at("release"), 1);
  EXPECT_THAT(context.Lines() + ReadFile(stage.Front(kApplication) + "/service.log"),
              testing::Not(HasSubstr("hidden-word")));
}

// On SQLite the service makes room for it, and comes back.
TEST_F(NativeFailures, ACandidateThatDiesOnSqliteIsDiscarded) {
  Load load(port, 2, 4);
  bot::NativeDeployer deployer(stage.options);
  auto request = TrackerRelease(2, 2);
  request.settings["JWT_SECRET"] = "too short";
  const auto candidate = deployer.Start(request, context);
  ASSERT_TRUE(candidate.has_value()) << candidate.error().text;
  EXPECT_TRUE(
      stage.Until(kApplication, [](const Json& status) { return !status.at("candidate").at("alive"); }));
  const auto end = deployer.EndOf(request, *candidate, context).value();
  ASSERT_TRUE(end);
  EXPECT_EQ(end->text, "ended with code 3");
  EXPECT_EQ(end->kind, bot::FailureKind::kDefinition);
  EXPECT_EQ(deployer.Serves(kApplication, context).value().release, 1);
  EXPECT_THAT(deployer.OutputOf(request, *candidate, context), HasSubstr("JWT_SECRET"));
  const auto switched = deployer.Switch(request, *candidate, context);
  ASSERT_FALSE(switched.has_value());
  EXPECT_EQ(switched.error().text, "the service of release 2 ended with code 3");
  deployer.Discard(request, *candidate);
  EXPECT_TRUE(GetsReady(port));
  load.Stop();
  EXPECT_EQ(load.Failed(), 0) << load.FirstFailure();
  EXPECT_EQ(stage.Status(kApplication).at("serving").at("release"), 1);
}

TEST_F(NativeFailures, AMigrationThatFailsOnSqliteLeavesTheServiceRunning) {
  bot::NativeDeployer deployer(stage.options);
  auto request = TrackerRelease(2, 2);
  request.settings["DATABASE_SYNC"] = "maybe";
  EXPECT_EQ(deployer.RunOnce(request, {"migrate", "up"}, context).value_or(-1), 3) << context.Lines();
  EXPECT_TRUE(GetsReady(port));
  request.settings["DATABASE_URL"] = "sqlite:/etc/elsewhere.db";
  const auto refused = deployer.Start(request, context);
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().kind, bot::FailureKind::kDefinition);
  EXPECT_THAT(refused.error().text, HasSubstr("sqlite:data/NAME.db"));
}

TEST_F(NativeFailures, AFullDiskIsSaidAndTheServiceGoesOn) {
  if (::geteuid() != 0) GTEST_SKIP() << "only root can mount a small disk";
  if (kSanitized) GTEST_SKIP() << "programs that a sanitizer watches do not fit on a small disk";
  const TemporaryFolder disk;
  if (::mount("none", disk.path().c_str(), "tmpfs", 0, "size=24m") != 0)
    GTEST_SKIP() << "no disk can be mounted here";
  {
    Stage small;
    small.options.root = disk.path() + "/apps";
    bot::NativeDeployer deployer(small.options);
    const uint16_t public_port = Deploy(small, TrackerRelease(1, 1));
    ASSERT_NE(public_port, 0);
    std::string filler(64 << 10, 'x');
    for (int i = 0; i < 400; ++i) WriteFile(disk.path() + "/filler" + std::to_string(i), filler);
    const auto candidate = deployer.Start(TrackerRelease(2, 2), context);
    ASSERT_FALSE(candidate.has_value());
    EXPECT_EQ(candidate.error().kind, bot::FailureKind::kEnvironment);
    EXPECT_THAT(candidate.error().text, HasSubstr("No space left on device"));
    EXPECT_TRUE(GetsReady(public_port));
    for (int i = 0; i < 400; ++i) ::unlink((disk.path() + "/filler" + std::to_string(i)).c_str());
    EXPECT_EQ(Deploy(small, TrackerRelease(2, 2)), public_port);
    LoggedContext ignored;
    EXPECT_TRUE(deployer.Remove(kApplication, ignored).has_value());
  }
  ::umount2(disk.path().c_str(), MNT_DETACH);
}

TEST_F(NativeFailures, LogsAreBounded) {
  Stage small;
  small.options.settings.log_bytes = 32 << 10;
  auto request = TrackerRelease(1, 1);
  request.settings["LOG_LEVEL"] = "debug";
  const uint16_t public_port = Deploy(small, request);
  ASSERT_NE(public_port, 0);
  const Tcp client = Tcp::To(public_port);
  for (int i = 0; i < 1'000; ++i) ASSERT_EQ(Get(client, "/healthz").status, 200);
  EXPECT_TRUE(small.Until(kApplication, [&](const Json&) {
    return ReadFile(small.Front(kApplication) + "/service.log.1").size() > 16'000;
  }));
  EXPECT_LE(ReadFile(small.Front(kApplication) + "/service.log").size(), 32U << 10U);
  EXPECT_LE(ReadFile(small.Front(kApplication) + "/service.log.1").size(), 32U << 10U);
}

}  // namespace
}  // namespace ingot::test
