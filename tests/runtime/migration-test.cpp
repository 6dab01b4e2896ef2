// Migrations: up, down, refusals, and tables that are rebuilt.
#include <gmock/gmock.h>
#include <sys/wait.h>
#include <unistd.h>

#include <thread>

#include "store-fixture.hpp"
#include "tests/support/migrate.h"

namespace ingot::rt::store {
namespace {

using ::testing::HasSubstr;

class MigrationTest : public ::testing::Test {
 protected:
  MigrationTest() {
    options_.url = "sqlite:" + folder_.path() + "/app.db";
    database_ = store::open(options_);
  }
  std::string errorOf(std::span<const Migration> migrations) {
    try {
      test::migrateUp(*database_, migrations);
    } catch (const std::runtime_error& error) {
      return error.what();
    }
    return "";
  }
  std::string schema() {
    std::string all;
    database_->read([&](Session& session) {
      session.run("SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'ingot_clock' ORDER BY name", Params(),
                  [&](const Row& row) { all += std::string(row.text(0)) + ' '; });
    });
    return all;
  }

  TemporaryFolder folder_;
  Options options_;
  std::unique_ptr<Database> database_;
};

constexpr Migration kOne{"0001_a",
                         {"CREATE TABLE a (id INTEGER PRIMARY KEY);\n-- a word\nINSERT INTO a VALUES (1);\n",
                          "DROP TABLE a;"}};
constexpr Migration kTwo{
    "0002_b", {"CREATE TABLE b (a_id INTEGER REFERENCES a (id)); INSERT INTO b VALUES (1);", "DROP TABLE b;"}};
constexpr Migration kBoth[] = {kOne, kTwo};

TEST_F(MigrationTest, GoesUpOnceAndDownAgain) {
  test::migrateUp(*database_, std::span(kBoth).first(1));
  EXPECT_EQ(schema(), "a ingot_migrations ");
  test::migrateUp(*database_, kBoth);
  test::migrateUp(*database_, kBoth);
  EXPECT_EQ(schema(), "a b ingot_migrations ");
  EXPECT_TRUE(test::migrationStatus(*database_, kBoth)[1].state == store::MigrationStatus::State::applied);
  test::migrateDown(*database_, kBoth, 1);
  EXPECT_FALSE(test::migrationStatus(*database_, kBoth)[1].state == store::MigrationStatus::State::applied);
  EXPECT_TRUE(test::migrationStatus(*database_, kBoth)[0].state == store::MigrationStatus::State::applied);
  test::migrateDown(*database_, kBoth, 5);
  EXPECT_EQ(schema(), "ingot_migrations ");
}

TEST_F(MigrationTest, RefusesAChangedOne) {
  test::migrateUp(*database_, kBoth);
  const Migration changed[] = {{"0001_a", {"CREATE TABLE a (id INTEGER PRIMARY KEY, x);", ""}}, kTwo};
  EXPECT_THAT(errorOf(changed), HasSubstr("0001_a was changed after it was applied"));
}

TEST_F(MigrationTest, RefusesANewerDatabase) {
  test::migrateUp(*database_, kBoth);
  EXPECT_THAT(errorOf(std::span(kBoth).first(1)), HasSubstr("0002_b, which this program does not know"));
}

TEST_F(MigrationTest, RefusesAGap) {
  test::migrateUp(*database_, std::span(kBoth).first(1));
  const Migration gap[] = {{"0000_early", {"CREATE TABLE e (x);", ""}}, kOne};
  EXPECT_THAT(errorOf(gap), HasSubstr("0000_early is not applied"));
}

TEST_F(MigrationTest, UndoesAFailedOneWhole) {
  const Migration broken[] = {kOne,
                              {"0002_broken", {"CREATE TABLE c (x); INSERT INTO nowhere VALUES (1);", ""}}};
  EXPECT_THAT(errorOf(broken), HasSubstr("0002_broken (up) failed and was undone"));
  EXPECT_EQ(schema(), "a ingot_migrations ");
  const Migration ends[] = {kOne, {"0002_ends", {"COMMIT; CREATE TABLE d (x);", ""}}};
  EXPECT_THAT(errorOf(ends), HasSubstr("ends the transaction"));
}

TEST_F(MigrationTest, RebuildsATableThatOthersReferTo) {
  const Migration rebuild[] = {kOne,
                               kTwo,
                               {"0003_rebuild",
                                {"CREATE TABLE a_new (id INTEGER PRIMARY KEY, x TEXT); INSERT INTO a_new "
                                 "SELECT id, 'x' FROM a; DROP TABLE a; ALTER TABLE a_new RENAME TO a;",
                                 ""}}};
  EXPECT_EQ(errorOf(rebuild), "");
  const Migration loses[] = {rebuild[0], rebuild[1], rebuild[2], {"0004_loses", {"DELETE FROM a;", ""}}};
  EXPECT_THAT(errorOf(loses), HasSubstr("refers to a row of a that does not exist"));
}

TEST_F(MigrationTest, OpenStatementsFollowANewSchema) {
  test::migrateUp(*database_, kBoth);
  const auto columns = [&] {
    int count = 0;
    database_->read(
        [&](Session& session) { session.run("SELECT * FROM a", Params(), [&](const Row&) { ++count; }); });
    return count;
  };
  EXPECT_EQ(columns(), 1);
  const Migration more[] = {
      kOne, kTwo, {"0003_more", {"ALTER TABLE a ADD COLUMN x TEXT; INSERT INTO a VALUES (2, 'x');", ""}}};
  test::migrateUp(*database_, more);
  EXPECT_EQ(columns(), 2);
}

// One has the file, the others are told who, and are started again by whoever runs services.
TEST_F(MigrationTest, ManyProcessesThatStartOnOneFileMigrateItOnce) {
  const Migration once[] = {{"0001_a", {"CREATE TABLE a (x INTEGER) STRICT; INSERT INTO a VALUES (1);", ""}, {}}, {"0002_b", {"INSERT INTO a VALUES (2);", ""}, {}}};
  database_.reset();
  constexpr int kCrowd = 20;
  constexpr int kMostStarts = 500;
  std::vector<pid_t> children;
  for (int i = 0; i < kCrowd; ++i) {
    const pid_t child = ::fork();
    if (child != 0) {
      children.push_back(child);
      continue;
    }
    for (int start = 0; start < kMostStarts; ++start) {
      try {
        test::migrateUp(*store::open(options_), once);
        ::_exit(0);
      } catch (const std::exception& error) {
        if (std::string(error.what()).find("an SQLite file serves one process at a time") == std::string::npos) ::_exit(2);
      }
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    ::_exit(1);
  }
  for (const pid_t child : children) {
    int status = 0;
    ::waitpid(child, &status, 0);
    EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0);
  }
  database_ = store::open(options_);
  std::string rows;
  database_->read([&](Session& session) {
    session.run("SELECT x FROM a UNION ALL SELECT count(*) FROM ingot_migrations", Params(), [&](const Row& row) { rows += std::to_string(row.integer(0)) + ' '; });
  });
  EXPECT_EQ(rows, "1 2 2 ");
}

}  // namespace
}  // namespace ingot::rt::store
