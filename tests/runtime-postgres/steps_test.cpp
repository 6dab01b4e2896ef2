// Migrations of steps on PostgreSQL: they go on where they stopped, back from wherever they stand, and let the release before work.
#include <gmock/gmock.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <thread>

#include "store/database.hpp"
#include "store/write-now.hpp"
#include "tests/runtime-postgres/items.h"
#include "tests/support/migrate.h"
#include "tests/support/postgres.h"

namespace ingot::rt::store {
namespace {

using ::ingot::test::Postgres;
using ::testing::HasSubstr;
using Reach = Migrator::Reach;
using State = MigrationStatus::State;

class PgSteps : public ::testing::Test {
 protected:
  void SetUp() override {
    if (const std::string why = Postgres::Missing(); !why.empty()) GTEST_SKIP() << why;
    name_ = Postgres::Shared().NewDatabase();
    options_.url = Postgres::Shared().Url(name_);
    migrator(std::span(kBoth).first(1))->up(Reach::finished);
    sql("INSERT INTO items (id, name) SELECT gen_random_uuid(), 'item ' || i FROM generate_series(1, 1000) i");
  }

  std::unique_ptr<Migrator> migrator(std::span<const Migration> migrations = kBoth) {
    database_ = store::open(options_);
    return database_->migrator(migrations, [this](const std::string& line) { said_.push_back(line); });
  }
  std::string sql(std::string_view text) { return Postgres::Shared().Run(name_, std::string(text)).output; }

