// Many requests share few connections: none gets another's answer, and none suffers for another's mistake.
#include <gmock/gmock.h>

#include <atomic>
#include <thread>
#include <vector>

#include "store/write-now.hpp"
#include "tests/runtime-postgres/trial.h"
#include "tests/support/pgbouncer.h"

namespace ingot::rt::test {
namespace {

using ::testing::HasSubstr;

// Does work from several threads at once.
void atOnce(int threads, const std::function<void(int)>& work) {
  std::vector<std::thread> running;
  for (int i = 0; i < threads; ++i) running.emplace_back([&, i] { work(i); });
  for (std::thread& each : running) each.join();
}

std::int64_t ask(Session& session, const std::string& sql, const Params& params) {
  std::int64_t result = -1;
  session.run(sql, params, [&](const Row& row) { row.read(result); });
  return result;
}

class Lanes : public Trial {};

// The same straight and through a pooler, which gives each transaction one of six connections.
class LanesTo : public Trial, public ::testing::WithParamInterface<bool> {
 protected:
  void SetUp() override {
    Trial::SetUp();
    const std::string missing = GetParam() ? ingot::test::PgBouncer::Missing() : std::string();
    if (!IsSkipped() && !missing.empty()) GTEST_SKIP() << missing;
  }
  std::string url() override {
    if (!GetParam()) return Trial::url();
    options_.pooled = true;
    pooler_ = std::make_unique<ingot::test::PgBouncer>(server(), 6);
    return pooler_->Url(name_);
  }

