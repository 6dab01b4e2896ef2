// What a migration may do has to be allowed, and `ingot migrate lint` counts the rows that stand in its way: on both databases.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/command.h"
#include "tests/support/folder.h"
#include "tests/support/postgres.h"

namespace ingot {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr const char* kFirst = R"({ "ingot": 1, "app": { "name": "notes", "auth": "none" }, "models": [
  { "name": "Team", "timestamps": false, "fields": [ { "name": "nick", "type": "string" } ] },
  { "name": "User", "timestamps": false, "fields": [ { "name": "nick", "type": "string" } ] },
  { "name": "Note", "timestamps": false, "fields": [ { "name": "title", "type": "string" }, { "name": "size", "type": "int" },
    { "name": "body", "type": "string" }, { "name": "owner", "type": "ref", "model": "User" } ] } ] })";
constexpr const char* kSecond = R"({ "ingot": 1, "app": { "name": "notes", "auth": "none" }, "models": [
  { "name": "Team", "timestamps": false, "fields": [ { "name": "nick", "type": "string" } ] },
  { "name": "User", "timestamps": false, "fields": [ { "name": "nick", "type": "string", "unique": true } ] },
  { "name": "Note", "timestamps": false, "fields": [ { "name": "heading", "type": "string", "required": true, "renamedFrom": "title" },
    { "name": "length", "type": "int", "renamedFrom": "size" }, { "name": "hue", "type": "int", "required": true },
    { "name": "owner", "type": "ref", "model": "Team" } ],
    "checks": [ { "name": "short", "expr": "length == null || length < 10 || heading == ') \n-- asks: x'" } ] } ] })";

class Lint : public testing::TestWithParam<const char*> {
 protected:
  void SetUp() override {
    if (OnPostgres() && !test::Postgres::Missing().empty()) GTEST_SKIP() << test::Postgres::Missing();
    if (OnPostgres()) database_ = test::Postgres::Shared().NewDatabase();
    Generate(kFirst);
    EXPECT_EQ(Migrate("up").code, 0);
    test::WriteFile(folder_.path() + "/app.json", kSecond);
  }

  static auto OnPostgres() -> bool { return std::string_view(GetParam()) == "postgres"; }
  void Generate(const std::string& definition) {
    test::WriteFile(folder_.path() + "/app.json", definition);
    const auto done = Ingot("generate app.json --out p");
    ASSERT_EQ(done.code, 0) << done.output;
  }
  // With everything allowed that it may do.
  void GenerateAllowed() {
    const auto done = Ingot("generate app.json --out p $(" + Program() + " generate app.json --out p 2>&1 | grep -o -e '--allow=[^`]*')");
    ASSERT_EQ(done.code, 0) << done.output;
  }
  static auto Program() -> std::string { return test::Quoted(INGOT_BINARY_DIR "/bin/ingot"); }
  auto Ingot(const std::string& arguments) const -> test::Outcome { return test::RunCommand(folder_.path(), Program() + " " + arguments); }
  auto Migrate(const std::string& arguments) const -> test::Outcome {
    return Ingot("migrate " + arguments + " p --database " + test::Quoted(OnPostgres() ? test::Postgres::Shared().Url(database_) : "sqlite:app.db"));
  }
  auto Sql(const std::string& sql) const -> std::string {
    if (OnPostgres()) return test::Postgres::Shared().Run(database_, sql).output;
    test::WriteFile(folder_.path() + "/it.sql", sql);
    const char* run = "import sqlite3; c = sqlite3.connect('app.db'); print('|'.join(str(v) for s in open('it.sql').read().split(';') for r in c.execute(s) for v in r)); c.commit()";
    return test::RunCommand(folder_.path(), "python3 -c " + test::Quoted(run)).output;
  }
  static auto Id(int number) -> std::string {
    const std::string hex = "000000000000000000000000000000" + std::to_string(number);
    return OnPostgres() ? "'" + hex + "'" : "x'" + hex + "'";
  }
  void AddRows() const {
    for (const int number : {10, 11, 12}) Sql("INSERT INTO users (id, nick, row_version) VALUES (" + Id(number) + ", " + (number == 12 ? "NULL" : "'same'") + ", 1)");
    const auto note = [&](int number, const std::string& values) { Sql("INSERT INTO notes (id, title, size, body, owner_id, row_version) VALUES (" + Id(number) + ", " + values + ", 1)"); };
    note(20, "'a', 1, 'b', " + Id(10));
    note(21, "NULL, 99, 'b', " + Id(11));
    note(22, "'c', 99, NULL, NULL");
  }

