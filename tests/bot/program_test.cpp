// A whole bot as a process: what it says, what it costs, and how it ends.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <sstream>
#include <thread>

#include "tests/bot/platform.h"
#include "tests/support/child.h"
#include "tests/support/command.h"
#include "tests/support/folder.h"
#include "tests/support/sanitizer.h"

namespace ingot::bot {
namespace {

using testing::HasSubstr;

class BotProgram : public testing::Test {
 protected:
  void SetUp() override {
    if (const std::string missing = test::Postgres::Missing(); !missing.empty()) GTEST_SKIP() << missing;
    platform_ = std::make_unique<test::Platform>();
    test::GiveToChild(folder_.path());
    test::WriteFile(folder_.path() + "/token", "0123456789abcdef\n");
    test::WriteFile(folder_.path() + "/short", "0123\n");
  }

  auto Words(const std::string& url, uint16_t port, const std::string& token) -> std::vector<std::string> {
    return {INGOT_BOT_TRIAL, url, "here", "2", "2000", "", std::to_string(port), folder_.path() + "/" + token};
  }
  auto Log() -> std::string { return test::ReadFile(folder_.path() + "/log"); }
  auto Start(const std::vector<std::string>& words) -> pid_t { return test::StartChild(words, folder_.path() + "/log"); }
  // The code of a bot that ends by itself.
  static auto CodeOf(pid_t bot) -> int {
    int status = 0;
    for (int i = 0; i < 1000; ++i) {
      if (::waitpid(bot, &status, WNOHANG) == bot) return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    ::kill(bot, SIGKILL);
    ::waitpid(bot, nullptr, 0);
    return -1;
  }
  void AwaitLog(const std::string& text) {
    for (int i = 0; i < 500 && Log().find(text) == std::string::npos; ++i) std::this_thread::sleep_for(std::chrono::milliseconds(10));
    EXPECT_THAT(Log(), HasSubstr(text));
  }

  test::TemporaryFolder folder_;
  std::unique_ptr<test::Platform> platform_;
};

// User and system time of a process so far, in clock ticks of 10 ms.
auto TicksOf(pid_t process) -> long {
  const std::string stat = test::ReadFile("/proc/" + std::to_string(process) + "/stat");
  std::istringstream fields(stat.substr(stat.rfind(')') + 2));
  std::string skipped;
  for (int i = 0; i < 11; ++i) fields >> skipped;
  long user = 0;
  long system = 0;
  fields >> user >> system;
  return user + system;
}

auto KilobytesOf(pid_t process) -> long {
  const std::string status = test::ReadFile("/proc/" + std::to_string(process) + "/status");
  return std::stol(status.substr(status.find("VmRSS:") + 6));
}

TEST_F(BotProgram, CostsLittleWhileNothingIsToBeDone) {
  const pid_t bot = Start(Words(platform_->Settings().url, test::FreePort(), "token"));
  AwaitLog("2 jobs at a time, http://127.0.0.1:");
  std::this_thread::sleep_for(std::chrono::seconds(1));
  const long before = TicksOf(bot);
  std::this_thread::sleep_for(std::chrono::seconds(4));
  EXPECT_LE(TicksOf(bot) - before, 8) << "80 ms in 4 s";
  EXPECT_LT(KilobytesOf(bot), 20 * 1024 + test::kSanitizerKilobytes);
  ::kill(bot, SIGTERM);
  EXPECT_EQ(CodeOf(bot), 0);
}

TEST_F(BotProgram, EndsWithItsJobsPutBack) {
  Store store(platform_->Settings());
  ASSERT_TRUE(store.Enqueue(platform_->NewApplication("shop"), "{}"));
  const pid_t bot = Start(Words(platform_->Settings().url, 0, "token"));
  platform_->WaitFor("SELECT status FROM jobs WHERE type = 'generate-code'", "processing");
  ::kill(bot, SIGTERM);
  EXPECT_EQ(CodeOf(bot), 0);
  EXPECT_EQ(platform_->Ask("SELECT count(*) FROM jobs WHERE status = 'processing'"), "0");
}

TEST_F(BotProgram, SaysWhyItCannotStart) {
  const std::string url = platform_->Settings().url;
  EXPECT_EQ(CodeOf(Start(Words(url, test::FreePort(), "none"))), 3);
  EXPECT_THAT(Log(), HasSubstr("the token cannot be read"));
  EXPECT_EQ(CodeOf(Start(Words(url, test::FreePort(), "short"))), 3);
  EXPECT_THAT(Log(), HasSubstr("shorter than 16 characters"));
  EXPECT_EQ(CodeOf(Start(Words(url, platform_->server().port(), "token"))), 3);
  EXPECT_THAT(Log(), HasSubstr("cannot listen at"));
  EXPECT_THAT(Log(), testing::Not(HasSubstr("0123")));
}

TEST_F(BotProgram, WaitsForADatabaseThatIsNotThereYetAndShowsNoPassword) {
  const pid_t bot = Start(Words("postgresql://ada:hunter2@127.0.0.1:1/platform", 0, "token"));
  AwaitLog("PostgreSQL: the database does not answer");
  EXPECT_EQ(::kill(bot, 0), 0);
  ::kill(bot, SIGTERM);
  EXPECT_EQ(CodeOf(bot), 0);
  EXPECT_THAT(Log(), testing::Not(HasSubstr("hunter2")));
}

}  // namespace
}  // namespace ingot::bot
