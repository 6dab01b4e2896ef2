// Processes that are killed in the middle of a step on PostgreSQL, and sessions that are ended there: the next one goes on.
#include <gmock/gmock.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <random>
#include <thread>

#include "store/database.hpp"
#include "tests/runtime-postgres/items.h"
#include "tests/support/migrate.h"
#include "tests/support/postgres.h"

namespace ingot::rt::store {
namespace {

using namespace std::chrono_literals;
using ::ingot::test::Postgres;
using ::testing::HasSubstr;
using Reach = Migrator::Reach;

constexpr int kRows = 1000;
// Each row takes a moment, so that there is a middle.
constexpr const char* kSlow =
    "CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(0.001); RETURN NEW; END';"
    "CREATE TRIGGER slow BEFORE UPDATE ON items FOR EACH ROW EXECUTE FUNCTION slow()";
const std::string kDone = "SELECT count(*) FROM items WHERE note = 'about ' || title";
const std::string kInvalid = "SELECT count(*) FROM pg_index WHERE NOT indisvalid";
// Of those that migrate, the one that is at this statement.
const std::string kAt = " FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND query LIKE ";

class Killed : public ::testing::Test {
 protected:
  void SetUp() override {
    if (const std::string why = Postgres::Missing(); !why.empty()) GTEST_SKIP() << why;
    name_ = Postgres::Shared().NewDatabase();
    options_.url = Postgres::Shared().SocketUrl(name_);
    test::migrateUp(*open(options_), std::span(kBoth).first(1));
    sql("INSERT INTO items (id, name) SELECT gen_random_uuid(), 'item ' || i FROM generate_series(1, " + std::to_string(kRows) + ") i");
  }

  std::string sql(std::string_view text) { return Postgres::Shared().Run(name_, std::string(text)).output; }

  void up() { test::migrateUp(*open(options_), kBoth); }
  std::string whyNotUp() {
    try {
      up();
      return "";
    } catch (const std::exception& error) {
      return error.what();
    }
  }

  // A process that is at it.
  pid_t start(bool upwards) {
    const pid_t child = ::fork();
    if (child != 0) return child;
    try {
      const auto database = open(options_);
      upwards ? test::migrateUp(*database, kBoth) : test::migrateDown(*database, kBoth, 1);
      ::_exit(0);
    } catch (const std::exception&) {
      ::_exit(1);
    }
  }
  // Did it come to its end before?
  static bool kill(pid_t child) {
    ::kill(child, SIGKILL);
    int status = 0;
    ::waitpid(child, &status, 0);
    EXPECT_FALSE(WIFEXITED(status) && WEXITSTATUS(status) != 0);
    return WIFEXITED(status);
  }

  void await(const std::string& query, const std::string& answer) {
    for (int i = 0; i < 200 && sql(query) != answer; ++i) std::this_thread::sleep_for(10ms);
    ASSERT_EQ(sql(query), answer);
  }

  void expectAbove() {
    EXPECT_EQ(sql(kSchema), kAtTwo);
    EXPECT_EQ(sql(kDone), std::to_string(kRows) + "\n");
    EXPECT_EQ(sql(kInvalid), "0\n");
  }