  test::TemporaryFolder folder_;
  std::string database_;
};

TEST_P(Lint, NamesWhatHasToBeAllowed) {
  const auto refused = Ingot("generate app.json --out p");
  EXPECT_EQ(refused.code, 1);
  for (const char* each : {"ING0702:notes.body", "ING0703:notes.heading", "ING0703:notes.hue", "ING0705:users.nick", "ING0706:notes.owner_id", "ING0707:notes.short_check"}) {
    EXPECT_THAT(refused.output, HasSubstr("`--allow=" + std::string(each) + "`"));
  }
  const auto one = Ingot("generate --allow ING0702:notes.body app.json --out p --allow=ING0702:notes.nothing");
  EXPECT_EQ(one.code, 1);
  EXPECT_THAT(one.output, Not(HasSubstr("error[ING0702]")));
  EXPECT_THAT(one.output, HasSubstr("there is nothing to allow for `ING0702:notes.nothing`"));
  EXPECT_THAT(one.output, HasSubstr("5 errors, 1 warning"));
  for (const char* wrong : {"notes.body", "ING0702:", ":notes", "ING9999:notes", "ING0301:notes"}) EXPECT_EQ(Ingot("generate app.json --out p --allow=" + std::string(wrong)).code, 2) << wrong;
}

TEST_P(Lint, CountsWhatStandsInTheWay) {
  AddRows();
  GenerateAllowed();
  const auto lint = Migrate("lint");
  EXPECT_EQ(lint.code, 1) << lint.output;
  for (const char* line : {"stops            1  rows of notes without", "stops            3  rows of notes without hue", "stops            1  values of users (nick) that rows share",
                           "stops            2  rows of notes whose owner_id refers to nothing", "stops            1  rows of notes that break short_check",
                           "aside            2  values of notes.body that are set aside"}) {
    EXPECT_THAT(lint.output, HasSubstr(line));
  }
  const auto json = Migrate("lint --format json");
  EXPECT_EQ(json.code, 1);
  EXPECT_THAT(json.output, HasSubstr(R"("verdict":"stops","about":"values of users (nick) that rows share","count":1,"why":null)"));
}

TEST_P(Lint, StopsAndLosesNothing) {
  AddRows();
  GenerateAllowed();
  const auto up = Migrate("finish");
  EXPECT_EQ(up.code, 3);
  // On PostgreSQL what must have a value waits for the end, behind the rest.
  EXPECT_THAT(up.output, HasSubstr(OnPostgres() ? "rows of notes whose owner_id refers to nothing" : "rows of notes without"));
  if (OnPostgres()) { EXPECT_EQ(Migrate("down").code, 0); }  // the steps before it
  EXPECT_THAT(Migrate("status").output, HasSubstr("pending  0002"));
  EXPECT_THAT(Sql("SELECT count(title), count(body), count(owner_id) FROM notes"), HasSubstr("2|2|2"));
}

TEST_P(Lint, LetsPassWhatNothingStandsInTheWayOf) {
  AddRows();
  Sql("DELETE FROM notes");
  Sql("DELETE FROM users WHERE id = " + Id(10));
  GenerateAllowed();
  const auto lint = Migrate("lint");
  EXPECT_EQ(lint.code, 0) << lint.output;
  EXPECT_THAT(lint.output, HasSubstr("fine             0  rows of notes without hue"));
  const auto up = Migrate("finish");
  EXPECT_EQ(up.code, 0) << up.output;
  if (OnPostgres()) { EXPECT_THAT(Migrate("log").output, HasSubstr(" ms  0002_change_notes_and_more, step 1\n")); }
  EXPECT_EQ(Migrate("lint").output, "no step that is to be done asks for anything\n");
  EXPECT_EQ(Ingot("generate app.json --out p").code, 0);  // what was allowed once is done
}

INSTANTIATE_TEST_SUITE_P(Databases, Lint, testing::Values("sqlite", "postgres"), [](const auto& each) { return std::string(each.param); });

}  // namespace
}  // namespace ingot
