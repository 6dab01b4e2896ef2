// Releases of a real service, deployed as containers of a real engine, whose socket stands in
// INGOT_TEST_ENGINE.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/stat.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <thread>

#include "bot/deploy/docker_deployer.h"
#include "bot/deploy/native_deployer.h"
#include "bot/front/client.h"
#include "tests/bot-front/load.h"
#include "tests/bot-front/raw_tcp.h"
#include "tests/bot-front/stage.h"
#include "tests/support/command.h"
#include "tests/support/postgres.h"

namespace ingot::test {
namespace {

using Json = nlohmann::json;
using testing::HasSubstr;

auto Engine() -> std::string {
  const char* engine = std::getenv("INGOT_TEST_ENGINE");
  return engine != nullptr ? engine : "";
}

auto Docker(const std::string& words) -> Outcome {
  return RunCommand("/", "DOCKER_HOST=" + Quoted(Engine()) + " docker " + words);
}

// An image of the program and what it loads, made without a registry. Its id.
auto Image() -> const std::string& {
  static const std::string kId = [] {
    const TemporaryFolder folder;
    const Outcome made = RunCommand(
        folder.path(), "set -e; mkdir -p root/data root/tmp root/etc; cp " + Quoted(Tracker() + "/service") +
                           " root/service; strip root/service; "
                           "libpq=$(ldconfig -p | sed -n 's/.*libpq\\.so\\.5 .* => //p' | head -n 1); "
                           "{ ldd root/service $libpq | grep -o '/[^ :]*'; echo $libpq; } | grep '\\.so' | "
                           "sort -u > libraries; "
                           "while read -r library; do cp -L --parents $library root; done < libraries; "
                           "echo 'service:x:10001:10001::/:/none' > root/etc/passwd; echo 'hosts: files dns' "
                           "> root/etc/nsswitch.conf; chmod 1777 root/tmp; chown 10001:10001 root/data; "
                           "tar -C root -c . | DOCKER_HOST=" +
                           Quoted(Engine()) +
                           " docker import --change 'USER 10001:10001' --change 'ENTRYPOINT [\"/service\"]'  "
                           "--change 'ENV HOST=0.0.0.0 PORT=4000 DATABASE_URL=sqlite:/data/app.db' -");
    std::cerr << made.output;
    return made.code == 0 ? made.output.substr(made.output.find("sha256:"), 71) : std::string();
  }();
  return kId;
}

class DockerDeployer : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_NE(Engine(), "") << "no engine: run scripts/bot-test";
    ASSERT_NE(Tracker(), "") << "samples/tracker does not build";
    ASSERT_NE(Image(), "");
    options.engine = Engine();
    options.network = "host";
  }
  void TearDown() override {
    Docker("ps --all --quiet --filter label=ingot.application | xargs -r env DOCKER_HOST=" +
           Quoted(Engine()) + " docker rm --force --volumes");
    Docker("volume rm --force ingot-" + std::string(kApplication));
  }

  auto Release(int64_t number) const -> bot::DeployRequest {
    auto request = TrackerRelease(number, number);
    request.artifact = {"docker", Image()};
    if (!database.empty()) request.settings["DATABASE_URL"] = database;
    return request;
  }

  auto Publish(const bot::DeployRequest& request) -> uint16_t {
    bot::DockerDeployer deployer(stage.options, options);
    const auto migrated = deployer.RunOnce(request, {"migrate", "up"}, context);
    EXPECT_TRUE(migrated.has_value()) << migrated.error().text << context.Lines();
    EXPECT_EQ(migrated.value_or(-1), 0) << context.Lines();
    const auto candidate = deployer.Start(request, context);
    EXPECT_TRUE(candidate.has_value()) << candidate.error().text << context.Lines();
    if (!candidate) return 0;
    EXPECT_TRUE(GetsReady(PortOf(candidate->address)))
        << context.Lines() << Docker("logs " + NameOf(*candidate)).output;
    const auto address = deployer.Switch(request, *candidate, context);
    EXPECT_TRUE(address.has_value()) << address.error().text;
    return address ? PortOf(*address) : 0;
  }

