// Many instances of a service that start at once, on a server that has fewer connections or enough: all of them come up, and each migration
// is applied once.
#include <gmock/gmock.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>

#include "store/database.hpp"
#include "tests/support/folder.h"
#include "tests/support/migrate.h"
#include "tests/support/postgres.h"

namespace ingot::rt::store {
namespace {

using ::ingot::test::Postgres;

constexpr int kCrowd = 200;
constexpr int kMostStarts = 10;

// What is done twice would show: a row more.
constexpr Migration kFirst{
    "0001_initial", {}, {"-- step 1: expand\nCREATE TABLE items (id bigint GENERATED ALWAYS AS IDENTITY, name text);\n\n-- step 2: expand\nINSERT INTO items (name) VALUES ('first');\n", ""}};
constexpr Migration kSecond{"0002_index",
                            {},
                            {R"(-- step 1: expand
ALTER TABLE items ADD COLUMN note text;
INSERT INTO items (name) VALUES ('second');

-- step 2: expand, concurrently
DROP INDEX CONCURRENTLY IF EXISTS items_note_idx;
CREATE INDEX CONCURRENTLY items_note_idx ON items (note);

-- step 3: contract
INSERT INTO items (name) VALUES ('third');
)",
                             ""}};
constexpr Migration kBoth[] = {kFirst, kSecond};

class Crowd : public ::testing::Test {
 protected:
  void SetUp() override {
    if (const std::string why = Postgres::Missing(); !why.empty()) GTEST_SKIP() << why;
  }
  void useServerOf(int connections) {
    server_ = std::make_unique<Postgres>(Postgres::Options{.connections = connections, .settings = {}});
    name_ = server_->NewDatabase();
    options_.url = server_->Url(name_);
  }

  // Processes of their own, which wait until all of them are there; what each says in the end, if anything.
  std::vector<std::string> startAll(std::span<const Migration> migrations) {
    int gate[2];
    if (::pipe(gate) != 0) throw std::runtime_error("no pipe");
    std::vector<pid_t> children;
    for (int i = 0; i < kCrowd; ++i) {
      const pid_t child = ::fork();
      if (child == 0) {
        char none = 0;
        ::close(gate[1]);
        (void)!::read(gate[0], &none, 1);
        startOne(migrations, i);
        ::_exit(0);
      }
      children.push_back(child);
    }
    ::close(gate[0]);
    ::close(gate[1]);
    for (const pid_t child : children) ::waitpid(child, nullptr, 0);
    std::vector<std::string> said;
    for (int i = 0; i < kCrowd; ++i) said.push_back(ingot::test::ReadFile(said_.path() + "/" + std::to_string(i)));
    return said;
  }

  // Whoever runs services starts them again when they end because the server is too busy, and for no other reason.
  void startOne(std::span<const Migration> migrations, int number) {
    std::string said;
    for (int attempts = kMostStarts; attempts > 0 && said != "fine"; --attempts) {
      said = start(migrations);
      if (said.find("takes no more connections") == std::string::npos && said.find("timeout expired") == std::string::npos) break;
    }
    ingot::test::WriteFile(said_.path() + "/" + std::to_string(number), said);
  }

  std::string start(std::span<const Migration> migrations) {
    try {
      const auto database = open(options_);
      test::migrateUp(*database, migrations);
      return test::migrationStatus(*database, migrations).back().state == MigrationStatus::State::applied ? "fine" : "it went on before all was done";
    } catch (const std::exception& error) {
      return error.what();
    }
  }

  std::string sql(const std::string& text) { return server_->Run(name_, text).output; }

  std::unique_ptr<Postgres> server_;
  std::string name_;
  Options options_;
  ingot::test::TemporaryFolder said_;
};

TEST_F(Crowd, StartsOnANewDatabase) {
  useServerOf(100);
  EXPECT_THAT(startAll(kBoth), ::testing::Each("fine"));
  EXPECT_EQ(sql("SELECT string_agg(name, ' ' ORDER BY id) FROM items"), "first second third\n");
  EXPECT_EQ(sql("SELECT count(*) FROM ingot_migration_log"), "5\n");
}

TEST_F(Crowd, StartsBehindOnePendingMigration) {
  useServerOf(100);
  test::migrateUp(*open(options_), std::span(kBoth).first(1));
  EXPECT_THAT(startAll(kBoth), ::testing::Each("fine"));
  EXPECT_EQ(sql("SELECT string_agg(name, ' ' ORDER BY id) FROM items"), "first second third\n");
  EXPECT_EQ(sql("SELECT name, position, steps FROM ingot_migrations ORDER BY 1"), "0001_initial|2|2\n0002_index|3|3\n");
}

TEST_F(Crowd, StartsOnAServerOfFewConnections) {
  useServerOf(20);
  EXPECT_THAT(startAll(kBoth), ::testing::Each("fine"));
  EXPECT_EQ(sql("SELECT string_agg(name, ' ' ORDER BY id) FROM items"), "first second third\n");
  EXPECT_EQ(sql("SELECT count(*) FROM ingot_migration_log"), "5\n");
}

// Nobody waits for a server that refuses for another reason.
TEST_F(Crowd, WaitsForNothingElse) {
  useServerOf(20);
  options_.url.replace(options_.url.find(":secret@"), 8, ":wrong@");
  const auto began = std::chrono::steady_clock::now();
  EXPECT_THAT(start(kBoth), ::testing::HasSubstr("password authentication failed"));
  EXPECT_LT(std::chrono::steady_clock::now() - began, std::chrono::seconds(10));
}

}  // namespace
}  // namespace ingot::rt::store