  // A process of its own, which is killed when it says its n-th line.
  void killedAt(int line, const std::function<void(Migrator&)>& work) {
    database_.reset();
    const pid_t child = ::fork();
    if (child == 0) {
      int left = line;
      const auto database = store::open(options_);
      const auto migrator = database->migrator(kBoth, [&](const std::string&) {
        if (--left <= 0) ::kill(::getpid(), SIGKILL);
      });
      work(*migrator);
      ::_exit(0);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
  }

  std::string name_;
  Options options_;
  std::unique_ptr<Database> database_;
  std::vector<std::string> said_;
};

TEST_F(PgSteps, LetTheReleaseBeforeWorkUntilTheyAreFinished) {
  migrator()->up(Reach::open);
  const MigrationStatus open = migrator()->status().back();
  EXPECT_EQ(open.state, State::open);
  EXPECT_EQ(open.position, 5);
  EXPECT_EQ(sql("SELECT count(*) FROM items WHERE note = 'about ' || name"), "1000\n");
  migrator()->up(Reach::open);  // nothing more

  // The release before knows the first one alone. It may start, and has nothing to do.
  const auto before = migrator(std::span(kBoth).first(1));
  before->up(Reach::open);
  EXPECT_EQ(before->status().back().state, State::unknown);
  EXPECT_THROW(before->down(1), std::runtime_error);

  migrator()->up(Reach::finished);
  EXPECT_EQ(sql(kSchema), kAtTwo);
  EXPECT_EQ(migrator()->status().back().state, State::applied);
  EXPECT_THROW(migrator(std::span(kBoth).first(1))->up(Reach::open), std::runtime_error);
}

TEST_F(PgSteps, ShowEachReleaseItsOwnTables) {
  migrator()->up(Reach::open);
  const auto titles = [&](int release, const std::string& column) {
    Options options = options_;
    options.releaseAside = release;
    std::int64_t count = 0;
    store::open(options)->read([&](Session& session) {
      session.run("SELECT count(" + column + ") FROM items", Params(), [&](const Row& row) { row.read(count); });
    });
    return count;
  };
  EXPECT_EQ(titles(1, "name"), 1000);
  EXPECT_EQ(titles(2, "title"), 1000);
  EXPECT_ANY_THROW(titles(2, "name"));
  migrator()->up(Reach::finished);
  EXPECT_EQ(titles(2, "title"), 1000);
}

TEST_F(PgSteps, GoBackAndKeepWhatWouldBeLost) {
  migrator()->up(Reach::finished);
  sql("UPDATE items SET note = 'mine' WHERE title = 'item 7'");
  migrator()->down(1);
  EXPECT_THAT(sql(kSchema), HasSubstr("public.ingot_kept_0002_items_note.note"));
  ASSERT_EQ(migrator()->kept().size(), 1U);
  EXPECT_EQ(migrator()->kept()[0].rows, 1000);
  migrator()->up(Reach::finished);
  EXPECT_EQ(sql(kSchema), kAtTwo);
  EXPECT_EQ(sql("SELECT note FROM items WHERE title = 'item 7'"), "mine\n");
  migrator()->down(1);
  EXPECT_EQ(migrator()->forget().size(), 1U);
  EXPECT_EQ(sql(kSchema), kAtOne);
  migrator()->up(Reach::finished);
  EXPECT_EQ(sql("SELECT note FROM items WHERE title = 'item 7'"), "about item 7\n");
}

TEST_F(PgSteps, GoOnFromWhereverAProcessWasKilled) {
  for (int step = 1; step <= kSteps; ++step) {
    killedAt(step, [](Migrator& migrator) { migrator.up(Reach::finished); });
    ASSERT_EQ(migrator()->status().back().position, step - 1);
    migrator()->up(Reach::finished);
    ASSERT_EQ(sql(kSchema), kAtTwo) << step;
    killedAt(step, [](Migrator& migrator) { migrator.down(1); });
    ASSERT_EQ(migrator()->status().back().position, kSteps + 1 - step);
    migrator()->down(1);
    (void)migrator()->forget();
    ASSERT_EQ(sql(kSchema), kAtOne) << step;
  }
}

// What was never begun is not taken back in place of another one.
TEST_F(PgSteps, GoBackToANumberAndNoFurther) {
  for (int step = 1; step <= kSteps; ++step) {
    killedAt(step, [](Migrator& migrator) { migrator.up(Reach::finished); });
    migrator()->downTo(1);
    (void)migrator()->forget();
    ASSERT_EQ(sql(kSchema), kAtOne) << step;
    migrator()->downTo(1);
    ASSERT_EQ(sql(kSchema), kAtOne) << step;
    ASSERT_EQ(migrator()->recordedCount(), 1U);
  }
}

TEST_F(PgSteps, GoBackFromWhereverTheyStand) {
  for (int step = 2; step <= kSteps; ++step) {
    killedAt(step, [](Migrator& migrator) { migrator.up(Reach::finished); });
    migrator()->down(1);
    (void)migrator()->forget();
    ASSERT_EQ(sql(kSchema), kAtOne) << step;
  }
}

TEST_F(PgSteps, WaitForLocksInShortTries) {
  std::thread holder([&] { sql("BEGIN; LOCK TABLE items IN ACCESS SHARE MODE; SELECT pg_sleep(1.5); COMMIT"); });
  std::this_thread::sleep_for(std::chrono::milliseconds(300));
  std::thread other([&] {
    for (int i = 0; i < 10; ++i) EXPECT_EQ(sql("SET statement_timeout = '400ms'; SELECT count(*) FROM items"), "1000\n");
  });
  migrator()->up(Reach::finished);
  other.join();
  holder.join();
  EXPECT_EQ(sql(kSchema), kAtTwo);
}

TEST_F(PgSteps, WaitForLocksBetweenBatches) {
  killedAt(4, [](Migrator& migrator) { migrator.up(Reach::finished); });  // the batches come next
  std::thread holder([&] { sql("BEGIN; LOCK TABLE items IN SHARE MODE; SELECT pg_sleep(1); COMMIT"); });
  std::this_thread::sleep_for(std::chrono::milliseconds(300));
  migrator()->up(Reach::finished);
  holder.join();
  EXPECT_EQ(sql("SELECT count(*) FROM items WHERE note IS NULL"), "0\n");
  EXPECT_EQ(sql(kSchema), kAtTwo);
}

TEST_F(PgSteps, LookAgainAtRowsThatWereLocked) {
  std::thread holder([&] { sql("BEGIN; UPDATE items SET row_version = 2 WHERE name = 'item 5'; SELECT pg_sleep(1); COMMIT"); });
  std::this_thread::sleep_for(std::chrono::milliseconds(300));
  migrator()->up(Reach::open);
  holder.join();
  EXPECT_EQ(sql("SELECT count(*) FROM items WHERE note IS NULL"), "0\n");
}

TEST_F(PgSteps, SayWhereTheyStopped) {
  sql("CREATE TABLE items_note_idx (x int)");  // the name of the index is taken
  try {
    migrator()->up(Reach::finished);
    FAIL();
  } catch (const std::runtime_error& error) {
    EXPECT_THAT(error.what(), HasSubstr("0002_rename (up) stopped at step 3 of 6"));
  }
  EXPECT_EQ(migrator()->status().back().state, State::begun);
  sql("DROP TABLE items_note_idx");
  migrator()->up(Reach::finished);
  EXPECT_EQ(sql(kSchema), kAtTwo);
}

TEST_F(PgSteps, TellHowTheTablesDiffer) {
  EXPECT_TRUE(migrator()->drift().differences.empty());
  migrator()->up(Reach::open);
  EXPECT_TRUE(migrator()->drift().differences.empty());
  migrator()->up(Reach::finished);
  EXPECT_TRUE(migrator()->drift().differences.empty());
  sql("ALTER TABLE items ALTER note TYPE bigint USING 1, DROP COLUMN title");
  const auto differences = migrator()->drift().differences;
  ASSERT_EQ(differences.size(), 2U);
  EXPECT_EQ(differences[0], "items.title: wanted text NOT NULL, found no such column");
  EXPECT_EQ(differences[1], "items.note: wanted text, found bigint");
}

}  // namespace
}  // namespace ingot::rt::store
