// What bots hear through Redis, and that they go on when it is gone.
#include "bot/queue/queue.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <thread>

#include "bot/queue/address.h"
#include "tests/support/redis.h"

namespace ingot::bot {
namespace {

using std::chrono::milliseconds;
using testing::HasSubstr;
using testing::Not;

class BotQueue : public testing::Test {
 protected:
  void SetUp() override {
    if (const std::string missing = test::Redis::Missing(); !missing.empty()) GTEST_SKIP() << missing;
    redis_ = std::make_unique<test::Redis>();
  }

  static auto JobsOf(const std::vector<Announcement>& heard) -> std::vector<std::string> {
    std::vector<std::string> jobs;
    for (const Announcement& one : heard) jobs.push_back(one.job);
    return jobs;
  }

  // Until the server is found again.
  static auto TakeSoon(Queue& queue, int most = 10) -> std::vector<std::string> {
    for (int i = 0; i < 400; ++i) {
      const auto heard = queue.Take(most, milliseconds(10));
      queue.Acknowledge(heard);
      if (!heard.empty()) return JobsOf(heard);
      std::this_thread::sleep_for(milliseconds(20));
    }
    return {};
  }

  static auto AnnounceSoon(Queue& queue, const std::string& job) -> bool {
    for (int i = 0; i < 400; ++i) {
      if (queue.Announce(job)) return true;
      std::this_thread::sleep_for(milliseconds(20));
    }
    return false;
  }

