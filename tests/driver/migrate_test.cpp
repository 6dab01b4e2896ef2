// `ingot migrate` on the folder of a generated project, with an SQLite file.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/command.h"
#include "tests/support/folder.h"

namespace ingot {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr const char* kFirst = R"({ "ingot": 1, "app": { "name": "notes", "version": "1.0.0", "auth": "none" }, "models": [
  { "name": "Note", "fields": [ { "name": "title", "type": "string", "required": true } ] } ] })";
constexpr const char* kSecond = R"({ "ingot": 1, "app": { "name": "notes", "version": "1.0.0", "auth": "none" }, "models": [
  { "name": "Note", "fields": [ { "name": "heading", "type": "string", "required": true, "renamedFrom": "title" } ] } ] })";

class MigrateCommand : public testing::Test {
 protected:
  MigrateCommand() {
    Generate(kFirst);
    EXPECT_EQ(Ingot("migrate up p").code, 0);
  }

  void Generate(const std::string& definition) {
    test::WriteFile(folder_.path() + "/app.json", definition);
    const auto done = Run("generate app.json --out p");
    ASSERT_EQ(done.code, 0) << done.output;
  }
  auto Run(const std::string& arguments) const -> test::Outcome {
    return test::RunCommand(folder_.path(), test::Quoted(INGOT_BINARY_DIR "/bin/ingot") + " " + arguments);
  }
  auto Ingot(const std::string& arguments) const -> test::Outcome { return Run(arguments + " --database sqlite:app.db"); }

  test::TemporaryFolder folder_;
};

TEST_F(MigrateCommand, GoesUpAndDown) {
  EXPECT_EQ(Ingot("migrate status p").output, "applied  0001_initial\n");
  Generate(kSecond);
  EXPECT_EQ(Ingot("migrate status p").output, "applied  0001_initial\npending  0002_rename_notes_heading\n");
  const auto up = Ingot("migrate up p");
  EXPECT_EQ(up.code, 0);
  EXPECT_EQ(up.output, "applied  0001_initial\napplied  0002_rename_notes_heading\n");
  EXPECT_THAT(Ingot("migrate down p").output, HasSubstr("pending  0002_rename_notes_heading"));
  EXPECT_EQ(Ingot("migrate down p --to 1").output, "applied  0001_initial\npending  0002_rename_notes_heading\n");
  EXPECT_EQ(Ingot("migrate up p").code, 0);
  EXPECT_THAT(Ingot("migrate down p --to 1").output, HasSubstr("pending  0002_rename_notes_heading"));
  EXPECT_THAT(Ingot("migrate down p --to 0").output, HasSubstr("pending  0001_initial"));
  for (const char* wrong : {"migrate up p --to 1", "migrate down p --to -1", "migrate down p --to x"}) EXPECT_EQ(Ingot(wrong).code, 2) << wrong;
}

TEST_F(MigrateCommand, RehearsesWithoutAChange) {
  Generate(kSecond);
  EXPECT_THAT(Ingot("migrate plan p").output, HasSubstr("0002_rename_notes_heading\n    1  up"));
  EXPECT_THAT(Ingot("migrate up p --dry-run").output, HasSubstr("ALTER TABLE notes RENAME COLUMN title TO heading;"));
  EXPECT_THAT(Ingot("migrate status p").output, HasSubstr("pending  0002"));
  EXPECT_EQ(Ingot("migrate down p --dry-run").code, 2);
}

TEST_F(MigrateCommand, TellsHowTheTablesDiffer) {
  const auto changed = test::RunCommand(folder_.path(), "python3 -c \"import sqlite3; sqlite3.connect('app.db').execute('ALTER TABLE notes DROP COLUMN title')\"");
  ASSERT_EQ(changed.code, 0) << changed.output;
  const auto status = Ingot("migrate status p");
  EXPECT_EQ(status.code, 2);
  EXPECT_THAT(status.output, HasSubstr("differs  notes.title: wanted TEXT NOT NULL, found no such column"));
}

TEST_F(MigrateCommand, RefusesFilesThatAreNotAsTheyWereWritten) {
  const std::string file = folder_.path() + "/p/db/migrations/0001_initial.sqlite.up.sql";
  test::WriteFile(file, "SELECT 1;");
  const auto edited = Ingot("migrate up p");
  EXPECT_EQ(edited.code, 1);
  EXPECT_THAT(edited.output, HasSubstr("db/migrations/0001_initial.sqlite.up.sql was changed by hand"));
  ASSERT_EQ(test::RunCommand("/", "rm " + test::Quoted(file)).code, 0);
  const auto missing = Ingot("migrate up p");
  EXPECT_EQ(missing.code, 1);
  EXPECT_THAT(missing.output, HasSubstr("0001_initial.sqlite.up.sql is missing"));
}

TEST_F(MigrateCommand, WantsAnActionADatabaseAndAProject) {
  EXPECT_EQ(Ingot("migrate").code, 2);
  EXPECT_THAT(Ingot("migrate sideways").output, HasSubstr("`sideways` is none of up, finish, plan, lint, down"));
  EXPECT_THAT(Run("migrate up p").output, HasSubstr("which database?"));
  const auto nowhere = Ingot("migrate up nowhere");
  EXPECT_EQ(nowhere.code, 3);
  EXPECT_THAT(nowhere.output, Not(HasSubstr("bug")));
}

}  // namespace
}  // namespace ingot