  static auto NameOf(const bot::Candidate& candidate) -> std::string {
    return "ingot-" + std::string(kApplication) + "-" + candidate.id;
  }
  auto Serving() const -> std::string {
    return NameOf({stage.Status(kApplication).at("serving").at("id"), ""});
  }

  void PublishUnderLoad(int count) {
    const uint16_t port = Publish(Release(1));
    ASSERT_NE(port, 0);
    Load load(port, 4, 12);
    for (int i = 2; i <= count + 1; ++i) EXPECT_EQ(Publish(Release(i)), port);
    std::this_thread::sleep_for(std::chrono::milliseconds(500));
    load.Stop();
    EXPECT_EQ(load.Failed(), 0) << load.FirstFailure();
    EXPECT_GT(load.Answered(), count * 100);
    EXPECT_EQ(stage.Status(kApplication).at("serving").at("release"), count + 1);
    std::cout << load.Answered() << " requests through " << count << " switches\n";
  }

  Stage stage;
  LoggedContext context;
  bot::DockerOptions options;
  std::string database;
};

TEST_F(DockerDeployer, SwitchesUnderLoadWithoutAFailedRequest) {
  if (const std::string missing = Postgres::Missing(); !missing.empty()) GTEST_SKIP() << missing;
  database = Postgres::Shared().Url(Postgres::Shared().NewDatabase());
  PublishUnderLoad(5);
  // What served before has ended, and is gone with the next deployment.
  std::this_thread::sleep_for(std::chrono::milliseconds(500));
  EXPECT_EQ(
      Docker("ps --quiet --filter label=ingot.application=" + std::string(kApplication) + " | wc -l").output,
      "1\n");
}

TEST_F(DockerDeployer, SwitchesOnSqliteWithoutAFailedRequest) { PublishUnderLoad(3); }

TEST_F(DockerDeployer, ContainersAreLockedDownAndHoldNoSecrets) {
  ASSERT_NE(Publish(Release(1)), 0);
  const Outcome inspected = Docker("inspect " + Serving());
  ASSERT_EQ(inspected.code, 0);
  EXPECT_THAT(inspected.output, testing::Not(HasSubstr(TrackerSettings().at("JWT_SECRET"))));
  const Json container = Json::parse(inspected.output).at(0);
  const Json& host = container.at("HostConfig");
  EXPECT_EQ(host.at("ReadonlyRootfs"), true);
  EXPECT_EQ(host.at("CapDrop"), Json({"ALL"}));
  EXPECT_EQ(host.at("SecurityOpt"), Json({"no-new-privileges"}));
  EXPECT_EQ(host.at("RestartPolicy").at("Name"), "unless-stopped");
  EXPECT_EQ(host.at("PidsLimit"), 256);
  EXPECT_EQ(host.at("Memory"), int64_t{2} << 30);
  EXPECT_EQ(host.at("Privileged"), false);
  const std::string status = ReadFile("/proc/" + container.at("State").at("Pid").dump() + "/status");
  EXPECT_THAT(status, HasSubstr("Uid:\t10001\t10001"));
  EXPECT_THAT(status, HasSubstr("CapEff:\t0000000000000000"));
  EXPECT_THAT(context.Lines(), testing::Not(HasSubstr(TrackerSettings().at("JWT_SECRET"))));
  struct stat found {};
  ASSERT_EQ(::stat((stage.root() + "/" + kApplication + "/secrets/" + Serving()).c_str(), &found), 0);
  EXPECT_EQ(found.st_mode & 0777, 0700U);
}

TEST_F(DockerDeployer, ACandidateThatDiesIsDiscarded) {
  const uint16_t port = Publish(Release(1));
  ASSERT_NE(port, 0);
  Load load(port, 2, 4);
  bot::DockerDeployer deployer(stage.options, options);
  auto request = Release(2);
  request.settings["JWT_SECRET"] = "too short";
  const auto candidate = deployer.Start(request, context);
  ASSERT_TRUE(candidate.has_value()) << candidate.error().text << context.Lines();
  EXPECT_FALSE(GetsReady(PortOf(candidate->address), 700));
  const auto end = deployer.EndOf(request, *candidate, context).value();
  ASSERT_TRUE(end);
  EXPECT_EQ(end->text, "ended with code 3");
  EXPECT_THAT(deployer.OutputOf(request, *candidate, context), HasSubstr("JWT_SECRET"));
  deployer.Discard(request, *candidate);
  EXPECT_TRUE(GetsReady(port));
  load.Stop();
  EXPECT_EQ(load.Failed(), 0) << load.FirstFailure();
  EXPECT_EQ(stage.Status(kApplication).at("serving").at("release"), 1);
  EXPECT_NE(Docker("inspect " + NameOf(*candidate)).code, 0);
}

