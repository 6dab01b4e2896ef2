// Two branches of a repository add a migration of the same number each, and are merged.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "tests/support/command.h"
#include "tests/support/folder.h"

namespace ingot {
namespace {

using testing::HasSubstr;

class TwoBranches : public testing::Test {
 protected:
  void SetUp() override {
    Git("init -q -b main . && git config user.email a@b.c && git config user.name A && git config core.hooksPath /dev/null");
    Generate("", "");
    Commit();
    Git("checkout -q -b hues");
    Generate("", R"(, { "name": "hue", "type": "int" })");
    Commit();
    Git("checkout -q main");
    Generate(R"(, { "name": "nick", "type": "string" })", "");
    Commit();
  }

  void Git(const std::string& arguments) {
    const auto done = test::RunCommand(folder_.path(), "git " + arguments);
    ASSERT_EQ(done.code, 0) << done.output;
  }
  void Commit() { Git("add -A && git commit -q -m 'a commit'"); }
  void Write(const std::string& user, const std::string& note) {
    test::WriteFile(folder_.path() + "/app.json",
                    "{ \"ingot\": 1,\n \"app\": { \"name\": \"notes\", \"auth\": \"none\" },\n \"models\": [\n{ \"name\": \"User\", \"fields\": [ { \"name\": \"name\", \"type\": \"string\" }" + user +
                        " ] },\n{ \"name\": \"Between\", \"fields\": [] },\n{ \"name\": \"Note\", \"fields\": [ { \"name\": \"title\", \"type\": \"string\" }" + note + " ] } ] }\n");
  }
  void Generate(const std::string& user, const std::string& note) {
    Write(user, note);
    const auto done = Ingot("generate app.json --out p");
    ASSERT_EQ(done.code, 0) << done.output;
  }
  // As a person does it: both fields in the definition, the project as this branch has it.
  void Merge() {
    test::RunCommand(folder_.path(), "git merge -q hues");
    Write(R"(, { "name": "nick", "type": "string" })", R"(, { "name": "hue", "type": "int" })");
    Git("checkout -q HEAD -- p ':!p/custom'");
    Commit();
  }
  auto Ingot(const std::string& arguments) const -> test::Outcome {
    return test::RunCommand(folder_.path(), "env -u DATABASE_URL " + test::Quoted(INGOT_BINARY_DIR "/bin/ingot") + " " + arguments);
  }
  auto There(const std::string& path) const -> bool { return std::filesystem::exists(folder_.path() + "/p/db/" + path); }

  test::TemporaryFolder folder_;
};

TEST_F(TwoBranches, AreNamedAndMended) {
  Merge();
  ASSERT_TRUE(There("migrations/0002_add_users_nick.sqlite.up.sql") && There("migrations/0002_add_notes_hue.sqlite.up.sql"));
  const auto refused = Ingot("generate app.json --out p");
  EXPECT_EQ(refused.code, 1);
  EXPECT_THAT(refused.output, HasSubstr("error[ING0712]: the migrations `0002_add_notes_hue` and `0002_add_users_nick` have the same number"));
  const auto up = Ingot("migrate up p --database sqlite:app.db");
  EXPECT_EQ(up.code, 1);
  EXPECT_THAT(up.output, HasSubstr("ING0712"));
  const auto embedded = test::RunCommand(folder_.path(), "cmake -DFOLDER=p/db/migrations -DOUTPUT=x.cpp -P p/runtime/cmake/EmbedMigrations.cmake");
  EXPECT_NE(embedded.code, 0);
  EXPECT_THAT(embedded.output, HasSubstr("0002_add_notes_hue and 0002_add_users_nick have the same"));

  const auto mended = Ingot("migrate renumber p");
  EXPECT_EQ(mended.code, 0) << mended.output;
  EXPECT_THAT(mended.output, HasSubstr("kept     0002_add_users_nick\nremoved  0002_add_notes_hue\n"));
  EXPECT_FALSE(There("migrations/0002_add_notes_hue.snapshot.json"));
  const auto generated = Ingot("generate app.json --out p");
  EXPECT_EQ(generated.code, 0) << generated.output;
  EXPECT_TRUE(There("migrations/0003_add_notes_hue.sqlite.up.sql"));
  EXPECT_EQ(Ingot("verify p").code, 0);
  EXPECT_EQ(Ingot("migrate up p --database sqlite:app.db").output, "applied  0001_initial\napplied  0002_add_users_nick\napplied  0003_add_notes_hue\n");
  EXPECT_EQ(Ingot("migrate status p --database sqlite:app.db").code, 0);
  EXPECT_EQ(Ingot("migrate renumber p").output, "no two migrations have the same number\n");
}

// Git puts both changes into the snapshot without a word.
TEST_F(TwoBranches, GetTheSnapshotOfTheirLastMigration) {
  Merge();
  Git("show hues:p/db/schema.snapshot.json > p/db/schema.snapshot.json");
  EXPECT_EQ(Ingot("migrate renumber p").code, 0);
  EXPECT_EQ(Ingot("generate app.json --out p").code, 0);
  EXPECT_TRUE(There("migrations/0003_add_notes_hue.sqlite.up.sql"));
}

TEST_F(TwoBranches, AreNotMendedByChance) {
  Merge();
  const std::string manifest = folder_.path() + "/p/ingot.manifest.json";
  const auto kept = test::RunCommand(folder_.path(), "cp p/ingot.manifest.json kept.json && git show HEAD~2:p/ingot.manifest.json > p/ingot.manifest.json");
  ASSERT_EQ(kept.code, 0) << kept.output;
  const auto undecided = Ingot("migrate renumber p");  // the manifest is from before both
  EXPECT_EQ(undecided.code, 1);
  EXPECT_THAT(undecided.output, HasSubstr("take one side of it"));
  test::WriteFile(manifest, "<<<<<<< HEAD\n");
  EXPECT_THAT(Ingot("migrate renumber p").output, HasSubstr("take one side of it"));
  EXPECT_TRUE(There("migrations/0002_add_notes_hue.sqlite.up.sql") && There("migrations/0002_add_users_nick.sqlite.up.sql"));
}

TEST_F(TwoBranches, WithoutASnapshotDoNotBeginAnew) {
  ASSERT_EQ(test::RunCommand(folder_.path(), "rm p/db/schema.snapshot.json").code, 0);
  EXPECT_EQ(Ingot("generate app.json --out p").code, 0);
  EXPECT_EQ(Ingot("verify p").code, 0);
  ASSERT_EQ(test::RunCommand(folder_.path(), "git show main~1:p/db/schema.snapshot.json > p/db/schema.snapshot.json").code, 0);
  const auto differs = Ingot("generate app.json --out p");
  EXPECT_EQ(differs.code, 1);
  EXPECT_THAT(differs.output, HasSubstr("error[ING0714]: db/schema.snapshot.json is not what the last migration, `0002_add_users_nick`, leads to"));
}

}  // namespace
}  // namespace ingot
