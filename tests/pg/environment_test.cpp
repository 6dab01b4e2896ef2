// A database that is not there, not that of a platform, or not ours to read: said in a sentence, and never with the password.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "compiler/diagnostics/collecting_sink.h"
#include "compiler/frontend/pg/read.h"
#include "tests/pg/platform.h"
#include "tests/support/child.h"

namespace ingot::test {
namespace {

using testing::HasSubstr;
using testing::Not;

class Environment : public testing::Test {
 protected:
  void SetUp() override {
    if (const std::string missing = Postgres::Missing(); !missing.empty()) GTEST_SKIP() << missing;
  }

  static auto Ingot(const std::string& words) -> Outcome { return RunCommand("/", Quoted(INGOT_BINARY_DIR "/bin/ingot") + " " + words); }
};

TEST_F(Environment, NamesWhatIsNotThere) {
  const Platform platform;
  const TemporaryFolder folder;
  WriteShelf(folder.path(), R"({"name": "Book", "fields": []})");
  ASSERT_EQ(platform.Ingot("push " + Quoted(folder.path()) + " --database URL --app ada/shelf --create").code, 0);
  const Outcome user = platform.Ingot("check URL --app adaa/shelf");
  EXPECT_EQ(user.code, 1);
  EXPECT_THAT(user.output, HasSubstr("error[ING0012]: there is no user `adaa`\n   = help: did you mean `ada`?"));
  const Outcome app = platform.Ingot("check URL --app ada/shlef");
  EXPECT_EQ(app.code, 1);
  EXPECT_THAT(app.output, HasSubstr("did you mean `shelf`?"));
  EXPECT_EQ(platform.Ingot("check URL --app 01980000-0000-7000-8000-000000000001").code, 1);
  EXPECT_EQ(platform.Ingot("check URL --app " + platform.Sql("SELECT id FROM applications")).code, 0);
  for (const char* wrong : {"check URL", "check URL --app shelf", "check URL --app a/b/c", "pull URL --out /tmp/x", "check . --app ada/shelf",
                            "plan . --against URL", "pull . --app a/b --out x"}) {
    EXPECT_EQ(platform.Ingot(wrong).code, 2) << wrong;
  }
}

TEST_F(Environment, NamesTablesThatAreOlder) {
  const Platform platform;
  platform.Sql(
      "ALTER TABLE models DROP COLUMN options; INSERT INTO applications VALUES ('01980000-0000-7000-8000-00000000000a', "
      "'01980000-0000-7000-8000-000000000001', 'shelf', NULL, '{}', now(), now())");
  const Outcome column = platform.Ingot("check URL --app ada/shelf");
  EXPECT_EQ(column.code, 1);
  EXPECT_THAT(column.output,
              HasSubstr("error[ING0013]: the tables of the database are not those that definitions are kept in: column t.options does not exist"));
  platform.Sql("DROP TABLE workflows");
  platform.Sql("ALTER TABLE models ADD COLUMN options json");
  EXPECT_THAT(platform.Ingot("check URL --app ada/shelf").output, HasSubstr("relation \"workflows\" does not exist"));
  const Outcome empty = Ingot("check " + Quoted(Postgres::Shared().Url(Postgres::Shared().NewDatabase())) + " --app ada/shelf");
  EXPECT_EQ(empty.code, 1);
  EXPECT_THAT(empty.output, HasSubstr("relation \"users\" does not exist"));
}

TEST_F(Environment, NamesARightThatIsMissing) {
  const Platform platform;
  const std::string role = "reader_" + platform.database();
  platform.Sql("CREATE ROLE " + role + " LOGIN PASSWORD 'pass-word-9'; GRANT SELECT ON users, applications TO " + role +
               "; INSERT INTO applications VALUES ('01980000-0000-7000-8000-00000000000a', '01980000-0000-7000-8000-000000000001', 'shelf', NULL, "
               "'{}', now(), now())");
  const std::string url = "postgresql://" + role + ":pass-word-9@127.0.0.1:" + std::to_string(Postgres::Shared().port()) + "/" + platform.database();
  const Outcome refused = Ingot("check " + Quoted(url) + " --app ada/shelf");
  EXPECT_EQ(refused.code, 3);
  EXPECT_THAT(refused.output, HasSubstr("error[ING0011]: the database refuses it: permission denied for table models"));
  platform.Sql("GRANT SELECT ON models, relationships, components, workflows TO " + role);
  EXPECT_THAT(Ingot("check " + Quoted(url) + " --app ada/shelf").output, Not(HasSubstr("permission")));
  const TemporaryFolder folder;
  WriteShelf(folder.path(), R"({"name": "Book", "fields": []})");
  EXPECT_EQ(Ingot("push " + Quoted(folder.path()) + " --database " + Quoted(url) + " --app ada/shelf --dry-run").code, 0);
  EXPECT_EQ(Ingot("push " + Quoted(folder.path()) + " --database " + Quoted(url) + " --app ada/shelf").code, 3);
}

TEST_F(Environment, NeverShowsAPassword) {
  const std::string port = std::to_string(Postgres::Shared().port());
  for (const std::string& url :
       {"postgresql://postgres:hunter2x@127.0.0.1:" + std::to_string(FreePort()) + "/x",
        "postgresql://postgres:hunter2x@127.0.0.1:" + port + "/postgres", std::string("postgresql://me:hunter2x@[::1/x"),
        std::string("postgresql://me:hunter2x@h/x?nonsense=1"), "postgresql://127.0.0.1:" + port + "/x?user=postgres&password=hunter2x",
        std::string("postgresql://me:hunter2x@nowhere.invalid/x"), std::string("postgresql://me:hun%ter2x@h/x")}) {
    for (const char* command : {"check", "dump", "plan . --against", "pull --out /tmp/nowhere"}) {
      const Outcome outcome =
          Ingot(std::string(command) + " " + Quoted(url) + (command[0] == 'p' && command[2] == 'a' ? " --against-app" : " --app") + " ada/shelf");
      EXPECT_NE(outcome.code, 0) << outcome.output;
      EXPECT_THAT(outcome.output, Not(HasSubstr("hunter2x")));
      EXPECT_THAT(outcome.output, Not(HasSubstr("ter2x")));
    }
  }
}

// The server is stopped in the middle: nothing answers, and nothing is closed.
TEST_F(Environment, GivesUpOnAServerThatHangs) {
  Postgres server;
  const std::string database = server.NewDatabase();
  ASSERT_EQ(server.Run(database, "CREATE TABLE users (id uuid, name text)").code, 0);
  std::thread holder([&] { static_cast<void>(server.Run(database, "BEGIN; LOCK TABLE users; SELECT pg_sleep(3)")); });
  std::this_thread::sleep_for(std::chrono::milliseconds(700));
  frontend::pg::Patience patience;
  patience.statement = std::chrono::milliseconds(500);
  diag::CollectingSink slow;
  EXPECT_TRUE(frontend::pg::Read(server.Url(database), "a/b", slow, patience).environment);
  EXPECT_THAT(slow.Collected().diagnostics.at(0).message, testing::AnyOf(HasSubstr("took too long"), HasSubstr("somebody else holds")));
  patience = {std::chrono::seconds(30), std::chrono::milliseconds(1500)};
  diag::CollectingSink hung;
  std::thread pauser([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(500));
    server.Pause();
  });
  const auto begin = std::chrono::steady_clock::now();
  EXPECT_TRUE(frontend::pg::Read(server.Url(database), "a/b", hung, patience).environment);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(6));
  EXPECT_THAT(hung.Collected().diagnostics.at(0).message, HasSubstr("does not answer"));
  pauser.join();
  server.Resume();
  holder.join();
}