 private:
  std::unique_ptr<ingot::test::PgBouncer> pooler_;
};
INSTANTIATE_TEST_SUITE_P(Way, LanesTo, ::testing::Bool(), [](const auto& way) { return std::string(way.param ? "Pooler" : "Server"); });

TEST_P(LanesTo, EachGetsItsOwnAnswer) {
  start();
  std::atomic<int> right{0};
  atOnce(16, [&](int thread) {
    for (int i = 0; i < 60; ++i) {
      const std::int64_t number = thread * 1000 + i;
      // Some fail, by an error of the database, in the middle of the others.
      const bool fails = i % 7 == 0;
      const Answer answer = run([&](Context& context) {
        return context.read([&](Session& session) {
          return format(ask(session, fails ? "SELECT 1 / ($1::bigint - $1)" : "SELECT $1::bigint", Params(number)));
        });
      });
      right += fails ? answer.status == 500 : answer.body == format(number);
    }
  });
  EXPECT_EQ(right, 16 * 60);
}

TEST_P(LanesTo, ManyStatementTextsAreMoreThanAreKeptPrepared) {
  start();
  for (int round = 0; round < 2; ++round) {
    for (int i = 0; i < 450; ++i) {
      const std::string sql = "SELECT $1::bigint + " + std::to_string(i);
      const Answer answer = run([&](Context& context) {
        return context.read([&](Session& session) { return format(ask(session, sql, Params(std::int64_t{1}))); });
      });
      ASSERT_EQ(answer.body, std::to_string(i + 1));
    }
  }
}

TEST_F(Lanes, AStatementThatNoLongerFitsIsPreparedAgain) {
  start();
  const auto read = [&] {
    return run([](Context& context) {
      return context.read([](Session& session) { return format(ask(session, "SELECT * FROM shape", Params())); });
    });
  };
  sql("CREATE TABLE shape (a integer); INSERT INTO shape VALUES (1)");
  for (int i = 0; i < 20; ++i) ASSERT_EQ(read().body, "1");
  sql("ALTER TABLE shape ALTER a TYPE bigint, ADD b text");
  for (int i = 0; i < 20; ++i) ASSERT_EQ(read().body, "1");
}

// Moves money in a transaction: read, decide, write.
std::string move(Context& context, Isolation isolation) {
  context.write(
      [](Session& session) {
        const std::int64_t balance = ask(session, "SELECT balance FROM accounts WHERE name = 'a'", Params());
        session.execute(Statement{"UPDATE accounts SET balance = $1 WHERE name = 'a'"}, Params(balance - 1), &kAccounts);
        session.execute(Statement{"UPDATE accounts SET balance = balance + 1 WHERE name = 'b'"}, Params(), &kAccounts);
      },
      {.isolation = isolation});
  return "moved";
}

TEST_P(LanesTo, SerializableTransactionsAreTriedAgain) {
  start();
  sql("INSERT INTO accounts (id, name, balance) VALUES (gen_random_uuid(), 'a', 1000), (gen_random_uuid(), 'b', 0)");
  std::atomic<int> moved{0};
  std::atomic<int> busy{0};
  atOnce(6, [&](int) {
    for (int i = 0; i < 20; ++i) {
      const Answer answer = run([](Context& context) { return move(context, Isolation::serializable); });
      moved += answer.status == 200;
      busy += answer.status == 503;
    }
  });
  EXPECT_EQ(moved + busy, 120);
  EXPECT_GT(moved, 20);
  const std::string count = std::to_string(moved.load());
  EXPECT_EQ(sql("SELECT balance FROM accounts WHERE name = 'b'"), count + "\n") << "no update was lost, none counted twice";
  EXPECT_EQ(sql("SELECT 1000 - balance FROM accounts WHERE name = 'a'"), count + "\n");
}

TEST_P(LanesTo, OneOfAThousandWins) {
  start();
  std::atomic<int> won{0};
  std::atomic<int> lost{0};
  atOnce(20, [&](int) {
    for (int i = 0; i < 50; ++i) {
      const Answer answer = run([](Context& context) {
        context.write([](Session& session) { session.execute(kInsertAccount, Params(newUuid(), "the one", std::int64_t{0}), &kAccounts); },
                      {.oneStatement = true});
        return std::string();
      });
      won += answer.status == 200;
      lost += answer.status == 409;
    }
  });
  EXPECT_EQ(won, 1);
  EXPECT_EQ(lost, 999);
}

TEST_P(LanesTo, AFailedTransactionLeavesItsConnectionClean) {
  options_.connections = 6;  // one for writes on each loop
  start();
  for (int i = 0; i < 20; ++i) {
    const Answer failed = run([](Context& context) {
      context.write([](Session& session) {
        session.execute(kInsertAccount, Params(newUuid(), "x", std::int64_t{1}), &kAccounts);
        session.execute(Statement{"SELECT 1 / 0"}, Params());
      });
      return std::string();
    });
    EXPECT_EQ(failed.status, 500);
    const Answer thrown = run([](Context& context) -> std::string {
      context.write([](Session& session) {
        session.execute(kInsertAccount, Params(newUuid(), "x", std::int64_t{1}), &kAccounts);
        throw Failure(418, "teapot", "no");
      });
      return {};
    });
    EXPECT_EQ(thrown.status, 418);
  }
  EXPECT_EQ(sql("SELECT count(*) FROM accounts"), "0\n");
  EXPECT_EQ(sql("SELECT count(*) FROM pg_stat_activity WHERE state LIKE 'idle in transaction%'"), "0\n");
}

// A database in the window of release 7: what programs of it see stands in a schema of its own.
class LanesInWindow : public LanesTo {
 protected:
  std::string url() override {
    sql("CREATE TABLE things (title text); CREATE UNIQUE INDEX things_title_key ON things (title);"
        "CREATE SCHEMA public_v7; CREATE VIEW public_v7.things AS SELECT title AS heading FROM things;"
        "CREATE TABLE seen (what bigint); INSERT INTO seen VALUES (1); CREATE VIEW public_v7.seen AS SELECT 7::bigint AS what");
    return LanesTo::url();
  }
  void insert(Isolation isolation, bool oneStatement, int status) {
    static constexpr Column kColumns[] = {{"heading", "heading"}};
    static constexpr Table kThings{"things", "heading", kColumns};
    const Answer answer = run([&](Context& context) {
      context.write(
          [](Session& session) { session.execute(Statement{"INSERT INTO things (heading) VALUES ('the one')"}, Params(), &kThings); },
          {.isolation = isolation, .oneStatement = oneStatement});
      return std::string();
    });
    EXPECT_EQ(answer.status, status) << answer.body;
    if (status != 409) return;
    EXPECT_THAT(answer.body, ::testing::AllOf(HasSubstr("heading"), ::testing::Not(HasSubstr("`title`"))));
  }
};
INSTANTIATE_TEST_SUITE_P(Way, LanesInWindow, ::testing::Bool(), [](const auto& way) { return std::string(way.param ? "Pooler" : "Server"); });

TEST_P(LanesInWindow, AllWorkSeesTheTablesOfItsRelease) {
  options_.release = 7;
  start();
  std::atomic<int> right{0};
  atOnce(8, [&](int thread) {
    for (int i = 0; i < 30; ++i) {
      const auto look = [](Session& session) { return format(ask(session, "SELECT what FROM seen", Params())); };
      const auto twice = [&](Session& session) { return look(session) + look(session); };
      const Answer answer = run([&](Context& context) {
        if (thread % 4 == 0) return context.read(look);
        if (thread % 4 == 1) return context.read(look, ReadCost::list);
        return context.write(twice, {.isolation = thread % 4 == 2 ? Isolation::serializable : Isolation::readCommitted});
      });
      right += answer.body == (thread % 4 < 2 ? "7" : "77");
    }
  });
  EXPECT_EQ(right, 8 * 30);
}

TEST_P(LanesInWindow, ErrorsNameColumnsAsTheReleaseDoes) {
  options_.release = 7;
  start();
  insert(Isolation::readCommitted, true, 200);
  insert(Isolation::readCommitted, true, 409);
  insert(Isolation::serializable, false, 409);
}

TEST_P(LanesInWindow, WorkAsideSeesThemToo) {
  options_.releaseAside = 7;
  start();
  const auto look = [](Session& session) { return ask(session, "SELECT what FROM seen", Params()); };
  std::int64_t seen = 0;
  database_->read([&](Session& session) { seen = look(session); });
  EXPECT_EQ(seen, 7);
  store::writeNow(*database_, [&](Session& session) { seen = look(session) * 10; });
  EXPECT_EQ(seen, 70);
}

TEST_P(LanesInWindow, OfAnotherReleaseIsPassedOver) {
  options_.release = 6;
  start();
  const Answer answer = run([](Context& context) {
    return context.read([](Session& session) { return format(ask(session, "SELECT what FROM seen", Params())); });
  });
  EXPECT_EQ(answer.body, "1");
}

TEST_F(Lanes, AStatementThatTakesTooLongIsCutAndOthersAreNot) {
  options_.statementTimeoutMs = 300;
  start();
  const Answer slow = run([](Context& context) {
    return context.read([](Session& session) { return format(ask(session, "SELECT 1 FROM pg_sleep(5)", Params())); });
  });
  EXPECT_EQ(slow.status, 503);
  EXPECT_THAT(slow.body, HasSubstr("timeout"));
  const Answer quick = run([](Context& context) {
    return context.read([](Session& session) { return format(ask(session, "SELECT 7::bigint", Params())); });
  });
  EXPECT_EQ(quick.body, "7");
}

TEST_F(Lanes, SlowListsDoNotHoldRowsUp) {
  config_.threads = 1;
  options_.readers = 1;
  start();
  std::thread slow([&] {
    run([](Context& context) {
      return context.read([](Session& session) { return format(ask(session, "SELECT 1 FROM pg_sleep(1.5)", Params())); }, ReadCost::list);
    });
  });
  const auto began = std::chrono::steady_clock::now();
  for (int i = 0; i < 50; ++i) {
    EXPECT_EQ(run([](Context& context) {
                return context.read([](Session& session) { return format(ask(session, "SELECT 7::bigint", Params())); });
              }).body,
              "7");
  }
  EXPECT_LT(std::chrono::steady_clock::now() - began, std::chrono::milliseconds(1200));
  slow.join();
}

TEST_F(Lanes, NeverMoreConnectionsThanAllowed) {
  options_.connections = 8;
  start();
  atOnce(24, [&](int i) {
    run([&](Context& context) {
      const auto wait = [](Session& session) { return format(ask(session, "SELECT 1 FROM pg_sleep(0.1)", Params())); };
      if (i % 3 == 0) return context.read(wait);
      if (i % 3 == 1) return context.read(wait, ReadCost::list);
      return context.write(wait);
    });
  });
  const int open = std::stoi(sql("SELECT count(*) FROM pg_stat_activity WHERE datname = '" + name_ + "' AND application_name = 'ingot'"));
  EXPECT_LE(open, 8 + 2) << "besides: the one that migrates, and the one for work without a loop";
  EXPECT_GE(open, 3);
}

}  // namespace
}  // namespace ingot::rt::test