  std::string name_;
  Options options_;
};

TEST_F(Killed, InTheMiddleOfAnIndex) {
  for (const bool ended : {false, true}) {
    // An index that is made concurrently waits for whoever may see the table without it.
    const std::jthread holder([&] { sql("BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT 1; SELECT pg_sleep(3)"); });
    std::this_thread::sleep_for(200ms);
    const pid_t child = start(true);
    await("SELECT count(*)" + kAt + "'CREATE INDEX%'", "1\n");
    EXPECT_FALSE(kill(child));
    if (ended) {
      sql("SELECT pg_terminate_backend(pid)" + kAt + "'CREATE INDEX%'");
      await(kInvalid, "1\n");
    }
    up();  // what the server is still at comes to its end first
    expectAbove();
    test::migrateDown(*open(options_), kBoth, 1);
    (void)test::migratorOf(*open(options_), kBoth)->forget();
    EXPECT_EQ(sql(kSchema), kAtOne);
  }
}

TEST_F(Killed, BetweenBatchesAndInThem) {
  sql(kSlow);
  const pid_t child = start(true);
  await("SELECT count(*) > 250 FROM items WHERE row_version = 1 AND to_jsonb(items) ->> 'note' IS NOT NULL", "t\n");
  EXPECT_FALSE(kill(child));
  const std::string after = sql("SELECT position, cursor IS NOT NULL FROM ingot_migrations ORDER BY name DESC LIMIT 1");
  EXPECT_EQ(after, "3|t\n");
  up();
  expectAbove();
}

TEST_F(Killed, ByTheServerInABatch) {
  sql(kSlow);
  std::string said;
  std::jthread migrating([&] { said = whyNotUp(); });
  await("SELECT count(*) > 250 FROM items WHERE to_jsonb(items) ->> 'note' IS NOT NULL", "t\n");
  sql("SELECT pg_terminate_backend(pid)" + kAt + "'WITH seen%'");
  migrating.join();
  EXPECT_THAT(said, HasSubstr("0002_rename (up) stopped at step 4 of 6"));
  EXPECT_NE(sql(kDone.substr(0, kDone.find("WHERE")) + "WHERE note IS NULL"), "0\n");
  up();
  expectAbove();
}

// The one that has the lock must not go on without it.
TEST_F(Killed, ByTheServerWithoutTheLock) {
  sql(kSlow);
  std::string said;
  std::jthread migrating([&] { said = whyNotUp(); });
  await("SELECT count(*)" + kAt + "'WITH seen%'", "1\n");
  sql("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted");
  migrating.join();
  EXPECT_THAT(said, HasSubstr("the lock on the migrations was lost"));
  up();
  expectAbove();
}

// An index that forbids what is there now cannot be made on the way down; on the way up, nothing may be left of it.
TEST_F(Killed, ByWhatIsThereOnTheWayDown) {
  const Migration migrations[] = {kOne,
                                  {"0002_allow",
                                   {},
                                   {"-- step 1: expand, concurrently\nDROP INDEX CONCURRENTLY IF EXISTS items_name_key;\n\n-- step 2: expand\nSELECT 1;\n",
                                    "-- step 2: expand\nSELECT 1;\n\n-- step 1: expand, concurrently\nDROP INDEX CONCURRENTLY IF EXISTS items_name_key;\n"
                                    "CREATE UNIQUE INDEX CONCURRENTLY items_name_key ON items (name);\n"}}};
  test::migrateUp(*open(options_), migrations);
  sql("UPDATE items SET name = 'twice' WHERE name IN ('item 1', 'item 2')");
  EXPECT_THROW(test::migrateDown(*open(options_), migrations, 1), std::runtime_error);
  EXPECT_EQ(sql(kInvalid), "1\n");
  test::migrateUp(*open(options_), migrations);
  EXPECT_EQ(sql(kInvalid), "0\n");
  EXPECT_EQ(test::migrationStatus(*open(options_), migrations).back().state, MigrationStatus::State::applied);
  sql("DELETE FROM items WHERE name = 'twice'");
  test::migrateDown(*open(options_), migrations, 1);
  EXPECT_EQ(sql("SELECT indisvalid FROM pg_index WHERE indexrelid = 'items_name_key'::regclass"), "t\n");
}

TEST_F(Killed, AtAnyMoment) {
  sql(kSlow);
  std::minstd_rand random(7);
  int kills = 0;
  for (const bool upwards : {true, false}) {
    // Each has longer than the last one, so that there is an end.
    for (int most = 40;; most += most / 2, ++kills) {
      const pid_t child = start(upwards);
      std::this_thread::sleep_for(std::chrono::milliseconds(std::uniform_int_distribution(most / 4, most)(random)));
      if (kill(child)) break;
      // One that was killed when all was done would take back the next one.
      if (!upwards && sql("SELECT count(*) FROM ingot_migrations") == "1\n") break;
    }
    if (upwards) expectAbove();
    EXPECT_EQ(sql("SELECT count(" + std::string(upwards ? "title" : "name") + ") FROM items"), std::to_string(kRows) + "\n");
  }
  EXPECT_GT(kills, 3);
}

}  // namespace
}  // namespace ingot::rt::store