  std::unique_ptr<test::Redis> redis_;
};

TEST_F(BotQueue, EachAnnouncementIsHeardByOne) {
  Queue sender(redis_->Url(), "sender");
  Queue one(redis_->Url(), "one");
  Queue two(redis_->Url(), "two");
  for (int i = 0; i < 20; ++i) ASSERT_TRUE(sender.Announce(std::to_string(i)));
  std::multiset<std::string> heard;
  for (int i = 0; i < 10; ++i) {
    for (Queue* queue : {&one, &two}) {
      const auto some = queue->Take(2, milliseconds(1));
      queue->Acknowledge(some);
      for (const Announcement& each : some) heard.insert(each.job);
    }
  }
  EXPECT_EQ(heard.size(), 20U);
  EXPECT_EQ(std::set<std::string>(heard.begin(), heard.end()).size(), 20U);
  EXPECT_THAT(redis_->Run("XPENDING ingot:jobs bots").output, testing::StartsWith("0"));
  one.Leave();
  EXPECT_THAT(redis_->Run("XINFO CONSUMERS ingot:jobs bots").output, Not(HasSubstr("one")));
}

TEST_F(BotQueue, WakesAtOnce) {
  Queue listener(redis_->Url(), "listener");
  ASSERT_TRUE(listener.Take(1, milliseconds(1)).empty());
  const auto before = std::chrono::steady_clock::now();
  std::thread sender([&] {
    std::this_thread::sleep_for(milliseconds(100));
    Queue queue(redis_->Url(), "sender");
    queue.Announce("job");
  });
  EXPECT_THAT(JobsOf(listener.Take(1, milliseconds(5000))), testing::ElementsAre("job"));
  EXPECT_LT(std::chrono::steady_clock::now() - before, milliseconds(1000));
  sender.join();
}

// The other one took it and died. Redis counts from when it was delivered, which is set back here.
TEST_F(BotQueue, TakesWhatAnotherOneLeft) {
  Queue dead(redis_->Url(), "dead");
  Queue alive(redis_->Url(), "alive");
  dead.Announce("job");
  const auto taken = dead.Take(1, milliseconds(1));
  ASSERT_EQ(taken.size(), 1U);
  EXPECT_TRUE(alive.Take(1, milliseconds(1)).empty());
  redis_->Run("XCLAIM ingot:jobs bots dead 0 " + taken[0].entry + " IDLE 31000 JUSTID");
  EXPECT_THAT(JobsOf(alive.Take(1, milliseconds(1))), testing::ElementsAre("job"));
}

TEST_F(BotQueue, GoesOnAfterADeathAndAWipe) {
  Queue sender(redis_->Url(), "sender");
  Queue listener(redis_->Url(), "listener");
  ASSERT_TRUE(sender.Announce("first"));
  EXPECT_THAT(TakeSoon(listener), testing::ElementsAre("first"));
  redis_->Run("FLUSHALL");
  ASSERT_TRUE(sender.Announce("second"));
  EXPECT_THAT(TakeSoon(listener), testing::ElementsAre("second"));
  redis_->Run("XGROUP DESTROY ingot:jobs bots");
  ASSERT_TRUE(AnnounceSoon(sender, "third"));
  EXPECT_THAT(TakeSoon(listener), testing::Contains("third"));
  redis_->Kill();
  EXPECT_FALSE(sender.Announce("lost"));
  EXPECT_FALSE(sender.Works());
  EXPECT_THAT(sender.Problem(), Not(HasSubstr("quiet-please")));
  redis_->Start();
  ASSERT_TRUE(AnnounceSoon(sender, "fourth"));
  EXPECT_THAT(TakeSoon(listener), testing::ElementsAre("fourth"));
  EXPECT_TRUE(listener.Works());
}

TEST_F(BotQueue, DoesNotHangWithAServerThatDoes) {
  Queue queue(redis_->Url(), "one");
  ASSERT_TRUE(queue.Announce("x"));
  redis_->Pause();
  const auto before = std::chrono::steady_clock::now();
  EXPECT_FALSE(queue.Announce("y"));
  EXPECT_LT(std::chrono::steady_clock::now() - before, milliseconds(5000));
  redis_->Resume();
}

TEST_F(BotQueue, TakesEntriesThatAreNoneOfOurs) {
  Queue queue(redis_->Url(), "one");
  queue.Announce("good");
  redis_->Run("XADD ingot:jobs '*' other thing");
  redis_->Run("XADD ingot:jobs '*' job ''");
  EXPECT_EQ(queue.Take(10, milliseconds(1)).size(), 3U);
  redis_->Run("DEL ingot:jobs");
  redis_->Run("SET ingot:jobs text");
  EXPECT_TRUE(queue.Take(10, milliseconds(1)).empty());
  EXPECT_FALSE(queue.Works());
  EXPECT_THAT(queue.Problem(), HasSubstr("WRONGTYPE"));
}

TEST_F(BotQueue, SaysWhatIsWrongWithoutThePassword) {
  std::string url = redis_->Url();
  url.replace(url.find("quiet-please"), 12, "hunter2");
  Queue wrong(url, "one");
  EXPECT_FALSE(wrong.Announce("x"));
  EXPECT_THAT(wrong.Problem(), HasSubstr("WRONGPASS"));
  EXPECT_THAT(wrong.Problem(), Not(HasSubstr("hunter2")));
  Queue none("http://hunter2", "one");
  EXPECT_FALSE(none.Announce("x"));
  EXPECT_THAT(none.Problem(), Not(HasSubstr("hunter2")));
}

TEST(BotQueueAddress, IsTakenApart) {
  const auto whole = QueueAddressOf("redis://ada:p%40ss@word@[::1]:7000/3").value();
  EXPECT_EQ(whole.user, "ada");
  EXPECT_EQ(whole.password, "p@ss@word");
  EXPECT_EQ(whole.host, "::1");
  EXPECT_EQ(whole.port, 7000);
  EXPECT_EQ(whole.database, 3);
  const auto small = QueueAddressOf("redis://example").value();
  EXPECT_EQ(small.host, "example");
  EXPECT_EQ(small.port, 6379);
  for (const char* wrong : {"", "redis://", "http://x", "redis://x:0", "redis://x:99999", "redis://x:y", "redis://x/y", "redis://x/-1",
                            "redis://word@x", "redis://:%zz@x"}) {
    EXPECT_FALSE(QueueAddressOf(wrong)) << wrong;
  }
}

}  // namespace
}  // namespace ingot::bot
