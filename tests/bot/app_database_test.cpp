// The databases of applications, on a real server.
#include "bot/store/app_database.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "bot/base/database_url.h"
#include "tests/support/postgres.h"

namespace ingot {
namespace {

using test::Postgres;
using testing::HasSubstr;
using testing::Not;

constexpr const char* kFirst = "0198c5a4-0000-7000-8000-000000000001";
constexpr const char* kSecond = "0198c5a4-0000-7000-8000-000000000002";

auto Ask(const std::string& url, const std::string& sql) -> test::Outcome { return test::RunCommand("/", "psql -XAtq '" + url + "' -c \"" + sql + "\""); }

class AppDatabase : public testing::Test {
 protected:
  void SetUp() override {
    if (const std::string missing = Postgres::Missing(); !missing.empty()) GTEST_SKIP() << missing;
    // Whoever makes them is no superuser.
    const auto made = Postgres::Shared().Run("postgres", "DROP ROLE IF EXISTS maker; CREATE ROLE maker LOGIN CREATEDB CREATEROLE PASSWORD 'of the maker'");
    ASSERT_EQ(made.code, 0) << made.output;
  }
  auto Server() const -> std::string { return bot::WithDatabaseAndRole(Postgres::Shared().Url(), "postgres", "maker", "of%20the%20maker"); }
};

TEST_F(AppDatabase, IsForItsApplicationAlone) {
  const auto first = bot::EnsureAppDatabase(Server(), kFirst, "firstsecret");
  ASSERT_TRUE(first) << first.error().text;
  const auto second = bot::EnsureAppDatabase(Server(), kSecond, "secondsecret");
  ASSERT_TRUE(second) << second.error().text;
  EXPECT_EQ(Ask(*first, "CREATE TABLE things (id int); SELECT current_user || ' ' || current_database()").output,
            "app_0198c5a4000070008000000000000001 app_0198c5a4000070008000000000000001\n");
  // The role of one sees nothing of the other.
  const std::string other = bot::WithDatabaseAndRole(*first, bot::AppDatabaseName(kFirst), bot::AppDatabaseName(kSecond), "secondsecret");
  const auto refused = Ask(other, "SELECT 1");
  EXPECT_NE(refused.code, 0);
  EXPECT_THAT(refused.output, HasSubstr("permission denied"));
  // Again: everything is there, and a password that was lost is another one.
  const auto again = bot::EnsureAppDatabase(Server(), kFirst, "newsecret");
  ASSERT_TRUE(again) << again.error().text;
  EXPECT_EQ(Ask(*again, "SELECT count(*) FROM things").output, "0\n");
  EXPECT_NE(Ask(*first, "SELECT 1").code, 0);
  for (const char* secret : {"firstsecret", "secondsecret", "newsecret"}) EXPECT_THAT(Postgres::Shared().Log(), Not(HasSubstr(secret)));
  for (const char* application : {kFirst, kSecond}) {
    const std::string name = bot::AppDatabaseName(application);
    EXPECT_EQ(Postgres::Shared().Run("postgres", "DROP DATABASE " + name + "; DROP ROLE " + name).code, 0);
  }
}

TEST_F(AppDatabase, SaysWhyThereIsNone) {
  const auto wrong = bot::EnsureAppDatabase(bot::WithDatabaseAndRole(Server(), "postgres", "maker", "wrong"), kFirst, "firstsecret");
  ASSERT_FALSE(wrong);
  EXPECT_EQ(wrong.error().kind, bot::FailureKind::kEnvironment);
  EXPECT_THAT(wrong.error().text, HasSubstr("password authentication failed"));
  EXPECT_EQ(Postgres::Shared().Run("postgres", "CREATE ROLE nobody_special LOGIN PASSWORD 'x'").code, 0);
  const auto poor = bot::EnsureAppDatabase(bot::WithDatabaseAndRole(Server(), "postgres", "nobody_special", "x"), kFirst, "firstsecret");
  ASSERT_FALSE(poor);
  EXPECT_THAT(poor.error().text, HasSubstr("permission denied"));
  EXPECT_THAT(poor.error().text, Not(HasSubstr("firstsecret")));
  for (const char* url : {"postgresql://maker:pa%ssword@127.0.0.1/postgres", "postgresql://maker:pass/word@127.0.0.1/postgres"}) {
    EXPECT_THAT(bot::EnsureAppDatabase(url, kFirst, "firstsecret").error().text, Not(HasSubstr("pa"))) << url;
  }
}

TEST(DatabaseUrl, GivesItsPasswordApart) {
  const auto plain = bot::TakePassword("postgresql://ada:s%40cret@db.example.org:5433/platform?sslmode=require");
  EXPECT_EQ(plain.without_password, "postgresql://ada@db.example.org:5433/platform?sslmode=require");
  EXPECT_EQ(plain.password, "s@cret");
  const auto parameter = bot::TakePassword("postgresql:///platform?user=ada&password=a%26b&sslpassword=c");
  EXPECT_EQ(parameter.without_password, "postgresql:///platform?user=ada&sslpassword=c");
  EXPECT_EQ(parameter.password, "a&b");
  for (const char* none : {"postgresql://db/platform", "postgresql://ada@db/platform", "postgresql://a:1,b:2/platform", "sqlite:data/app.db"}) {
    EXPECT_EQ(bot::TakePassword(none).without_password, none);
    EXPECT_EQ(bot::TakePassword(none).password, "");
  }
  EXPECT_EQ(bot::WithDatabaseAndRole("postgresql://ada:x@a:1,b:2/platform?sslmode=require", "app_1", "app_1", "y"), "postgresql://app_1:y@a:1,b:2/app_1?sslmode=require");
}

}  // namespace
}  // namespace ingot
