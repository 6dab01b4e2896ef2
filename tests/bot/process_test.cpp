// Programs that a bot runs: what they say, how they end, and that nothing of them stays.
#include "bot/base/process.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <fstream>
#include <mutex>
#include <thread>

#include "tests/support/folder.h"

namespace ingot::bot {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using Clock = std::chrono::steady_clock;

class Listener final : public Context {
 public:
  void Log(std::string_view line) override {
    const std::lock_guard lock(mutex_);
    lines.emplace_back(line);
  }
  auto Stopped() const -> bool override { return stopped; }
  std::vector<std::string> lines;
  std::atomic<bool> stopped{false};

 private:
  std::mutex mutex_;
};

auto Shell(const std::string& script) -> Program { return {{"/bin/sh", "-c", script}, "/tmp", {"PATH=/usr/bin:/bin"}, std::chrono::seconds(30)}; }

auto IsAlive(pid_t process) -> bool {
  std::ifstream stat("/proc/" + std::to_string(process) + "/stat");
  std::string text;
  std::getline(stat, text);
  return !text.empty() && text.find(") Z") == std::string::npos;
}

auto PidIn(const std::string& path) -> pid_t {
  for (int i = 0; i < 500; ++i) {
    const std::string text = std::ifstream(path) ? test::ReadFile(path) : "";
    if (text.ends_with("\n")) return static_cast<pid_t>(std::stol(text));
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  return 0;
}

auto Dies(pid_t process) -> bool {
  for (int i = 0; i < 600 && IsAlive(process); ++i) std::this_thread::sleep_for(std::chrono::milliseconds(10));
  return !IsAlive(process);
}

TEST(BotProcess, GivesOutputCodeAndLines) {
  Listener context;
  const auto ended = bot::Run(Shell("printf out; echo one >&2; printf 'two\\nthree' >&2; pwd; exit 7"), context);
  ASSERT_TRUE(ended) << ended.error().text;
  EXPECT_EQ(ended->code, 7);
  EXPECT_EQ(ended->output, "out/tmp\n");
  EXPECT_THAT(context.lines, ElementsAre("one", "two", "three"));
}

TEST(BotProcess, PassesOnlyItsOwnEnvironmentAndFiles) {
  ::setenv("SECRET_OF_THE_BOT", "x", 1);
  Listener context;
  const auto ended = bot::Run(Shell("env; ls /proc/self/fd | wc -l; cat"), context);
  ASSERT_TRUE(ended);
  EXPECT_THAT(ended->output, testing::Not(HasSubstr("SECRET_OF_THE_BOT")));
  EXPECT_THAT(ended->output, HasSubstr("\n4\n")) << "0, 1, 2 and the folder itself";
}

TEST(BotProcess, StartsWithNothingBlockedOrIgnored) {
  ::signal(SIGPIPE, SIG_IGN);
  Listener context;
  const auto ended = bot::Run({{"grep", "-E", "^Sig(Blk|Ign)", "/proc/self/status"}, "", {"PATH=/usr/bin:/bin"}, std::chrono::seconds(10)}, context);
  ASSERT_TRUE(ended);
  // Signals 32 and 33 are the C library's own: nobody can set them, and a child has them as this process got them.
  EXPECT_THAT(ended->output, testing::MatchesRegex("SigBlk:\t0000000000000000\nSigIgn:\t0000000[01][08]0000000\n"));
}

TEST(BotProcess, TellsHowItEnded) {
  Listener context;
  EXPECT_EQ(bot::Run(Shell("kill -SEGV $$"), context)->code, 128 + SIGSEGV);
  EXPECT_EQ(bot::Run({{"no-such-program"}, "/tmp", {}, std::chrono::seconds(5)}, context)->code, 127);
  EXPECT_EQ(bot::Run({{"/no/such/program"}, "/tmp", {}, std::chrono::seconds(5)}, context)->code, 127);
  EXPECT_EQ(bot::Run({{"/etc/passwd"}, "/tmp", {}, std::chrono::seconds(5)}, context)->code, 126);
  const auto nowhere = bot::Run({{"true"}, "/no/such/folder", {}, std::chrono::seconds(5)}, context);
  ASSERT_FALSE(nowhere);
  EXPECT_THAT(nowhere.error().text, HasSubstr("/no/such/folder"));
}

TEST(BotProcess, BoundsOutputAndLines) {
  Listener context;
  const auto ended =
      bot::Run(Shell("head -c 20000000 /dev/zero | tr '\\0' x; head -c 100000 /dev/zero | tr '\\0' y >&2; echo >&2; echo end >&2"), context);
  ASSERT_TRUE(ended);
  EXPECT_EQ(ended->output.size(), 16U << 20U);
  ASSERT_EQ(context.lines.size(), 2U);
  EXPECT_EQ(context.lines[0].size(), 4096U);
  EXPECT_EQ(context.lines[1], "end");
}

TEST(BotProcess, EndsWhatTakesTooLong) {
  Listener context;
  Program program = Shell("sleep 60");
  program.limit = std::chrono::seconds(1);
  const auto before = Clock::now();
  const auto ended = bot::Run(program, context);
  ASSERT_FALSE(ended);
  EXPECT_EQ(ended.error().kind, FailureKind::kEnvironment);
  EXPECT_THAT(ended.error().text, HasSubstr("after 1 s"));
  EXPECT_LT(Clock::now() - before, std::chrono::seconds(3));
}

// The program and its child heed no SIGTERM, and the grandchild has left the group.
TEST(BotProcess, EndsTheWholeGroupAndWhatLeftIt) {
  const test::TemporaryFolder folder;
  Listener context;
  Program program =
      Shell("trap '' TERM; (trap '' TERM; exec sleep 60) & echo $! > child; setsid sh -c 'echo $$ > stray; exec sleep 60' & wait; sleep 60");
  program.folder = folder.path();
  const auto before = Clock::now();
  Result<Ended> ended;
  std::thread runner([&] { ended = bot::Run(program, context); });
  const pid_t child = PidIn(folder.path() + "/child");
  const pid_t stray = PidIn(folder.path() + "/stray");
  EXPECT_TRUE(IsAlive(child) && IsAlive(stray));
  context.stopped = true;
  runner.join();
  ASSERT_FALSE(ended);
  EXPECT_EQ(ended.error().kind, FailureKind::kStopped);
  EXPECT_FALSE(IsAlive(child));
  EXPECT_FALSE(IsAlive(stray));
  EXPECT_LT(Clock::now() - before, std::chrono::seconds(6));
}

TEST(BotProcess, WaitsForNothingThatTheProgramLeftBehind) {
  const test::TemporaryFolder folder;
  Listener context;
  Program program = Shell("sleep 60 & echo $! > child; echo done");
  program.folder = folder.path();
  const auto before = Clock::now();
  const auto ended = bot::Run(program, context);
  ASSERT_TRUE(ended);
  EXPECT_EQ(ended->output, "done\n");
  EXPECT_FALSE(IsAlive(PidIn(folder.path() + "/child")));
  EXPECT_LT(Clock::now() - before, std::chrono::seconds(3));
}

// Kills a process that runs a program, as kill -9 of a bot does.
TEST(BotProcess, EndsWithTheBot) {
  const test::TemporaryFolder folder;
  const pid_t bot = ::fork();
  if (bot == 0) {
    Listener context;
    Program program = Shell("setsid sh -c 'echo $$ > stray; exec sleep 60' & sh -c 'echo $$ > child; exec sleep 60'");
    program.folder = folder.path();
    (void)bot::Run(program, context);
    ::_exit(0);
  }
  const pid_t child = PidIn(folder.path() + "/child");
  const pid_t stray = PidIn(folder.path() + "/stray");
  EXPECT_TRUE(IsAlive(child) && IsAlive(stray));
  ::kill(bot, SIGKILL);
  ::waitpid(bot, nullptr, 0);
  EXPECT_TRUE(Dies(child));
  EXPECT_TRUE(Dies(stray));
}

TEST(BotProcess, RunsManyAtATime) {
  std::vector<std::thread> threads;
  std::atomic<int> right{0};
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([&, i] {
      for (int round = 0; round < 20; ++round) {
        Listener context;
        const auto ended = bot::Run(Shell("echo " + std::to_string(i) + "; exit " + std::to_string(i)), context);
        if (ended && ended->code == i && ended->output == std::to_string(i) + "\n") ++right;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(right, 160);
}

}  // namespace
}  // namespace ingot::bot