// It dies while it is read, and while it is written.
TEST_F(Environment, SurvivesAServerThatDies) {
  Postgres server;
  const std::string database = server.NewDatabase();
  const std::string url = server.Url(database);
  ASSERT_EQ(Ingot("migrate up " + Quoted(INGOT_SOURCE_DIR "/samples/meta-platform/expected") + " --database " + Quoted(url)).code, 0);
  ASSERT_EQ(server.Run(database,
                       "INSERT INTO users (id, name, email, password, created_at, updated_at) VALUES "
                       "('01980000-0000-7000-8000-000000000001', 'ada', 'ada@example.org', 'x', now(), now())")
                .code,
            0);
  const TemporaryFolder folder;
  WriteShelf(folder.path(), R"({"name": "Book", "fields": []})");
  const std::string push = "push " + Quoted(folder.path()) + " --database " + Quoted(url) + " --app ada/shelf --force";
  ASSERT_EQ(Ingot(push + " --create").code, 0);
  WriteShelf(folder.path(), R"({"name": "Author", "fields": []}, {"name": "Book", "fields": [{"name": "title", "type": "string"}]})");
  for (const std::string& command : {"check " + Quoted(url) + " --app ada/shelf", push}) {
    // A table that is held stops the command in its middle: before it reads components, or when it locks them.
    std::thread holder([&] { static_cast<void>(server.Run(database, "BEGIN; LOCK TABLE components; SELECT pg_sleep(30)")); });
    std::this_thread::sleep_for(std::chrono::milliseconds(700));
    Outcome outcome;
    std::thread user([&] { outcome = Ingot(command); });
    std::this_thread::sleep_for(std::chrono::milliseconds(700));
    server.Crash();
    user.join();
    holder.join();
    EXPECT_EQ(outcome.code, 3) << outcome.output;
    EXPECT_THAT(outcome.output, HasSubstr("error[ING0011]"));
    server.Start();
    EXPECT_EQ(server.Run(database, "SELECT name, fields FROM models").output, "Book|[]\n");
  }
  EXPECT_EQ(Ingot(push).code, 0);
}

TEST_F(Environment, LimitsWhatIsFetched) {
  const Platform platform;
  platform.Sql(
      "INSERT INTO applications VALUES ('01980000-0000-7000-8000-00000000000a', '01980000-0000-7000-8000-000000000001', 'shelf', NULL, "
      "'{\"auth\":\"none\"}', now(), now());"
      "INSERT INTO models SELECT gen_random_uuid(), '01980000-0000-7000-8000-00000000000a', 'M' || n, n, '[]', ('{\"label\": \"' || repeat('x', "
      "1000000) || '\"}')::json, now(), now() FROM generate_series(1, 70) n");
  const Outcome refused = platform.Ingot("check URL --app ada/shelf");
  EXPECT_EQ(refused.code, 1);
  EXPECT_THAT(refused.output, HasSubstr("error[ING0005]: the definition has 7"));
}

}  // namespace
}  // namespace ingot::test
