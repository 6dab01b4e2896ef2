// What a deployed service sees and may do.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>

#include "bot/deploy/native_deployer.h"
#include "bot/front/isolation.h"
#include "tests/bot-front/raw_tcp.h"
#include "tests/bot-front/stage.h"

namespace ingot::test {
namespace {

using Json = nlohmann::json;
using testing::HasSubstr;

class NativeIsolation : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_NE(Tracker(), "") << "samples/tracker does not build";
    if (!bot::front::CanIsolate({})) GTEST_SKIP() << bot::front::CanIsolate({}).error();
    bot::NativeDeployer deployer(stage.options);
    request = TrackerRelease(1, 1);
    const auto candidate = deployer.Start(request, context);
    ASSERT_TRUE(candidate.has_value()) << candidate.error().text;
    ASSERT_TRUE(GetsReady(PortOf(candidate->address)));
    process = stage.Status(kApplication).at("candidate").at("process");
  }
  auto Of(const std::string& what) const -> std::string {
    return "/proc/" + std::to_string(process) + "/" + what;
  }

  Stage stage;
  LoggedContext context;
  bot::DeployRequest request;
  pid_t process = -1;
};

TEST_F(NativeIsolation, ItHasNoRights) {
  const std::string status = ReadFile(Of("status"));
  for (const char* line : {"CapInh:\t0000000000000000", "CapPrm:\t0000000000000000",
                           "CapEff:\t0000000000000000", "CapBnd:\t0000000000000000", "NoNewPrivs:\t1"}) {
    EXPECT_THAT(status, HasSubstr(line));
  }
  if (::geteuid() == 0) {
    EXPECT_THAT(status, HasSubstr("Uid:\t200000\t200000\t200000\t200000"));
  }
  EXPECT_THAT(ReadFile(Of("limits")), testing::ContainsRegex("Max core file size +0 +0"));
  const std::string memory = std::to_string(stage.options.settings.memory_bytes);
  EXPECT_THAT(ReadFile(Of("limits")), testing::ContainsRegex("Max data size +" + memory + " +" + memory));
}

TEST_F(NativeIsolation, ItSeesItsOwnFilesOnly) {
  const auto seen = [&](const std::string& path) { return ::access((Of("root") + path).c_str(), F_OK) == 0; };
  EXPECT_TRUE(seen("/data/app.db"));
  EXPECT_TRUE(seen("/app/service"));
  EXPECT_TRUE(seen("/etc/ssl"));
  for (const std::string path : {"/root", "/home", "/work", "/etc/shadow", "/etc/passwd", "/var", "/run",
                                 "/bin/sh", "/usr/bin/sh", "/usr/bin/env"})
    EXPECT_FALSE(seen(path)) << path;
  EXPECT_FALSE(seen(stage.root()));
  EXPECT_THAT(ReadFile(Of("mountinfo")), HasSubstr("/newroot / ro,"));
  std::set<std::string> processes;
  for (const auto& entry : std::filesystem::directory_iterator(Of("root") + "/proc")) {
    const std::string name = entry.path().filename().string();
    if (std::isdigit(static_cast<unsigned char>(name[0])) != 0) processes.insert(name);
  }
  EXPECT_EQ(processes, (std::set<std::string>{"1", "2"}));
}

TEST_F(NativeIsolation, ItsEnvironmentIsWhatItWasGiven) {
  std::set<std::string> names;
  std::istringstream variables(ReadFile(Of("environ")));
  for (std::string each; std::getline(variables, each, '\0');) names.insert(each.substr(0, each.find('=')));
  EXPECT_EQ(names,
            (std::set<std::string>{"DRAIN_IDLE_MS", "HOST", "JWT_SECRET", "LOG_LEVEL", "PORT", "PWD"}));
}

// No other user of the machine may read it: it is on no command line, and in files of their owner only.
TEST_F(NativeIsolation, SecretsAreNowhereToBeRead) {
  const std::string secret = request.settings.at("JWT_SECRET");
  for (const auto& entry : std::filesystem::directory_iterator("/proc")) {
    if (std::isdigit(static_cast<unsigned char>(entry.path().filename().string()[0])) == 0) continue;
    EXPECT_THAT(ReadFile(entry.path().string() + "/cmdline"), testing::Not(HasSubstr(secret)));
  }
  bot::NativeDeployer deployer(stage.options);
  const Json candidate = stage.Status(kApplication).at("candidate");
  ASSERT_TRUE(deployer.Switch(request, {candidate.at("id"), ""}, context).has_value());
  EXPECT_THAT(context.Lines(), testing::Not(HasSubstr(secret)));
  EXPECT_THAT(stage.Status(kApplication).dump(), testing::Not(HasSubstr(secret)));
  for (const auto& [path, bytes] : FilesOf(stage.root(), "")) {
    if (bytes.find(secret) == std::string::npos) continue;
    EXPECT_TRUE(path.ends_with("/front/state.json")) << path;
    struct stat found {};
    ASSERT_EQ(::stat((stage.root() + "/" + path).c_str(), &found), 0);
    EXPECT_EQ(found.st_mode & 0777, 0600U);
  }
}

TEST_F(NativeIsolation, EachApplicationHasAUserOfItsOwn) {
  if (::geteuid() != 0) GTEST_SKIP() << "only root can give users away";
  const std::string other = "01890a5d-ac96-774b-bcce-000000000002";
  ASSERT_TRUE(bot::Applications(stage.options).Prepare(other).has_value());
  struct stat first {};
  struct stat second {};
  ASSERT_EQ(::stat((stage.root() + "/" + kApplication + "/data").c_str(), &first), 0);
  ASSERT_EQ(::stat((stage.root() + "/" + other + "/data").c_str(), &second), 0);
  EXPECT_EQ(first.st_uid, 200'000U);
  EXPECT_EQ(second.st_uid, 200'001U);
}

}  // namespace
}  // namespace ingot::test
