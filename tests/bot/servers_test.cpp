// Workers whose servers die in the middle.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "bot/worker/worker.h"
#include "tests/bot/platform.h"
#include "tests/support/redis.h"

namespace ingot::bot {
namespace {

using std::chrono::milliseconds;

constexpr int kJobs = 50;

class BotServers : public testing::Test {
 protected:
  void SetUp() override {
    for (const std::string& missing : {test::Postgres::Missing(), test::Redis::Missing()}) {
      if (!missing.empty()) GTEST_SKIP() << missing;
    }
  }

  static auto Started(const test::Platform& platform, const std::string& queue, std::atomic<int>& done) -> std::unique_ptr<Worker> {
    WorkerSettings settings;
    settings.store = platform.Settings();
    settings.store.most_attempts = 100;
    settings.queue_url = queue;
    settings.machine = "here";
    settings.slots = 3;
    settings.lease = milliseconds(3000);
    settings.poll = milliseconds(100);
    const auto work = [&done](const char* next) {
      return [&done, next](const Job&, JobContext& context) -> Result<Outcome> {
        if (const auto entered = context.EnterStage("work"); !entered) return tl::unexpected(entered.error());
        context.Log("at work");
        std::this_thread::sleep_for(milliseconds(20));
        ++done;
        Outcome outcome{R"({"done":true})", "", std::nullopt};
        if (next != nullptr) outcome.next = NextJob{next, "{}", ""};
        return outcome;
      };
    };
    auto worker = std::make_unique<Worker>(settings, Performers{{"generate-code", work("build-application")}, {"build-application", work(nullptr)}},
                                           [](const std::string&) {});
    worker->Start();
    return worker;
  }

  static void EnqueueAll(const test::Platform& platform) {
    Store store(platform.Settings());
    for (int i = 0; i < kJobs; ++i) ASSERT_TRUE(store.Enqueue(platform.NewApplication("app" + std::to_string(i)), "{}"));
  }

  static void ExpectEachOnce(const test::Platform& platform) {
    platform.WaitFor("SELECT count(*) FROM jobs WHERE status = 'completed'", std::to_string(2 * kJobs), 60);
    EXPECT_EQ(platform.Ask("SELECT count(*), count(DISTINCT application_id), count(DISTINCT previous_id) FROM jobs"),
              std::to_string(2 * kJobs) + "|" + std::to_string(kJobs) + "|" + std::to_string(kJobs));
    // One of each job's lines says how it ended.
    EXPECT_EQ(platform.Ask("SELECT count(*) FROM job_events WHERE text = 'completed'"), std::to_string(2 * kJobs));
  }
};

TEST_F(BotServers, LosingRedisLosesNothing) {
  const test::Platform platform;
  test::Redis redis;
  std::atomic<int> done{0};
  const auto one = Started(platform, redis.Url(), done);
  const auto two = Started(platform, redis.Url(), done);
  EnqueueAll(platform);
  while (done < 20) std::this_thread::sleep_for(milliseconds(5));
  redis.Run("FLUSHALL");
  while (done < 40) std::this_thread::sleep_for(milliseconds(5));
  redis.Kill();
  while (done < 70) std::this_thread::sleep_for(milliseconds(5));
  redis.Start();
  ExpectEachOnce(platform);
  EXPECT_EQ(done, 2 * kJobs) << "nothing was done twice";
}

TEST_F(BotServers, NeedsNoRedis) {
  const test::Platform platform;
  std::atomic<int> done{0};
  const auto worker = Started(platform, "", done);
  EnqueueAll(platform);
  ExpectEachOnce(platform);
}

TEST_F(BotServers, ARedisThatIsNotThereStopsNothing) {
  const test::Platform platform;
  std::atomic<int> done{0};
  const auto worker = Started(platform, "redis://:secret@127.0.0.1:1/0", done);
  EnqueueAll(platform);
  ExpectEachOnce(platform);
}

TEST_F(BotServers, HearsThroughRedisBeforeItAsks) {
  const test::Platform platform;
  test::Redis redis;
  WorkerSettings settings;
  settings.store = platform.Settings();
  settings.queue_url = redis.Url();
  settings.machine = "here";
  settings.poll = std::chrono::hours(1);
  std::atomic<int> done{0};
  const auto perform = [&](const Job&, JobContext&) -> Result<Outcome> {
    ++done;
    return Outcome{"{}", "", std::nullopt};
  };
  Worker worker(settings, {{"generate-code", perform}}, [](const std::string&) {});
  worker.Start();
  std::this_thread::sleep_for(milliseconds(500));
  Store store(platform.Settings());
  const std::string job = store.Enqueue(platform.NewApplication("shop"), "{}").value();
  redis.Run("XADD ingot:jobs '*' job " + job);
  platform.WaitFor("SELECT status FROM jobs", "completed", 5);
  EXPECT_EQ(done, 1);
}

TEST_F(BotServers, PostgresThatDiesAndComesBackLosesNothing) {
  test::Postgres server;
  const test::Platform platform(server);
  std::atomic<int> done{0};
  const auto one = Started(platform, "", done);
  const auto two = Started(platform, "", done);
  EnqueueAll(platform);
  for (const int count : {15, 40, 60}) {
    while (done < count) std::this_thread::sleep_for(milliseconds(5));
    count == 40 ? server.Stop() : server.Crash();
    std::this_thread::sleep_for(milliseconds(700));
    server.Start();
  }
  ExpectEachOnce(platform);
}

TEST_F(BotServers, EndsAlsoWhenPostgresHangs) {
  test::Postgres server;
  const test::Platform platform(server);
  std::atomic<int> done{0};
  const auto worker = Started(platform, "", done);
  EnqueueAll(platform);
  while (done < 10) std::this_thread::sleep_for(milliseconds(5));
  server.Pause();
  const auto before = std::chrono::steady_clock::now();
  EXPECT_TRUE(worker->Stop(milliseconds(1000)));
  EXPECT_LT(std::chrono::steady_clock::now() - before, milliseconds(9000));
  server.Resume();
}

}  // namespace
}  // namespace ingot::bot
