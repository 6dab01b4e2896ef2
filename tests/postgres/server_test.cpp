// The server that tests make for themselves: that it answers on both ways in, and what stopping and pausing it do.
#include <gtest/gtest.h>

#include "tests/support/postgres.h"

namespace ingot::test {
namespace {

class PostgresServer : public ::testing::Test {
 protected:
  void SetUp() override {
    if (const std::string why = Postgres::Missing(); !why.empty()) GTEST_SKIP() << why;
  }
};

TEST_F(PostgresServer, AnswersOnBothWaysIn) {
  Postgres& server = Postgres::Shared();
  const std::string database = server.NewDatabase();
  for (const std::string& url : {server.Url(database), server.SocketUrl(database)}) {
    const Outcome answer = RunCommand("/", "psql -XAtqc 'SELECT 6 * 7' " + Quoted(url));
    EXPECT_EQ(answer.code, 0);
    EXPECT_EQ(answer.output, "42\n") << url;
  }
  EXPECT_NE(server.Run(database, "SELEKT 1").code, 0);
}

TEST_F(PostgresServer, IsSetOtherwiseThanAServiceLikes) {
  Postgres& server = Postgres::Shared();
  EXPECT_EQ(server.Run("postgres", "SELECT DATE '2026-02-01'; SELECT 'a' < 'B';").output, "01/02/2026\nt\n");
  EXPECT_EQ(server.Run("postgres", "SHOW timezone").output, "Asia/Kathmandu\n");
}

TEST_F(PostgresServer, RunsAllOrNothingAtOnce) {
  Postgres& server = Postgres::Shared();
  const std::string database = server.NewDatabase();
  EXPECT_NE(server.RunAtOnce(database, "CREATE TABLE a (x int); SELECT 1 / 0;").code, 0);
  EXPECT_NE(server.Run(database, "SELECT * FROM a").code, 0);
}

TEST_F(PostgresServer, IsStoppedStartedCrashedAndPaused) {
  Postgres server;
  const std::string database = server.NewDatabase();
  ASSERT_EQ(server.Run(database, "CREATE TABLE kept (x int); INSERT INTO kept VALUES (7)").code, 0);
  const auto port = server.port();
  server.Stop();
  EXPECT_NE(server.Run(database, "SELECT 1").code, 0);
  server.Start();
  EXPECT_EQ(server.port(), port);
  server.Crash();
  EXPECT_NE(server.Run(database, "SELECT 1").code, 0);
  server.Start();
  EXPECT_EQ(server.Run(database, "SELECT x FROM kept").output, "7\n");
  server.Pause();
  const Outcome hung = RunCommand("/", "timeout 1 psql -XAtqc 'SELECT 1' " + Quoted(server.Url(database)));
  EXPECT_EQ(hung.code, 124);
  server.Resume();
  EXPECT_EQ(server.Run(database, "SELECT x FROM kept").output, "7\n");
}

}  // namespace
}  // namespace ingot::test
