// What `plan` and `breaking` print, word for word: tests/plan/golden holds two definitions and the output of each form.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/support/command.h"
#include "tests/support/folder.h"

namespace ingot {
namespace {

using testing::HasSubstr;

const std::string kIngot = test::Quoted(INGOT_BINARY_DIR "/bin/ingot");
const std::string kGolden = INGOT_SOURCE_DIR "/tests/plan/golden";

auto Ingot(const std::string& arguments) -> test::Outcome { return test::RunCommand(kGolden, kIngot + " " + arguments); }

// To take a new form on: run the command in tests/plan/golden and keep its output as the file.
TEST(Report, IsAsItWasKept) {
  const std::string plan = "plan after.json --against before.json";
  const std::string breaking = "breaking after.json --against before.json";
  for (const auto& [arguments, file] : std::vector<std::pair<std::string, std::string>>{{plan, "plan.txt"},
                                                                                       {plan + " --format json", "plan.json"},
                                                                                       {plan + " --format markdown", "plan.md"},
                                                                                       {breaking, "breaking.txt"},
                                                                                       {breaking + " --format json", "breaking.json"}}) {
    EXPECT_EQ(Ingot(arguments).output, test::ReadFile(kGolden + "/" + file)) << arguments;
  }
  EXPECT_EQ(Ingot(plan).code, 0);
  EXPECT_EQ(Ingot(breaking).code, 1);
}

TEST(Report, IsOneDocumentOfJson) {
  using nlohmann::json;
  const auto plan = json::parse(Ingot("plan after.json --against before.json --format json").output);
  EXPECT_EQ(plan["api"]["breaking"].get<size_t>() + plan["api"]["compatible"].get<size_t>(), plan["api"]["findings"].size());
  const auto breaking = json::parse(Ingot("breaking after.json --against before.json --format json").output);
  EXPECT_EQ(breaking["breaking"], breaking["findings"].size());
  const auto same = json::parse(Ingot("plan after.json --against after.json --format json").output);
  EXPECT_EQ(same["api"]["findings"], json::array());
  EXPECT_EQ(same["files"]["changed"], json::array());
}

// No migration can be made: the plan says why, and the rest all the same.
TEST(Report, TellsWhatCannotBeSplit) {
  const test::TemporaryFolder folder;
  const std::string begin = R"({ "ingot": 1, "app": { "name": "shop", "auth": "none" }, "models": [ { "name": "Customer", )";
  test::WriteFile(folder.path() + "/before.json", begin + R"("softDelete": true, "fields": [ { "name": "street", "type": "string" }, { "name": "name", "type": "string" } ] } ] })");
  test::WriteFile(folder.path() + "/after.json", begin + R"("fields": [ { "name": "name", "type": "string" } ] }, { "name": "Address", "splitFrom": "Customer", "fields": [
    { "name": "customer", "type": "ref", "model": "Customer", "required": true, "unique": true, "onDelete": "cascade" }, { "name": "street", "type": "string" } ] } ] })");
  const auto plan = test::RunCommand(folder.path(), kIngot + " plan after.json --against before.json");
  EXPECT_EQ(plan.code, 0) << plan.output;
  EXPECT_THAT(plan.output, HasSubstr("`customers` keeps versions or deleted rows, whose values cannot be split or merged  [ING0715]"));
  EXPECT_THAT(plan.output, testing::Not(HasSubstr("on PostgreSQL")));
}

TEST(Report, CellsOfATableHoldWhatADefinitionSays) {
  const std::string text = test::ReadFile(kGolden + "/plan.md");
  for (size_t begin = 0; begin < text.size();) {
    const size_t end = text.find('\n', begin);
    const std::string line = text.substr(begin, end - begin);
    begin = end + 1;
    if (!line.starts_with("| **") && !line.starts_with("| compatible")) continue;
    size_t bars = 0;
    for (size_t i = 0; i < line.size(); ++i) bars += line[i] == '|' && (i == 0 || line[i - 1] != '\\') ? 1 : 0;
    EXPECT_EQ(bars, 5U) << line;
  }
  EXPECT_EQ(text.find("<b>"), std::string::npos) << "no markup of a definition's";
}

TEST(Report, NothingBreaksWithCodeZero) {
  const auto outcome = Ingot("breaking before.json --against before.json");
  EXPECT_EQ(outcome.code, 0);
  EXPECT_EQ(outcome.output, "nothing breaks for callers of before.json\n");
}

TEST(Report, SaysWhichDefinitionIsWrong) {
  const test::TemporaryFolder folder;
  test::WriteFile(folder.path() + "/wrong.json", R"({"ingot": 1, "app": {"name": "a", "auth": "none"}, "models": [{"name": "A", "fields": [{"name": "b", "type": "strin"}]}]})");
  const std::string wrong = test::Quoted(folder.path() + "/wrong.json");
  const auto now = Ingot("plan " + wrong + " --against before.json");
  EXPECT_EQ(now.code, 1);
  EXPECT_THAT(now.output, HasSubstr("ingot: the definition `" + folder.path() + "/wrong.json` has errors\nerror["));
  const auto former = Ingot("breaking before.json --against " + wrong);
  EXPECT_EQ(former.code, 1);
  EXPECT_THAT(former.output, HasSubstr("ingot: the definition that it is compared with, `" + folder.path() + "/wrong.json`, has errors\nerror["));
  const auto both = Ingot("plan " + wrong + " --against nobody.json --format json 2>/dev/null");
  EXPECT_EQ(both.code, 1);
  EXPECT_EQ(nlohmann::json::parse(both.output)["errors"], 1);
}

TEST(Report, RefusesWhatItCannotCompareWith) {
  EXPECT_EQ(Ingot("plan before.json").code, 2);
  EXPECT_EQ(Ingot("breaking before.json --against after.json --format markdown").code, 2);
  const auto database = Ingot("plan before.json --against postgresql://me:secret@db/apps");
  EXPECT_EQ(database.code, 2);
  EXPECT_EQ(database.output, "ingot: which application of the database? Say --against-app USER/APP, or its id\n");
  const auto web = Ingot("plan before.json --against https://me:secret@example.com/app.json");
  EXPECT_EQ(web.code, 2);
  EXPECT_EQ(web.output, "ingot: cannot compare with `https://...`: fetch the definition, and name the file\n");
}

}  // namespace
}  // namespace ingot
