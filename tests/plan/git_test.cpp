// A definition as it was at a commit: real repositories, and names that are none.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "tests/support/command.h"
#include "tests/support/folder.h"

namespace ingot {
namespace {

using testing::HasSubstr;

const std::string kIngot = test::Quoted(INGOT_BINARY_DIR "/bin/ingot");

auto Definition(const std::string& fields) -> std::string {
  return R"({"ingot": 1, "app": {"name": "shelf", "auth": "none"}, "models": [{"name": "Book", "fields": [)" + fields + R"(], "resource": {"path": "books"}}]})";
}

constexpr const char* kTitle = R"({"name": "title", "type": "string", "required": true})";
constexpr const char* kBoth = R"({"name": "title", "type": "string", "required": true}, {"name": "isbn", "type": "string"})";

class Git : public testing::Test {
 protected:
  void SetUp() override { Do("git init -q -b main . && git config user.email a@b.c && git config user.name A && git config core.hooksPath /dev/null"); }

  void Do(const std::string& command) {
    const auto outcome = test::RunCommand(folder_.path(), command);
    ASSERT_EQ(outcome.code, 0) << outcome.output;
  }
  void Write(const std::string& path, const std::string& text) { test::WriteFile(folder_.path() + "/" + path, text); }
  void Commit() { Do("git add -A && git commit -q -m 'a commit'"); }
  auto Plan(const std::string& arguments, const std::string& below = "") -> test::Outcome {
    return test::RunCommand(folder_.path() + below, kIngot + " breaking " + arguments);
  }

  test::TemporaryFolder folder_;
};

TEST_F(Git, ComparesAFileWithItsFormerSelf) {
  Write("apps/shelf.json", Definition(kBoth));
  Commit();
  Write("apps/shelf.json", Definition(kTitle));
  for (const char* against : {"git:HEAD", "git:main", "git:HEAD^{commit}"}) {
    const auto outcome = Plan(std::string("apps/shelf.json --against ") + test::Quoted(against));
    EXPECT_EQ(outcome.code, 1) << outcome.output;
    EXPECT_THAT(outcome.output, HasSubstr("POST /api/books · body · isbn and 2 more operations"));
  }
  EXPECT_EQ(Plan("shelf.json --against git:HEAD", "/apps").code, 1);
  Commit();
  EXPECT_EQ(Plan("apps/shelf.json --against git:HEAD").code, 0);
  EXPECT_EQ(Plan("apps/shelf.json --against git:HEAD~1").code, 1);
}

TEST_F(Git, ComparesAFolderOfFiles) {
  Write("app/app.json", R"({"ingot": 1, "app": {"name": "shelf", "auth": "none"}})");
  Write("app/models/book.json", R"({"ingot": 1, "models": [{"name": "Book", "fields": [{"name": "title", "type": "string"}], "resource": {"path": "books"}}]})");
  Write("app/models/pen.json", R"({"ingot": 1, "models": [{"name": "Pen", "fields": [{"name": "ink", "type": "string"}], "resource": {"path": "pens"}}]})");
  Write("app/readme.txt", "no definition");
  Write("app/out/ingot.manifest.json", "{}");
  Write("app/out/broken.json", "{");
  Write("other/broken.json", "{");
  Commit();
  std::filesystem::remove(folder_.path() + "/app/models/pen.json");
  const auto outcome = Plan("app --against git:HEAD");
  EXPECT_EQ(outcome.code, 1) << outcome.output;
  EXPECT_THAT(outcome.output, HasSubstr("GET /api/pens"));
  EXPECT_EQ(Plan("--against git:HEAD", "/app").code, 1);
}

TEST_F(Git, ShowsPlacesOfTheFormerDefinition) {
  Write("app.json", Definition(R"({"name": "title", "type": "strin"})"));
  Commit();
  Write("app.json", Definition(kTitle));
  const auto outcome = Plan("app.json --against git:main");
  EXPECT_EQ(outcome.code, 1);
  EXPECT_THAT(outcome.output, HasSubstr("--> git:main:app.json:1:"));
}

TEST_F(Git, NamesWhatIsNotThere) {
  Write("app.json", Definition(kTitle));
  const auto nobody = Plan("app.json --against git:main");
  EXPECT_EQ(nobody.code, 2);
  EXPECT_THAT(nobody.output, HasSubstr("the repository knows no commit `main`"));
  Commit();
  Write("new.json", Definition(kTitle));
  const auto absent = Plan("new.json --against git:main");
  EXPECT_EQ(absent.code, 2);
  EXPECT_THAT(absent.output, HasSubstr("at `main` there is no `new.json`"));
  const test::TemporaryFolder outside;
  test::WriteFile(outside.path() + "/app.json", Definition(kTitle));
  const auto elsewhere = test::RunCommand(outside.path(), kIngot + " breaking app.json --against git:main");
  EXPECT_EQ(elsewhere.code, 2);
  EXPECT_THAT(elsewhere.output, HasSubstr("`app.json` does not lie in a git repository"));
}

// What looks like an option or a command of a shell is a name that no commit has.
TEST_F(Git, TakesNoNameForACommand) {
  Write("app.json", Definition(kTitle));
  Commit();
  for (const char* ref : {"", "-", "--help", "--output=x", "-uall", "$(touch x)", "`touch x`", "; touch x", "main; touch x", "main | touch x", "main:app.json", "main..main",
                          "main\n--output=x", "..", "../x", "main^{tree}", "\x1b[2J"}) {
    const auto outcome = Plan("app.json --against " + test::Quoted(std::string("git:") + ref));
    EXPECT_EQ(outcome.code, 2) << ref << ": " << outcome.output;
    EXPECT_EQ(outcome.output.find('\x1b'), std::string::npos);
    EXPECT_FALSE(std::filesystem::exists(folder_.path() + "/x")) << ref;
  }
}

TEST_F(Git, FollowsNoLinkOfACommit) {
  Write("app/app.json", Definition(kTitle));
  Do("ln -s /etc/passwd app/more.json");
  Commit();
  Do("rm app/more.json");
  const auto outcome = Plan("app --against git:main");
  EXPECT_EQ(outcome.code, 1);
  EXPECT_THAT(outcome.output, HasSubstr("error[ING0007]"));
}

TEST_F(Git, RunsInsideOfAHook) {
  Write("apps/shelf.json", Definition(kBoth));
  Commit();
  Write("apps/shelf.json", Definition(kTitle));
  Write("hook", "#!/bin/sh\nexec " + kIngot + " breaking apps/shelf.json --against git:HEAD\n");
  const auto outcome = test::RunCommand(folder_.path(), "chmod +x hook && mkdir hooks && mv hook hooks/pre-commit && git -c core.hooksPath=hooks commit -q -a -m more");
  EXPECT_NE(outcome.code, 0);
  EXPECT_THAT(outcome.output, HasSubstr("2 breaking changes against git:HEAD"));
}

TEST_F(Git, ReadsNamesAsTheyAre) {
  Write("a b/*.json", Definition(kBoth));
  Write("a b/:x.json", "{");
  Commit();
  Write("a b/*.json", Definition(kTitle));
  const auto outcome = Plan("'a b/*.json' --against git:main");
  EXPECT_EQ(outcome.code, 1);
  EXPECT_THAT(outcome.output, HasSubstr("2 breaking changes against git:main"));
}

}  // namespace
}  // namespace ingot
