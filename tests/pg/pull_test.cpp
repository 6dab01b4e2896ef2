// What a pull writes into a folder, and what it leaves there.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include <nlohmann/json.hpp>

#include "tests/pg/platform.h"

namespace ingot::test {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

class Pull : public testing::Test {
 protected:
  void SetUp() override {
    if (const std::string missing = Postgres::Missing(); !missing.empty()) GTEST_SKIP() << missing;
    platform_.emplace();
    Push(R"({"name": "Book", "fields": []}, {"name": "ApiKey", "fields": []})", "--create");
  }

  void Push(const std::string& models, const std::string& options = "--force") {
    WriteShelf(folder_.path() + "/shelf", models);
    const Outcome pushed = platform_->Ingot("push " + Quoted(folder_.path() + "/shelf") + " --database URL --app ada/shelf " + options);
    ASSERT_EQ(pushed.code, 0) << pushed.output;
  }

  auto PullInto(const std::string& options = "") -> Outcome {
    return platform_->Ingot("pull URL --app ada/shelf --out " + Quoted(out_) + " " + options);
  }

  std::optional<Platform> platform_;
  TemporaryFolder folder_;
  std::string out_ = folder_.path() + "/out";
};

TEST_F(Pull, WritesRemovesAndTouchesNothingElse) {
  ASSERT_EQ(PullInto().code, 0);
  EXPECT_TRUE(fs::exists(out_ + "/models/book.json"));
  EXPECT_TRUE(fs::exists(out_ + "/models/api-key.json"));
  WriteFile(out_ + "/README.md", "mine");
  const auto time = fs::last_write_time(out_ + "/app.json");
  Push(R"({"name": "Book", "fields": [{"name": "title", "type": "string"}]})");
  const Outcome again = PullInto("--format json");
  ASSERT_EQ(again.code, 0) << again.output;
  const auto json = nlohmann::json::parse(again.output);
  EXPECT_EQ(json.at("written"), nlohmann::json({"models/book.json"}));
  EXPECT_EQ(json.at("deleted"), nlohmann::json({"models/api-key.json"}));
  EXPECT_EQ(json.at("unchanged"), 1);
  EXPECT_EQ(json.at("app"), "ada/shelf");
  EXPECT_EQ(fs::last_write_time(out_ + "/app.json"), time);
  EXPECT_EQ(ReadFile(out_ + "/README.md"), "mine");
}

TEST_F(Pull, LeavesWhatIsNotItsOwn) {
  fs::create_directories(out_ + "/models");
  WriteFile(out_ + "/models/book.json", R"({"some": "data"})");
  const Outcome refused = PullInto("--force");
  EXPECT_EQ(refused.code, 1);
  EXPECT_THAT(refused.output, HasSubstr("error[ING0015]: `models/book.json` is no definition"));
  EXPECT_FALSE(fs::exists(out_ + "/app.json"));
  WriteFile(out_ + "/models/book.json", R"({"ingot": 1, "models": []})");
  EXPECT_EQ(PullInto().code, 1);
  EXPECT_EQ(PullInto("--force").code, 0);
}

TEST_F(Pull, KeepsWhatWasChangedSince) {
  ASSERT_EQ(PullInto().code, 0);
  WriteFile(out_ + "/models/api-key.json", R"({"ingot": 1, "models": [{"name": "ApiKey", "label": "mine", "fields": []}]})");
  EXPECT_EQ(PullInto().code, 1);
  Push(R"({"name": "Book", "fields": []})");
  const Outcome refused = PullInto();
  EXPECT_EQ(refused.code, 1);
  EXPECT_THAT(refused.output, HasSubstr("would be removed"));
  EXPECT_TRUE(fs::exists(out_ + "/models/api-key.json"));
  EXPECT_EQ(PullInto("--force").code, 0);
  EXPECT_FALSE(fs::exists(out_ + "/models/api-key.json"));
}

TEST_F(Pull, FollowsNoLinksAndNoPathsOfOthers) {
  ASSERT_EQ(PullInto().code, 0);
  const std::string outside = folder_.path() + "/outside.json";
  WriteFile(outside, "{}");
  std::string state = ReadFile(out_ + "/.ingot-pull.json");
  state.replace(state.find("\"app.json\""), 10, "\"../outside.json\"");
  WriteFile(out_ + "/.ingot-pull.json", state);
  static_cast<void>(PullInto("--force"));
  EXPECT_TRUE(fs::exists(outside));
  fs::remove(out_ + "/models/book.json");
  fs::create_symlink(outside, out_ + "/models/book.json");
  EXPECT_EQ(PullInto("--force").code, 1);
  EXPECT_EQ(ReadFile(outside), "{}");
}

TEST_F(Pull, ChecksBeforeItWrites) {
  platform_->Sql("UPDATE models SET fields = '[{\"name\": \"x\", \"type\": \"strin\"}]' WHERE name = 'Book'");
  const Outcome refused = PullInto("--check");
  EXPECT_EQ(refused.code, 1);
  EXPECT_THAT(refused.output, HasSubstr("error[ING0401]"));
  EXPECT_THAT(refused.output, testing::ContainsRegex("--> models [0-9a-f-]+: fields\\[0\\]\\.type"));
  EXPECT_FALSE(fs::exists(out_));
  EXPECT_EQ(PullInto().code, 0);
  // The same mistake, from the file that was written.
  EXPECT_THAT(platform_->Ingot("check " + Quoted(out_)).output, HasSubstr("models/book.json:"));
}

TEST_F(Pull, IsComparedWithRows) {
  ASSERT_EQ(PullInto().code, 0);
  const std::string plan = "--against " + Quoted(platform_->url()) + " --against-app ada/shelf";
  EXPECT_EQ(platform_->Ingot("breaking " + Quoted(out_) + " " + plan).code, 0);
  Push(R"({"name": "Book", "fields": [{"name": "title", "type": "string"}], "resource": {"path": "books"}}, {"name": "ApiKey", "fields": []})");
  const Outcome breaking = platform_->Ingot("breaking " + Quoted(out_) + " " + plan);
  EXPECT_EQ(breaking.code, 1) << breaking.output;
  EXPECT_EQ(breaking.output.find("secret"), std::string::npos);
  const Outcome other = platform_->Ingot("plan URL --app ada/shelf --against " + Quoted(out_));
  EXPECT_EQ(other.code, 0) << other.output;
  EXPECT_THAT(other.output, HasSubstr("/api/books"));
}

}  // namespace
}  // namespace ingot::test
