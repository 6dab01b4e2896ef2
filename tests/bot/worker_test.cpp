// Workers in the test's own process, on a real database.
#include "bot/worker/worker.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <thread>

#include "tests/bot/platform.h"

namespace ingot::bot {
namespace {

using std::chrono::milliseconds;
using testing::HasSubstr;
using Clock = std::chrono::steady_clock;

auto Failing(FailureKind kind, const std::string& text) -> tl::unexpected<Failure> {
  return tl::unexpected(Failure{kind, text, R"([{"code":"ING0001"}])"});
}

class BotWorker : public testing::Test {
 protected:
  void SetUp() override {
    if (const std::string missing = test::Postgres::Missing(); !missing.empty()) GTEST_SKIP() << missing;
    platform_ = std::make_unique<test::Platform>();
    store_ = std::make_unique<Store>(platform_->Settings());
  }

  auto Settings(int slots = 2) -> WorkerSettings {
    WorkerSettings settings;
    settings.store = platform_->Settings();
    settings.machine = "here";
    settings.slots = slots;
    settings.lease = milliseconds(1500);
    settings.poll = milliseconds(50);
    return settings;
  }

  auto Started(Performer performer, int slots = 2) -> std::unique_ptr<Worker> {
    auto worker = std::make_unique<Worker>(Settings(slots), Performers{{"generate-code", std::move(performer)}}, [](const std::string&) {});
    worker->Start();
    return worker;
  }

  auto Enqueue(const std::string& name) -> std::string { return store_->Enqueue(platform_->NewApplication(name), "{}").value(); }
  auto StatusOf(const std::string& job) -> std::string { return "SELECT status FROM jobs WHERE id = '" + job + "'"; }
  auto LogOf(const std::string& job) -> std::string {
    return platform_->Ask("SELECT string_agg(stage || ':' || text, '|' ORDER BY number) FROM job_events WHERE job_id = '" + job + "'");
  }

