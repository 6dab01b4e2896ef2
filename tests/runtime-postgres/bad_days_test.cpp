// PostgreSQL stops, hangs, starts again, is full: clients are told quickly, and all is well afterwards without a restart.
#include <gmock/gmock.h>

#include <atomic>
#include <chrono>
#include <thread>
#include <vector>

#include "tests/runtime-postgres/trial.h"

namespace ingot::rt::test {
namespace {

using Clock = std::chrono::steady_clock;
using ::testing::HasSubstr;

std::int64_t millisecondsSince(Clock::time_point began) {
  return std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - began).count();
}

class BadDays : public Trial {
 protected:
  BadDays() {
    useOwnServer();
    options_.statementTimeoutMs = 500;
  }

  Answer ask() {
    return run([](Context& context) {
      return context.read([](Session& session) {
        std::int64_t result = 0;
        session.run("SELECT 7::bigint", Params(), [&](const Row& row) { row.read(result); });
        return format(result);
      });
    });
  }
  Answer create() {
    return run([](Context& context) {
      const std::string name = format(newUuid());
      context.write([&](Session& session) { session.execute(kInsertAccount, Params(newUuid(), name, std::int64_t{0}), &kAccounts); },
                    {.oneStatement = true});
      return std::string("made");
    });
  }
  Answer transact() {
    return run([](Context& context) {
      context.write([](Session& session) {
        for (int i = 0; i < 2; ++i) session.execute(kInsertAccount, Params(newUuid(), format(newUuid()), std::int64_t{0}), &kAccounts);
      });
      return std::string("made");
    });
  }
  // Until all three succeed; false after 15 seconds.
  bool recovers() {
    const auto began = Clock::now();
    while (millisecondsSince(began) < 15'000) {
      if (ask().status == 200 && create().status == 200 && transact().status == 200) return true;
      std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    return false;
  }
  bool ready() {
    std::string why;
    return database_->ready(why);
  }
};

TEST_F(BadDays, AStoppedServerIsToldQuicklyAndComesBack) {
  start();
  ASSERT_TRUE(recovers());
  server().Stop();
  for (int i = 0; i < 10; ++i) {
    const auto began = Clock::now();
    for (const Answer& answer : {ask(), create(), transact()}) {
      EXPECT_EQ(answer.status, 503) << answer.body;
      EXPECT_THAT(answer.body, ::testing::AnyOf(HasSubstr("database_unavailable"), HasSubstr("outcome_unknown")));
    }
    EXPECT_LT(millisecondsSince(began), 3'000);
  }
  EXPECT_FALSE(ready());
  server().Start();
  EXPECT_TRUE(recovers());
  EXPECT_TRUE(ready());
}

TEST_F(BadDays, ACrashedServerLosesNothingThatWasAcknowledged) {
  start();
  std::atomic<bool> stop{false};
  std::atomic<int> made{0};
  std::atomic<int> unsure{0};
  std::vector<std::thread> clients;
  for (int i = 0; i < 4; ++i) {
    clients.emplace_back([&] {
      while (!stop) {
        const Answer answer = create();
        made += answer.status == 200;
        unsure += answer.status == 503 && answer.body.find("outcome_unknown") != std::string::npos;
        if (answer.status != 200) std::this_thread::sleep_for(std::chrono::milliseconds(20));
      }
    });
  }
  std::this_thread::sleep_for(std::chrono::milliseconds(400));
  server().Crash();
  server().Start();
  EXPECT_TRUE(recovers());
  stop = true;
  for (std::thread& each : clients) each.join();
  const int own = 3;  // that `recovers` made, at least
  const int stored = std::stoi(sql("SELECT count(*) FROM accounts"));
  EXPECT_GE(stored, made + own);
  EXPECT_GT(made, 20);
}

TEST_F(BadDays, AServerThatHangsHoldsNobodyForLong) {
  start();
  ASSERT_TRUE(recovers());
  server().Pause();
  const auto began = Clock::now();
  std::vector<std::thread> clients;
  std::atomic<int> told{0};
  for (int i = 0; i < 6; ++i) {
    clients.emplace_back([&, i] { told += (i % 3 == 0 ? ask() : i % 3 == 1 ? create() : transact()).status == 503; });
  }
  for (std::thread& each : clients) each.join();
  EXPECT_LT(millisecondsSince(began), 15'000) << "the statement's time-out, a grace of two seconds, and one try to connect";
  server().Resume();
  EXPECT_EQ(told, 6);
  EXPECT_TRUE(recovers());
}

TEST_F(BadDays, SessionsThatAnAdministratorEndsAreReplaced) {
  start();
  ASSERT_TRUE(recovers());
  for (int i = 0; i < 5; ++i) {
    sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'ingot'");
    const Answer answer = ask();
    EXPECT_EQ(answer.status, 200) << "a read is asked again on another connection: " << answer.body;
  }
  EXPECT_TRUE(recovers());
}

TEST_F(BadDays, FewerConnectionsThanWantedAreEnough) {
  own_ = std::make_unique<ingot::test::Postgres>(ingot::test::Postgres::Options{.connections = 8, .settings = {"superuser_reserved_connections=2"}});
  ownServer_ = false;
  options_.connections = 60;
  start();
  std::vector<std::thread> clients;
  std::atomic<int> fine{0};
  std::atomic<int> other{0};
  for (int i = 0; i < 12; ++i) {
    clients.emplace_back([&, i] {
      for (int k = 0; k < 20; ++k) {
        const int status = (i % 3 == 0 ? ask() : i % 3 == 1 ? create() : transact()).status;
        (status == 200 ? fine : other) += 1;
      }
    });
  }
  for (std::thread& each : clients) each.join();
  EXPECT_GT(fine, 60) << other;
  EXPECT_TRUE(recovers());
}

TEST_F(BadDays, AServiceThatStopsWaitsForItsStatements) {
  start();
  std::thread client([&] {
    const Answer answer = run([](Context& context) {
      context.write([](Session& session) {
        session.execute(Statement{"SELECT 1 FROM pg_sleep(0.3)"}, Params());
        session.execute(kInsertAccount, Params(newUuid(), "late", std::int64_t{0}), &kAccounts);
      });
      return std::string("made");
    });
    EXPECT_EQ(answer.body, "made");
  });
  std::this_thread::sleep_for(std::chrono::milliseconds(100));
  service_->stop();
  client.join();
  EXPECT_EQ(sql("SELECT count(*) FROM accounts WHERE name = 'late'"), "1\n");
}

TEST_F(BadDays, AWrongAddressOrPasswordIsSaidAtTheStart) {
  start();
  const std::string good = options_.url;
  const auto whyNot = [&](const std::string& url) {
    store::Options options;
    options.url = url;
    try {
      (void)store::open(options);
    } catch (const std::runtime_error& error) {
      return std::string(error.what());
    }
    return std::string();
  };
  std::string wrong = good;
  wrong.replace(wrong.find(":secret@"), 8, ":wrong-one@");
  EXPECT_THAT(whyNot(wrong), HasSubstr("password authentication failed"));
  EXPECT_THAT(whyNot(wrong), ::testing::Not(HasSubstr("wrong-one")));
  EXPECT_THAT(whyNot("postgresql://127.0.0.1:1/none"), HasSubstr("cannot reach the database"));
  EXPECT_THAT(whyNot("postgresql://u:top-secret@[bad/none"), HasSubstr("DATABASE_URL cannot be read"));
  EXPECT_THAT(whyNot("postgresql://u:top-secret@[bad/none"), ::testing::Not(HasSubstr("top-secret")));
  EXPECT_EQ(store::urlForPeople("postgresql://u:top-secret@h/d?sslpassword=abc&x=1"), "postgresql://u:***@h/d?sslpassword=***&x=1");
}

}  // namespace
}  // namespace ingot::rt::test
