// Jobs in PostgreSQL: who has one, what counts, and how it goes on.
#include "bot/store/store.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "tests/bot/platform.h"

namespace ingot::bot {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

constexpr auto kLong = std::chrono::milliseconds(60000);
constexpr auto kOver = std::chrono::milliseconds(0);  // a lease that has ended when it is given

class BotStore : public testing::Test {
 protected:
  void SetUp() override {
    if (const std::string missing = test::Postgres::Missing(); !missing.empty()) GTEST_SKIP() << missing;
    platform_ = std::make_unique<test::Platform>();
    store_ = std::make_unique<Store>(platform_->Settings());
    application_ = platform_->NewApplication("shop");
  }

  auto Enqueue() -> std::string { return Enqueue(application_); }
  auto Enqueue(const std::string& application, const std::string& data = "{}") -> std::string { return store_->Enqueue(application, data).value(); }
  auto Claim(const std::string& job, const std::string& owner = "one", std::chrono::milliseconds lease = kLong) -> std::optional<Claimed> {
    auto claimed = store_->Claim(job, owner, "here", lease);
    EXPECT_TRUE(claimed) << claimed.error().text;
    return claimed ? *claimed : std::nullopt;
  }
  auto Waiting(const std::string& machine = "here") -> std::vector<std::string> { return store_->Waiting(machine, 100).value(); }
  auto Find(const std::string& job) -> Job { return store_->FindJob(job).value().value(); }
  auto Texts(const std::string& job) -> std::vector<std::string> {
    std::vector<std::string> texts;
    const auto events = store_->Events(job, 0, 1000).value();
    for (const Event& event : events) texts.push_back(event.text);
    return texts;
  }

