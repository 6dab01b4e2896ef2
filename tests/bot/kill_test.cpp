// Bots that are killed at random: every job has its effect exactly once.
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <random>
#include <thread>

#include "bot/store/store.h"
#include "tests/bot/platform.h"
#include "tests/support/redis.h"

namespace ingot::bot {
namespace {

using std::chrono::milliseconds;

auto StartBot(const std::string& url, const std::string& redis) -> pid_t {
  const pid_t bot = ::fork();
  if (bot != 0) return bot;
  if (std::freopen("/dev/null", "w", stderr) == nullptr) ::_exit(1);
  ::execl(INGOT_BOT_TRIAL, INGOT_BOT_TRIAL, url.c_str(), "here", "3", "40", redis.c_str(), nullptr);
  ::_exit(127);
}

void End(pid_t bot, int signal) {
  ::kill(bot, SIGCONT);
  ::kill(bot, signal);
  ::waitpid(bot, nullptr, 0);
}

auto Count(const test::Platform& platform, const std::string& condition) -> int {
  return std::stoi(platform.Ask("SELECT count(*) FROM jobs WHERE " + condition));
}

// Two bots at least are there at all times; one of them is killed, told to end, or paused for longer than its lease.
void Torment(const test::Platform& platform, const std::string& redis, int jobs, std::mt19937& random) {
  std::vector<pid_t> bots;
  for (int i = 0; i < 3; ++i) bots.push_back(StartBot(platform.Settings().url, redis));
  std::vector<std::pair<pid_t, std::chrono::steady_clock::time_point>> paused;
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(120);
  while (Count(platform, "status = 'completed'") < 3 * jobs && std::chrono::steady_clock::now() < end) {
    std::this_thread::sleep_for(milliseconds(50 + random() % 300));
    pid_t& bot = bots[random() % bots.size()];
    const auto how = random() % 4;
    if (how == 0) {
      ::kill(bot, SIGSTOP);
      paused.emplace_back(bot, std::chrono::steady_clock::now() + milliseconds(2500));
    } else {
      End(bot, how == 1 ? SIGTERM : SIGKILL);
    }
    bot = StartBot(platform.Settings().url, redis);
    std::erase_if(paused, [](const auto& one) {
      if (std::chrono::steady_clock::now() < one.second) return false;
      ::kill(one.first, SIGCONT);
      std::this_thread::sleep_for(milliseconds(100));  // it writes what it can
      End(one.first, SIGKILL);
      return true;
    });
  }
  for (const auto& [bot, time] : paused) End(bot, SIGKILL);
  for (const pid_t bot : bots) End(bot, SIGTERM);
}

TEST(BotKills, EachJobHasItsEffectOnce) {
  for (const std::string& missing : {test::Postgres::Missing(), test::Redis::Missing()}) {
    if (!missing.empty()) GTEST_SKIP() << missing;
  }
  const char* given = std::getenv("INGOT_BOT_JOBS");
  const int jobs = given == nullptr ? 30 : std::atoi(given);
  const test::Platform platform;
  test::Redis redis;
  Store store(platform.Settings());
  std::vector<std::string> applications;
  for (int i = 0; i < 10; ++i) applications.push_back(platform.NewApplication("app" + std::to_string(i)));
  for (int i = 0; i < jobs; ++i) ASSERT_TRUE(store.Enqueue(applications[static_cast<size_t>(i) % applications.size()], "{}"));
  const unsigned seed = std::random_device{}();
  std::mt19937 random(seed);
  SCOPED_TRACE(seed);
  Torment(platform, redis.Url(), jobs, random);
  EXPECT_EQ(platform.Ask("SELECT type, status, count(*) FROM jobs GROUP BY 1, 2 ORDER BY 1, 2"),
            "build-application|completed|" + std::to_string(jobs) + "\ndeploy-application|completed|" + std::to_string(jobs) +
                "\ngenerate-code|completed|" + std::to_string(jobs));
  EXPECT_EQ(platform.Ask("SELECT count(*) FROM job_events WHERE text = 'completed'"), std::to_string(3 * jobs));
  EXPECT_EQ(platform.Ask("SELECT count(*) FROM (SELECT job_id, number, row_number() OVER (PARTITION BY job_id ORDER BY number) AS n FROM job_events) "
                         "x WHERE number <> n"),
            "0")
      << "lines have no gaps";
  // A publish of an application is over before its next one begins.
  EXPECT_EQ(platform.Ask("SELECT count(*) FROM jobs a JOIN jobs b ON a.application_id = b.application_id AND a.fence = b.fence AND a.id <> b.id"),
            "0");
  EXPECT_EQ(platform.Ask("SELECT count(*) FROM (SELECT type, lag(type) OVER (PARTITION BY application_id ORDER BY fence) AS before FROM jobs) x"
                         " WHERE (type, COALESCE(before, 'deploy-application')) NOT IN (('generate-code', 'deploy-application'),"
                         " ('build-application', 'generate-code'), ('deploy-application', 'build-application'))"),
            "0");
}

}  // namespace
}  // namespace ingot::bot