TEST_F(DockerDeployer, AServiceThatDiesAndAFrontThatIsKilledComeBack) {
  const uint16_t port = Publish(Release(1));
  ASSERT_NE(port, 0);
  const Json state = Json::parse(Docker("inspect " + Serving()).output).at(0).at("State");
  ::kill(state.at("Pid").get<pid_t>(), SIGKILL);
  EXPECT_TRUE(GetsReady(port));
  ::kill(stage.Status(kApplication).at("process").get<pid_t>(), SIGKILL);
  EXPECT_TRUE(stage.Until(kApplication, [](const Json& status) { return status.empty(); }));
  EXPECT_TRUE(bot::front::EnsureFronts(stage.options.front, stage.root()).empty());
  EXPECT_TRUE(GetsReady(port));
}

TEST_F(DockerDeployer, ALowerFenceIsTooLate) {
  ASSERT_NE(Publish(Release(3)), 0);
  bot::DockerDeployer deployer(stage.options, options);
  const auto started = deployer.Start(Release(2), context);
  ASSERT_FALSE(started.has_value());
  EXPECT_EQ(started.error().kind, bot::FailureKind::kStopped);
  EXPECT_EQ(deployer.RunOnce(Release(2), {"migrate", "up"}, context).error().kind,
            bot::FailureKind::kStopped);
}

TEST_F(DockerDeployer, AnEngineThatIsDownIsSaid) {
  bot::DockerOptions down = options;
  down.engine = "unix:///nowhere/docker.sock";
  bot::DockerDeployer deployer(stage.options, down);
  const auto started = deployer.Start(Release(1), context);
  ASSERT_FALSE(started.has_value());
  EXPECT_EQ(started.error().kind, bot::FailureKind::kEnvironment);
  EXPECT_THAT(started.error().text, HasSubstr("Does the engine run?"));
  down = options;
  down.program = "/nowhere/docker";
  EXPECT_THAT(bot::DockerDeployer(stage.options, down).Start(Release(1), context).error().text,
              HasSubstr("is not installed"));
  for (const char* reference : {"", "--privileged", "x y", "$(id)"}) {
    auto request = Release(1);
    request.artifact.reference = reference;
    EXPECT_FALSE(deployer.Start(request, context).has_value()) << reference;
  }
}

TEST_F(DockerDeployer, IsNotRemovedAsIfItWereNative) {
  const uint16_t port = Publish(Release(1));
  ASSERT_NE(port, 0);
  const auto removed = bot::NativeDeployer(stage.options).Remove(kApplication, context);
  ASSERT_FALSE(removed.has_value());
  EXPECT_THAT(removed.error().text, HasSubstr("--builder docker"));
  EXPECT_TRUE(GetsReady(port));
}

TEST_F(DockerDeployer, RemovesWhatItDeployedButTheData) {
  const uint16_t port = Publish(Release(1));
  ASSERT_NE(port, 0);
  bot::DockerDeployer deployer(stage.options, options);
  const auto removed = deployer.Remove(kApplication, context);
  ASSERT_TRUE(removed.has_value()) << removed.error().text;
  EXPECT_FALSE(Tcp::To(port).IsOpen());
  EXPECT_EQ(Docker("ps --all --quiet --filter label=ingot.application=" + std::string(kApplication)).output,
            "");
  EXPECT_EQ(Docker("volume inspect ingot-" + std::string(kApplication)).code, 0);
  EXPECT_TRUE(FilesOf(stage.root() + "/" + kApplication, "").empty());
}

}  // namespace
}  // namespace ingot::test