  std::unique_ptr<test::Platform> platform_;
  std::unique_ptr<Store> store_;
};

// Until the job is stopped, or for so long.
void WaitForStop(const JobContext& context, milliseconds most = milliseconds(10000)) {
  const auto end = Clock::now() + most;
  while (!context.Stopped() && Clock::now() < end) std::this_thread::sleep_for(milliseconds(5));
}

TEST_F(BotWorker, DoesAJobAndWritesWhatItSays) {
  const auto worker = Started([](const Job& job, JobContext& context) -> Result<Outcome> {
    (void)context.EnterStage("check");
    context.Log("looking at " + job.application_name);
    (void)context.EnterStage("generate");
    context.Log("writing");
    return Outcome{R"({"files":3})", "3 files", std::nullopt};
  });
  const std::string job = Enqueue("shop");
  platform_->WaitFor(StatusOf(job), "completed");
  EXPECT_EQ(LogOf(job), ":attempt 1 of 5 on here|check:looking at ada/shop|generate:writing|generate:3 files");
  EXPECT_EQ(store_->FindJob(job).value()->verdict, R"({"files":3})");
}

TEST_F(BotWorker, DoesSoManyAtATimeAndNoMore) {
  std::atomic<int> now{0};
  std::atomic<int> most{0};
  const auto worker = Started(
      [&](const Job&, JobContext&) -> Result<Outcome> {
        const int count = ++now;
        if (count > most) most = count;
        std::this_thread::sleep_for(milliseconds(60));
        --now;
        return Outcome{"{}", "", std::nullopt};
      },
      3);
  for (int i = 0; i < 12; ++i) Enqueue("app" + std::to_string(i));
  platform_->WaitFor("SELECT count(*) FROM jobs WHERE status = 'completed'", "12");
  EXPECT_EQ(most, 3);
}

TEST_F(BotWorker, HoldsAJobThatTakesLongerThanItsLease) {
  std::atomic<int> begun{0};
  const Performer slow = [&](const Job&, JobContext& context) -> Result<Outcome> {
    ++begun;
    WaitForStop(context, milliseconds(4000));
    return Outcome{context.Stopped() ? R"({"stopped":true})" : "{}", "", std::nullopt};
  };
  const auto one = Started(slow);
  const auto two = Started(slow);
  const std::string job = Enqueue("shop");
  platform_->WaitFor(StatusOf(job), "completed");
  EXPECT_EQ(begun, 1);
  EXPECT_EQ(store_->FindJob(job).value()->verdict, "{}");
  EXPECT_EQ(store_->FindJob(job).value()->attempts, 1);
}

TEST_F(BotWorker, FailsOrTriesAgainByTheKindOfFailure) {
  std::atomic<int> tries{0};
  const auto worker = Started([&](const Job& job, JobContext&) -> Result<Outcome> {
    if (job.application_name == "ada/wrong") return Failing(FailureKind::kDefinition, "no such model");
    if (job.application_name == "ada/thrown") throw std::runtime_error("surprise");
    if (job.application_name == "ada/nonsense") return Outcome{"no json", "", std::nullopt};
    return ++tries < 3 ? Result<Outcome>(Failing(FailureKind::kEnvironment, "disk full")) : Outcome{"{}", "", std::nullopt};
  });
  const std::string wrong = Enqueue("wrong");
  const std::string thrown = Enqueue("thrown");
  const std::string nonsense = Enqueue("nonsense");
  const std::string passing = Enqueue("passing");
  platform_->WaitFor(StatusOf(wrong), "failed");
  platform_->WaitFor(StatusOf(thrown), "failed");
  platform_->WaitFor(StatusOf(nonsense), "failed");
  platform_->WaitFor(StatusOf(passing), "completed");
  EXPECT_EQ(tries, 3);
  EXPECT_EQ(store_->FindJob(wrong).value()->attempts, 1);
  EXPECT_EQ(store_->FindJob(thrown).value()->attempts, 5);
  const std::string verdict = R"({"result":"failed","kind":"definition","stage":"","message":"no such model","diagnostics":[{"code":"ING0001"}]})";
  EXPECT_EQ(store_->FindJob(wrong).value()->verdict, verdict);
  EXPECT_THAT(LogOf(wrong), testing::EndsWith("failed: no such model"));
  EXPECT_THAT(LogOf(thrown), HasSubstr("surprise"));
}

TEST_F(BotWorker, StopsAJobThatIsCancelled) {
  std::atomic<bool> begun{false};
  const auto worker = Started([&](const Job&, JobContext& context) -> Result<Outcome> {
    begun = true;
    WaitForStop(context);
    return Failing(FailureKind::kStopped, "stopped");
  });
  const std::string job = Enqueue("shop");
  while (!begun) std::this_thread::sleep_for(milliseconds(5));
  platform_->Ask("UPDATE jobs SET cancel_requested = true");
  platform_->WaitFor(StatusOf(job), "cancelled", 5);
  EXPECT_THAT(LogOf(job), testing::EndsWith("cancelled: it was to be cancelled"));
}

TEST_F(BotWorker, PutsItsJobsBackWhenItEnds) {
  std::atomic<int> begun{0};
  const Performer waits = [&](const Job&, JobContext& context) -> Result<Outcome> {
    ++begun;
    WaitForStop(context);
    return Failing(FailureKind::kStopped, "stopped");
  };
  auto worker = Started(waits);
  const std::string job = Enqueue("shop");
  while (begun == 0) std::this_thread::sleep_for(milliseconds(5));
  EXPECT_TRUE(worker->Stop(milliseconds(5000)));
  EXPECT_EQ(platform_->Ask("SELECT status, attempts FROM jobs"), "pending|0");
  worker.reset();
  const auto other = Started([](const Job&, JobContext&) -> Result<Outcome> { return Outcome{"{}", "", std::nullopt}; });
  platform_->WaitFor(StatusOf(job), "completed", 3);
}

TEST_F(BotWorker, WritesNothingAboutAJobThatAnotherOneHas) {
  std::atomic<bool> begun{false};
  std::atomic<bool> stopped{false};
  const auto worker = Started([&](const Job& job, JobContext& context) -> Result<Outcome> {
    begun = true;
    WaitForStop(context);
    stopped = context.Stopped();
    EXPECT_FALSE(context.OwnStore().CreateRelease(context.OwnLease(), {job.application, std::string(64, 'a'), "{}", "{}", "[]"}));
    EXPECT_FALSE(context.EnterStage("deploy"));
    return Outcome{R"({"late":true})", "", NextJob{"build-application", "{}", ""}};
  });
  Enqueue("shop");
  while (!begun) std::this_thread::sleep_for(milliseconds(5));
  platform_->Ask("UPDATE jobs SET fence = fence + 1, owner = 'other', lease_until = now() + interval '1 hour'");
  while (!stopped) std::this_thread::sleep_for(milliseconds(5));
  std::this_thread::sleep_for(milliseconds(300));
  EXPECT_EQ(platform_->Ask("SELECT status, verdict IS NULL, owner FROM jobs"), "processing|t|other");
  EXPECT_EQ(platform_->Ask("SELECT count(*) FROM releases"), "0");
}

// The process of a bot is paused for longer than its lease. When it goes on, the very next question says that the job is not its own any more,
// although nobody has told it; and what it writes takes no effect.
TEST_F(BotWorker, NoticesThatItWasPaused) {
  const std::string job = Enqueue("shop");
  int ends[2];
  ASSERT_EQ(::pipe(ends), 0);
  const pid_t child = ::fork();
  if (child == 0) {
    const auto worker = Started([&](const Job&, JobContext& context) -> Result<Outcome> {
      while (true) {
        const auto before = Clock::now();
        ::usleep(1000);
        if (Clock::now() - before < std::chrono::seconds(1)) continue;  // not paused yet
        const char noticed = context.Stopped() ? 'y' : 'n';
        if (::write(ends[1], &noticed, 1) != 1) ::_exit(1);
        return Outcome{R"({"by":"the paused one"})", "", std::nullopt};
      }
    });
    ::pause();
    ::_exit(0);
  }
  platform_->WaitFor(StatusOf(job), "processing");
  ::kill(child, SIGSTOP);
  std::this_thread::sleep_for(milliseconds(2000));
  const auto other = Started([](const Job&, JobContext&) -> Result<Outcome> { return Outcome{R"({"by":"the other one"})", "", std::nullopt}; });
  platform_->WaitFor(StatusOf(job), "completed");
  ::kill(child, SIGCONT);
  char noticed = 0;
  EXPECT_EQ(::read(ends[0], &noticed, 1), 1);
  EXPECT_EQ(noticed, 'y');
  std::this_thread::sleep_for(milliseconds(300));
  ::kill(child, SIGKILL);
  ::waitpid(child, nullptr, 0);
  EXPECT_EQ(platform_->Ask("SELECT status, attempts, verdict FROM jobs"), R"(completed|2|{"by":"the other one"})");
}

TEST_F(BotWorker, KeepsTheLogBounded) {
  const auto worker = Started([](const Job&, JobContext& context) -> Result<Outcome> {
    for (int i = 0; i < 30000; ++i) context.Log("line " + std::to_string(i) + std::string(i == 7 ? 100000 : 0, 'x'));
    return Outcome{"{}", "the end", std::nullopt};
  });
  const std::string job = Enqueue("shop");
  platform_->WaitFor(StatusOf(job), "completed", 60);
  EXPECT_EQ(platform_->Ask("SELECT count(*), max(octet_length(text)) FROM job_events"), "10002|4096");
  EXPECT_EQ(platform_->Ask("SELECT text FROM job_events ORDER BY number DESC LIMIT 1"), "the end");
}

}  // namespace
}  // namespace ingot::bot
