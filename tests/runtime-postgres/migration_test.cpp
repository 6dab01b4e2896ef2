// Migrations on PostgreSQL: up, down, refusals, failures half-way, and many instances at once.
#include <gmock/gmock.h>

#include <thread>

#include "store/database.hpp"
#include "tests/support/postgres.h"
#include "tests/support/migrate.h"

namespace ingot::rt::store {
namespace {

using ::ingot::test::Postgres;
using ::testing::HasSubstr;

constexpr Migration kOne{"0001_a", {}, {"CREATE TABLE a (id bigint PRIMARY KEY);\n-- a word\nINSERT INTO a VALUES (1);\n", "DROP TABLE a;"}};
constexpr Migration kTwo{
    "0002_b", {}, {"CREATE TABLE b (a_id bigint REFERENCES a (id)); INSERT INTO b VALUES (1);", "DROP TABLE b;"}};
constexpr Migration kBoth[] = {kOne, kTwo};

class PgMigrations : public ::testing::Test {
 protected:
  void SetUp() override {
    if (const std::string why = Postgres::Missing(); !why.empty()) GTEST_SKIP() << why;
    name_ = Postgres::Shared().NewDatabase();
    database_ = open();
  }
  std::unique_ptr<Database> open() {
    Options options;
    options.url = Postgres::Shared().Url(name_);
    return store::open(options);
  }
  std::string sql(const std::string& text) { return Postgres::Shared().Run(name_, text).output; }
  std::string schema() { return sql("SELECT string_agg(relname, ' ' ORDER BY relname) FROM pg_class WHERE relkind = 'r' AND relname <> 'ingot_migration_log' AND relnamespace = 'public'::regnamespace"); }
  std::string errorOf(std::span<const Migration> migrations) {
    try {
      test::migrateUp(*database_, migrations);
    } catch (const std::runtime_error& error) {
      return error.what();
    }
    return "";
  }

  std::string name_;
  std::unique_ptr<Database> database_;
};

TEST_F(PgMigrations, GoUpOnceAndDownAgain) {
  test::migrateUp(*database_, std::span(kBoth).first(1));
  EXPECT_EQ(schema(), "a ingot_migrations\n");
  test::migrateUp(*database_, kBoth);
  test::migrateUp(*database_, kBoth);
  EXPECT_EQ(schema(), "a b ingot_migrations\n");
  EXPECT_TRUE(test::migrationStatus(*database_, kBoth)[1].state == store::MigrationStatus::State::applied);
  test::migrateDown(*database_, kBoth, 1);
  EXPECT_FALSE(test::migrationStatus(*database_, kBoth)[1].state == store::MigrationStatus::State::applied);
  EXPECT_TRUE(test::migrationStatus(*database_, kBoth)[0].state == store::MigrationStatus::State::applied);
  test::migrateDown(*database_, kBoth, 5);
  EXPECT_EQ(schema(), "ingot_migrations\n");
}

TEST_F(PgMigrations, AChangedOneIsRefused) {
  test::migrateUp(*database_, kBoth);
  const Migration changed[] = {{"0001_a", {}, {"CREATE TABLE a (id bigint PRIMARY KEY, x int);", ""}}, kTwo};
  EXPECT_THAT(errorOf(changed), HasSubstr("0001_a was changed after it was applied"));
}

TEST_F(PgMigrations, ANewerDatabaseIsRefused) {
  test::migrateUp(*database_, kBoth);
  EXPECT_THAT(errorOf(std::span(kBoth).first(1)), HasSubstr("0002_b, which this program does not know"));
}

TEST_F(PgMigrations, AGapIsRefused) {
  test::migrateUp(*database_, std::span(kBoth).first(1));
  const Migration gap[] = {{"0000_early", {}, {"CREATE TABLE e (x int);", ""}}, kOne};
  EXPECT_THAT(errorOf(gap), HasSubstr("0000_early is not applied"));
  EXPECT_EQ(schema(), "a ingot_migrations\n");
}

TEST_F(PgMigrations, AFailedOneLeavesNothingAndCanBeRunAgain) {
  const Migration broken[] = {kOne, {"0002_c", {}, {"CREATE TABLE c (x int); INSERT INTO nowhere VALUES (1);", ""}}};
  for (int i = 0; i < 2; ++i) {
    EXPECT_THAT(errorOf(broken), HasSubstr("0002_c (up) failed and was undone: relation \"nowhere\" does not exist"));
    EXPECT_EQ(schema(), "a ingot_migrations\n");
  }
  sql("CREATE TABLE nowhere (x int)");
  EXPECT_EQ(errorOf(broken), "");
  EXPECT_EQ(schema(), "a c ingot_migrations nowhere\n");
  EXPECT_EQ(sql("SELECT count(*) FROM ingot_migrations"), "2\n");
}

TEST_F(PgMigrations, TheFirstOneThatFailsLeavesNothingAtAll) {
  const Migration broken[] = {{"0001_c", {}, {"CREATE TABLE c (x int); SELECT 1 / 0;", ""}}};
  EXPECT_THAT(errorOf(broken), HasSubstr("division by zero"));
  EXPECT_EQ(schema(), "\n");
}

TEST_F(PgMigrations, OneThatEndsItsTransactionIsNotRecorded) {
  const Migration ends[] = {kOne, {"0002_ends", {}, {"COMMIT;", ""}}};
  EXPECT_THAT(errorOf(ends), HasSubstr("ends the transaction"));
  EXPECT_EQ(sql("SELECT count(*) FROM ingot_migrations"), "1\n");
}

// Each takes a while, so that the others are there before it is done.
TEST_F(PgMigrations, ManyInstancesAtOnceRunEachOnce) {
  const Migration slow[] = {{"0001_a", {}, {"CREATE TABLE a (id bigint); SELECT pg_sleep(0.2); INSERT INTO a VALUES (1);", ""}},
                            {"0002_b", {}, {"INSERT INTO a VALUES (2); SELECT pg_sleep(0.1);", ""}},
                            {"0003_c", {}, {"INSERT INTO a VALUES (3);", ""}}};
  // Whatever is usual in a database: an instance sees what another one did while it waited.
  sql("ALTER DATABASE " + name_ + " SET default_transaction_isolation = 'serializable'");
  constexpr int kCount = 8;
  std::string said[kCount];
  std::vector<std::thread> threads;
  for (std::string& each : said) {
    threads.emplace_back([&] {
      try {
        test::migrateUp(*open(), slow);
      } catch (const std::exception& error) {
        each = error.what();
      }
    });
  }
  for (std::thread& each : threads) each.join();
  for (const std::string& each : said) EXPECT_EQ(each, "");
  EXPECT_EQ(sql("SELECT string_agg(id::text, ' ' ORDER BY id) FROM a"), "1 2 3\n");
  EXPECT_EQ(sql("SELECT count(*) FROM ingot_migrations"), "3\n");
}

}  // namespace
}  // namespace ingot::rt::store