  std::unique_ptr<test::Platform> platform_;
  std::unique_ptr<Store> store_;
  std::string application_;
};

TEST_F(BotStore, AJobGoesFromBotToBotUntilItIsDone) {
  const std::string job = Enqueue();
  EXPECT_THAT(Waiting(), ElementsAre(job));
  EXPECT_EQ(Find(job).status, JobStatus::kPending);
  EXPECT_EQ(Find(job).application_name, "ada/shop");
  const auto claimed = Claim(job);
  ASSERT_TRUE(claimed);
  EXPECT_EQ(claimed->job.status, JobStatus::kProcessing);
  EXPECT_EQ(claimed->job.attempts, 1);
  EXPECT_EQ(claimed->job.owner, "one");
  EXPECT_THAT(Waiting(), IsEmpty());
  EXPECT_FALSE(Claim(job, "two"));
  ASSERT_TRUE(store_->SetStage(claimed->lease, "check"));
  EXPECT_EQ(Find(job).stage, "check");
  const auto next = store_->Complete(claimed->lease, R"({"result":"generated"})", "completed", NextJob{"build-application", R"({"x":1})", ""});
  ASSERT_TRUE(next) << next.error().text;
  EXPECT_EQ(Find(job).status, JobStatus::kCompleted);
  EXPECT_EQ(Find(job).verdict, R"({"result":"generated"})");
  EXPECT_EQ(Find(*next).previous, job);
  EXPECT_EQ(Find(*next).type, "build-application");
  EXPECT_EQ(store_->FindNext(job).value().value().id, *next);
  EXPECT_THAT(Waiting(), ElementsAre(*next));
  EXPECT_THAT(Texts(job), ElementsAre("completed"));
}

TEST_F(BotStore, OnlyOneOfManyBotsGetsAJob) {
  for (int round = 0; round < 10; ++round) {
    const std::string job = Enqueue(platform_->NewApplication("race" + std::to_string(round)));
    std::atomic<int> got{0};
    std::vector<std::thread> bots;
    for (int i = 0; i < 8; ++i) {
      bots.emplace_back([&, i] {
        Store own(platform_->Settings());
        const auto claimed = own.Claim(job, "bot" + std::to_string(i), "here", kLong);
        if (claimed && *claimed) ++got;
      });
    }
    for (std::thread& bot : bots) bot.join();
    EXPECT_EQ(got, 1);
    EXPECT_EQ(Find(job).attempts, 1);
  }
}

TEST_F(BotStore, OneJobOfAnApplicationAtATimeTheOlderFirstAndAPublishUntilItsEnd) {
  const std::string first = Enqueue();
  const std::string second = Enqueue();
  const std::string other = Enqueue(platform_->NewApplication("other"));
  EXPECT_THAT(Waiting(), testing::UnorderedElementsAre(first, other));
  EXPECT_FALSE(Claim(second));
  const auto claimed = Claim(first);
  ASSERT_TRUE(claimed);
  EXPECT_FALSE(Claim(second, "two"));
  EXPECT_TRUE(Claim(other, "two"));
  const auto next = store_->Complete(claimed->lease, "{}", "done", NextJob{"build-application", "{}", ""});
  EXPECT_FALSE(Claim(second)) << "the job that goes on comes before the one that begins";
  EXPECT_THAT(Waiting(), ElementsAre(*next));
  EXPECT_TRUE(Claim(*next));
}

TEST_F(BotStore, TwoBotsThatTakeTwoJobsOfOneApplicationGetOne) {
  for (int round = 0; round < 10; ++round) {
    const std::string application = platform_->NewApplication("pair" + std::to_string(round));
    const std::vector<std::string> jobs{Enqueue(application), Enqueue(application)};
    std::atomic<int> got{0};
    std::vector<std::thread> bots;
    for (int i = 0; i < 6; ++i) {
      bots.emplace_back([&, i] {
        Store own(platform_->Settings());
        const auto claimed = own.Claim(jobs[static_cast<size_t>(i % 2)], "bot" + std::to_string(i), "here", kLong);
        if (claimed && *claimed) ++got;
      });
    }
    for (std::thread& bot : bots) bot.join();
    EXPECT_EQ(got, 1);
  }
}

TEST_F(BotStore, WhatALostLeaseWritesTakesNoEffect) {
  const std::string job = Enqueue();
  const auto paused = Claim(job, "one", kOver);
  ASSERT_TRUE(paused);
  EXPECT_THAT(Waiting(), ElementsAre(job)) << "its bot stalled";
  const auto now = Claim(job, "two");
  ASSERT_TRUE(now);
  EXPECT_GT(now->lease.fence, paused->lease.fence);
  EXPECT_EQ(now->job.attempts, 2);
  const std::string before = platform_->Ask("SELECT j::text FROM jobs j");
  const Lease& old = paused->lease;
  EXPECT_EQ(store_->Renew(old, kLong).value(), Renewal::kLost);
  EXPECT_EQ(store_->Look(old).value(), Renewal::kLost);
  const NewRelease release{application_, std::string(64, 'a'), "{}", "{}", "[]"};
  for (const Failure& failure : {store_->SetStage(old, "deploy").error(), store_->Log(old, {{"deploy", "hello"}}).error(),
                                 store_->Complete(old, "{}", "x", NextJob{"y", "{}", ""}).error(), store_->Fail(old, "{}", "x", true).error(),
                                 store_->EndCancelled(old, "x").error(), store_->PutBack(old, "x").error(),
                                 store_->CreateRelease(old, release).error(), store_->SetArtifact(old, job, "{}").error(),
                                 store_->SetStatus(old, job, ReleaseStatus::kFailed).error(), store_->Activate(old, job, "here", "a:1").error()}) {
    EXPECT_EQ(failure.kind, FailureKind::kStopped) << failure.text;
  }
  EXPECT_EQ(platform_->Ask("SELECT j::text FROM jobs j"), before);
  EXPECT_EQ(platform_->Ask("SELECT (SELECT count(*) FROM job_events) + (SELECT count(*) FROM releases) + (SELECT count(*) FROM deployments)"), "0");
  EXPECT_EQ(store_->Renew(now->lease, kLong).value(), Renewal::kKept);
  EXPECT_TRUE(store_->Complete(now->lease, "{}", "done", std::nullopt));
}

TEST_F(BotStore, FencesGrowFromJobToJobOfAnApplication) {
  int64_t last = 0;
  for (int i = 0; i < 4; ++i) {
    const auto claimed = Claim(Enqueue());
    ASSERT_TRUE(claimed);
    EXPECT_GT(claimed->lease.fence, last);
    last = claimed->lease.fence;
    ASSERT_TRUE(store_->Complete(claimed->lease, "{}", "done", std::nullopt));
  }
}

TEST_F(BotStore, AnEndThatWasWrittenIsNotWrittenTwice) {
  const auto claimed = Claim(Enqueue());
  const auto next = store_->Complete(claimed->lease, "{}", "done", NextJob{"build-application", "{}", ""});
  const auto again = store_->Complete(claimed->lease, "{}", "done", NextJob{"build-application", "{}", ""});
  ASSERT_TRUE(next && again);
  EXPECT_EQ(*next, *again);
  EXPECT_EQ(platform_->Ask("SELECT count(*) FROM jobs"), "2");
  const auto failed = Claim(*next);
  EXPECT_TRUE(store_->Fail(failed->lease, "{}", "failed", true).value());
  EXPECT_TRUE(store_->Fail(failed->lease, "{}", "failed", true).value());
  EXPECT_THAT(Texts(*next), ElementsAre("failed; tried again in 0 s"));
}

TEST_F(BotStore, AClaimWhoseAnswerWasLostIsGivenAgain) {
  const std::string job = Enqueue();
  ASSERT_TRUE(Claim(job, "one"));
  const auto again = Claim(job, "one");
  ASSERT_TRUE(again);
  EXPECT_EQ(again->job.attempts, 1) << "it was not tried yet";
}

TEST_F(BotStore, TriesAgainLaterAndLaterUntilItIsDead) {
  bot::StoreSettings settings = platform_->Settings();
  settings.first_delay = std::chrono::seconds(2);
  settings.most_delay = std::chrono::seconds(10);
  Store patient(settings);
  const std::string job = Enqueue();
  std::vector<std::string> delays;
  for (int i = 1; i <= 5; ++i) {
    platform_->Ask("UPDATE jobs SET run_after = now()");
    const auto claimed = Claim(job);
    ASSERT_TRUE(claimed);
    EXPECT_EQ(claimed->job.attempts, i);
    EXPECT_EQ(patient.Fail(claimed->lease, R"({"message":"disk full"})", "failed: disk full", true).value(), i < 5);
    EXPECT_FALSE(Claim(job)) << "not before its time";
    delays.push_back(platform_->Ask("SELECT round(extract(epoch FROM run_after - updated_at)) FROM jobs"));
  }
  EXPECT_THAT(delays, ElementsAre("2", "4", "8", "10", testing::_));
  EXPECT_EQ(Find(job).status, JobStatus::kFailed);
  EXPECT_THAT(Texts(job).back(), HasSubstr("disk full; it was the last attempt"));
  EXPECT_THAT(Waiting(), IsEmpty());
  EXPECT_TRUE(store_->Requeue(job).value());
  EXPECT_FALSE(store_->Requeue(job).value());
  EXPECT_EQ(Find(job).attempts, 0);
  EXPECT_TRUE(Claim(job));
}

TEST_F(BotStore, WhatTheUserWroteIsNotTriedAgain) {
  const auto claimed = Claim(Enqueue());
  EXPECT_FALSE(store_->Fail(claimed->lease, "{}", "failed: no such model", false).value());
  EXPECT_EQ(Find(claimed->job.id).status, JobStatus::kFailed);
  EXPECT_EQ(Texts(claimed->job.id).back(), "failed: no such model");
}

TEST_F(BotStore, AJobWhoseBotsNeverComeBackIsDead) {
  const std::string job = Enqueue();
  for (int i = 1; i <= 5; ++i) ASSERT_TRUE(Claim(job, "bot" + std::to_string(i), kOver));
  EXPECT_THAT(Waiting(), ElementsAre(job));
  EXPECT_FALSE(Claim(job, "last"));
  EXPECT_EQ(Find(job).status, JobStatus::kFailed);
  EXPECT_THAT(Find(job).verdict, HasSubstr("the bot ended in the middle of it"));
  EXPECT_THAT(Waiting(), IsEmpty());
}

TEST_F(BotStore, CancelsBeforeAndWhileAtWork) {
  const std::string pending = Enqueue();
  EXPECT_TRUE(store_->Cancel(pending).value());
  EXPECT_EQ(Find(pending).status, JobStatus::kCancelled);
  EXPECT_FALSE(store_->Cancel(pending).value());
  const std::string by_platform = Enqueue();
  platform_->Ask("UPDATE jobs SET cancel_requested = true WHERE id = '" + by_platform + "'");
  EXPECT_THAT(Waiting("elsewhere"), ElementsAre(by_platform)) << "any bot may end it";
  EXPECT_FALSE(Claim(by_platform));
  EXPECT_EQ(Find(by_platform).status, JobStatus::kCancelled);
  const auto working = Claim(Enqueue());
  EXPECT_TRUE(store_->Cancel(working->job.id).value());
  EXPECT_EQ(store_->Look(working->lease).value(), Renewal::kCancelled);
  EXPECT_EQ(store_->Renew(working->lease, kLong).value(), Renewal::kCancelled);
  EXPECT_TRUE(store_->EndCancelled(working->lease, "cancelled"));
  EXPECT_EQ(Find(working->job.id).status, JobStatus::kCancelled);
  const auto late = Claim(Enqueue());
  EXPECT_TRUE(store_->Cancel(late->job.id).value());
  EXPECT_EQ(store_->Complete(late->lease, "{}", "done", NextJob{"build-application", "{}", ""}).value(), "");
  EXPECT_EQ(Find(late->job.id).status, JobStatus::kCancelled) << "nothing follows a job that is to be cancelled";
  const auto stalled = Claim(Enqueue(), "dead", kOver);
  EXPECT_TRUE(store_->Cancel(stalled->job.id).value());
  EXPECT_FALSE(Claim(stalled->job.id));
  EXPECT_EQ(Find(stalled->job.id).status, JobStatus::kCancelled);
}

TEST_F(BotStore, PutsBackWithoutCountingTheAttempt) {
  const auto claimed = Claim(Enqueue());
  EXPECT_TRUE(store_->PutBack(claimed->lease, "put back"));
  EXPECT_EQ(Find(claimed->job.id).attempts, 0);
  EXPECT_TRUE(Claim(claimed->job.id, "two"));
}

TEST_F(BotStore, AJobBelongsToTheMachineOfItsApplication) {
  const auto deploy_there = [&](const std::string& application) {
    platform_->Ask("INSERT INTO deployments (id, application_id, machine, address, fence, created_at, updated_at) VALUES (gen_random_uuid(), '" +
                   application + "', 'there', 'x', 41, now(), now())");
  };
  const std::string job = Enqueue();
  deploy_there(application_);
  EXPECT_THAT(Waiting("here"), IsEmpty());
  EXPECT_FALSE(Claim(job));
  EXPECT_THAT(Waiting("there"), ElementsAre(job));
  const auto claimed = store_->Claim(job, "one", "there", kLong).value();
  ASSERT_TRUE(claimed);
  EXPECT_GT(claimed->lease.fence, 41);
  const std::string moved = Enqueue(platform_->NewApplication("moved"), R"({"machine":"third"})");
  EXPECT_THAT(Waiting("here"), IsEmpty());
  EXPECT_THAT(Waiting("third"), ElementsAre(moved));

  const std::string stays = platform_->NewApplication("stays");
  deploy_there(stays);
  const std::string asked = Enqueue(stays, R"({"machine":"third"})");
  EXPECT_THAT(Waiting("third"), ElementsAre(moved));
  EXPECT_THAT(Waiting("there"), ElementsAre(asked));
}

TEST_F(BotStore, DataThatNobodyExpectsStopsNoOtherJob) {
  std::vector<std::string> jobs;
  int number = 0;
  for (const std::string& data :
       {std::string(R"({"machine":["x"]})"), std::string(R"([{"machine":"x"}])"), std::string(R"({"\u0000":"machine","machine":"x"})"),
        std::string(R"({"machine":"\ud800"})"), std::string("5"), std::string("null"), std::string(200, '[') + std::string(200, ']')}) {
    jobs.push_back(Enqueue(platform_->NewApplication("odd" + std::to_string(++number)), data));
  }
  const std::string good = Enqueue();
  EXPECT_THAT(Waiting(), testing::Contains(good));
  EXPECT_TRUE(Claim(good));
  for (const std::string& job : jobs) EXPECT_TRUE(store_->Claim(job, "x", "here", kLong)) << job;
}

TEST_F(BotStore, KeepsLinesInOrderAndNotForEver) {
  const auto claimed = Claim(Enqueue());
  std::vector<Line> lines;
  for (int i = 1; i <= 6000; ++i) lines.push_back({"build", "line " + std::to_string(i)});
  ASSERT_TRUE(store_->Log(claimed->lease, lines));
  ASSERT_TRUE(store_->Log(claimed->lease, lines));
  ASSERT_TRUE(store_->Log(claimed->lease, {{"build", "one more"}}));
  EXPECT_EQ(platform_->Ask("SELECT count(*), max(number) FROM job_events"), "10001|10001");
  const auto events = store_->Events(claimed->job.id, 9999, 1000).value();
  ASSERT_EQ(events.size(), 2U);
  EXPECT_EQ(events[0].text, "line 4000");
  EXPECT_EQ(events[0].stage, "build");
  EXPECT_THAT(events[1].text, HasSubstr("the log is full"));
  ASSERT_TRUE(store_->Complete(claimed->lease, "{}", "completed", std::nullopt));
  EXPECT_EQ(store_->Events(claimed->job.id, 10001, 10).value().at(0).text, "completed") << "the verdict is the last line, always";
}

TEST_F(BotStore, ShowsNoPasswordWhenItCannotConnect) {
  const std::string url = platform_->Settings().url;
  for (const std::string& wrong : {std::string("postgresql://ada:hunter2@127.0.0.1:1/x"), std::string("postgresql://ada:hunter2@127.0.0.1:hunter2/x"),
                                   std::string("hunter2 hunter2"), std::string("postgresql://ada:hunter2@nowhere.invalid/x"),
                                   std::string(url).replace(url.find("secret"), 6, "hunter2"), std::string("postgresql://ada:hunter2@[::1/x")}) {
    bot::StoreSettings settings;
    settings.url = wrong;
    settings.patience = std::chrono::seconds(0);
    Store store(settings);
    const auto found = store.Waiting("here", 1);
    ASSERT_FALSE(found);
    EXPECT_EQ(found.error().kind, FailureKind::kEnvironment);
    EXPECT_THAT(found.error().text, Not(HasSubstr("hunter2")));
    EXPECT_THAT(found.error().text, HasSubstr("the database does not answer"));
  }
}

TEST_F(BotStore, RefusesWhatIsNotThere) {
  EXPECT_FALSE(store_->FindJob("x").value());
  EXPECT_FALSE(store_->FindJob("' OR true --").value());
  EXPECT_FALSE(store_->FindJob("00000000-0000-0000-0000-000000000000").value());
  EXPECT_FALSE(store_->Cancel("00000000-0000-0000-0000-000000000000").value());
  EXPECT_FALSE(store_->Enqueue("00000000-0000-0000-0000-000000000000", "{}"));
  EXPECT_FALSE(store_->FindApplication("ada/nothing").value());
  EXPECT_EQ(store_->FindApplication("ada/shop").value().value().id, application_);
  EXPECT_EQ(store_->FindApplication(application_).value().value().name, "shop");
  EXPECT_FALSE(Claim("not an id"));
}

}  // namespace
}  // namespace ingot::bot
