// What a push writes, what it leaves alone, and what it refuses.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include <nlohmann/json.hpp>

#include "tests/pg/platform.h"

namespace ingot::test {
namespace {

using testing::HasSubstr;

constexpr const char* kBook =
    R"({"name": "Book", "id": "book", "fields": [{"name": "title", "type": "string"}, {"name": "author", "type": "ref", "model": "Author"}]})";
constexpr const char* kAuthor = R"({"name": "Author", "id": "author", "fields": [{"name": "name", "type": "string"}]})";

class Push : public testing::Test {
 protected:
  void SetUp() override {
    if (const std::string missing = Postgres::Missing(); !missing.empty()) GTEST_SKIP() << missing;
    platform_.emplace();
  }

  auto PushModels(const std::string& models, const std::string& options = "--force") -> Outcome {
    WriteShelf(folder_.path() + "/shelf", models);
    return platform_->Ingot("push " + Quoted(folder_.path() + "/shelf") + " --database URL --app ada/shelf " + options);
  }

  auto Rows() -> std::string {
    return platform_->Sql(
        "SELECT id, name, row_version FROM models ORDER BY name; SELECT id, name, kind, target_model_id, row_version FROM relationships ORDER BY "
        "name;"
        "SELECT id, version, row_version FROM applications");
  }

  std::optional<Platform> platform_;
  TemporaryFolder folder_;
};

TEST_F(Push, MakesAnApplicationWhenItIsTold) {
  const Outcome refused = PushModels(kAuthor, "");
  EXPECT_EQ(refused.code, 1);
  EXPECT_THAT(refused.output, HasSubstr("error[ING0012]: the user `ada` has no application `shelf`"));
  EXPECT_THAT(refused.output, HasSubstr("--create"));
  const Outcome made = PushModels(std::string(kBook) + "," + kAuthor, "--create");
  EXPECT_EQ(made.code, 0) << made.output;
  EXPECT_THAT(made.output, HasSubstr("insert  applications  shelf\n"));
  EXPECT_THAT(made.output, HasSubstr("insert  relationships  Book.author\n"));
  EXPECT_EQ(platform_->Sql("SELECT name, fields, options FROM models ORDER BY name"),
            "Author|[{\"name\":\"name\",\"type\":\"string\"}]|{\"id\":\"author\"}\nBook|[{\"name\":\"title\",\"type\":\"string\"},{\"name\":"
            "\"author\",\"type\":\"ref\"}]|{\"id\":\"book\"}");
  EXPECT_EQ(platform_->Sql("SELECT count(*) FROM models WHERE id::text LIKE '________-____-7%' AND created_at > now() - interval '1 hour' AND "
                           "updated_at = created_at AND row_version = 1"),
            "2");
}

TEST_F(Push, WritesOnlyWhatDiffers) {
  ASSERT_EQ(PushModels(std::string(kBook) + "," + kAuthor, "--create").code, 0);
  const std::string before = Rows();
  ASSERT_EQ(PushModels(std::string(kAuthor) + "," + kBook).code, 0);
  EXPECT_EQ(Rows(), before);
  const Outcome changed = PushModels(std::string(kBook) + R"(,{"name": "Author", "id": "author", "fields": [{"name": "name", "type": "text"}]})");
  EXPECT_THAT(changed.output, HasSubstr("update  models  Author\n`ada/shelf`: 1 rows changed"));
  EXPECT_EQ(platform_->Sql("SELECT name, row_version, updated_at > created_at FROM models ORDER BY name"), "Author|2|t\nBook|1|f");
}

TEST_F(Push, RenamesByIdAndKeepsTheRow) {
  ASSERT_EQ(PushModels(std::string(kBook) + "," + kAuthor, "--create").code, 0);
  const std::string row = platform_->Sql("SELECT id FROM models WHERE name = 'Author'");
  const std::string relationship = platform_->Sql("SELECT id, row_version FROM relationships");
  const Outcome renamed = PushModels(
      R"({"name": "Book", "id": "book", "fields": [{"name": "title", "type": "string"}, {"name": "author", "type": "ref", "model": "Writer"}]},
                                        {"name": "Writer", "id": "author", "fields": [{"name": "name", "type": "string"}]})");
  EXPECT_EQ(renamed.code, 0) << renamed.output;
  EXPECT_EQ(platform_->Sql("SELECT id FROM models WHERE name = 'Writer'"), row);
  EXPECT_EQ(platform_->Sql("SELECT id, row_version FROM relationships"), relationship);
  EXPECT_EQ(platform_->Sql("SELECT count(*) FROM models"), "2");
}

TEST_F(Push, LetsTwoModelsChangeTheirNames) {
  const std::string third = R"({"name": "Shop", "fields": [{"name": "book", "type": "ref", "model": "Book"}]})";
  ASSERT_EQ(PushModels(std::string(kBook) + "," + kAuthor + "," + third, "--create").code, 0);
  const std::string book = platform_->Sql("SELECT id FROM models WHERE name = 'Book'");
  const std::string author = platform_->Sql("SELECT id FROM models WHERE name = 'Author'");
  const Outcome swapped = PushModels(R"({"name": "Author", "id": "book", "fields": [{"name": "title", "type": "string"}]},
                                        {"name": "Book", "id": "author", "fields": [{"name": "name", "type": "string"}]},)" +
                                     third);
  EXPECT_EQ(swapped.code, 0) << swapped.output;
  EXPECT_EQ(platform_->Sql("SELECT id FROM models WHERE name = 'Author'"), book);
  EXPECT_EQ(platform_->Sql("SELECT id FROM models WHERE name = 'Book'"), author);
  // `Shop.book` says the same as before, and means another row.
  EXPECT_EQ(platform_->Sql("SELECT target_model_id FROM relationships"), author);
}

TEST_F(Push, RemovesWhatIsGone) {
  const std::string color = R"({"name": "Shop", "fields": [{"name": "book", "type": "ref", "model": "Book"}]})";
  ASSERT_EQ(PushModels(std::string(kBook) + "," + kAuthor + "," + color, "--create").code, 0);
  const Outcome removed = PushModels(kAuthor);
  EXPECT_THAT(removed.output, HasSubstr("delete  models  Book\n"));
  EXPECT_THAT(removed.output, HasSubstr("delete  relationships  Book.author\n"));
  EXPECT_EQ(platform_->Sql("SELECT (SELECT count(*) FROM models), (SELECT count(*) FROM relationships)"), "1|0");
}

TEST_F(Push, ShowsWithoutChanging) {
  ASSERT_EQ(PushModels(kAuthor, "--create").code, 0);
  const std::string before = Rows();
  const Outcome shown = PushModels(std::string(kBook) + "," + kAuthor, "--dry-run --force --format json");
  ASSERT_EQ(shown.code, 0) << shown.output;
  const auto json = nlohmann::json::parse(shown.output);
  EXPECT_EQ(json.at("dryRun"), true);
  ASSERT_EQ(json.at("changes").size(), 2U);
  EXPECT_EQ(json.at("changes")[0].at("change"), "insert");
  EXPECT_EQ(json.at("changes")[0].at("name"), "Book");
  EXPECT_EQ(Rows(), before);
}

TEST_F(Push, RefusesRowsThatChangedSinceThePull) {
  ASSERT_EQ(PushModels(kAuthor, "--create").code, 0);
  const std::string pulled = Quoted(folder_.path() + "/pulled");
  ASSERT_EQ(platform_->Ingot("pull URL --app ada/shelf --out " + pulled).code, 0);
  const std::string push = "push " + pulled + " --database URL --app ada/shelf ";
  WriteFile(folder_.path() + "/pulled/mine.json", R"({"ingot": 1, "enums": [{"name": "Color", "values": ["red"]}]})");
  platform_->Sql("UPDATE models SET fields = '[]'");
  const std::string before = Rows();
  const Outcome refused = platform_->Ingot(push);
  EXPECT_EQ(refused.code, 1);
  EXPECT_THAT(refused.output, HasSubstr("error[ING0014]: the rows of `ada/shelf` were changed since they were pulled"));
  EXPECT_EQ(Rows(), before);
  EXPECT_EQ(platform_->Ingot(push + "--force").code, 0);
  EXPECT_EQ(platform_->Sql("SELECT name FROM components"), "Color");
  // It knows now what is there.
  WriteFile(folder_.path() + "/pulled/mine.json", R"({"ingot": 1, "enums": [{"name": "Color", "values": ["red", "blue"]}]})");
  const Outcome again = platform_->Ingot(push);
  EXPECT_EQ(again.code, 0) << again.output;
  EXPECT_EQ(platform_->Ingot(push + "--expect 0000").code, 0);  // there is nothing to change
  WriteFile(folder_.path() + "/pulled/mine.json", R"({"ingot": 1, "enums": [{"name": "Color", "values": ["red"]}]})");
  EXPECT_EQ(platform_->Ingot(push + "--expect 0000").code, 1);
}

TEST_F(Push, RefusesToReplaceWhatItDoesNotKnow) {
  ASSERT_EQ(PushModels(kAuthor, "--create").code, 0);
  const Outcome refused = PushModels(kAuthor + std::string(R"(,{"name": "Shop", "fields": []})"), "");
  EXPECT_EQ(refused.code, 1);
  EXPECT_THAT(refused.output, HasSubstr("error[ING0014]: `ada/shelf` is defined already"));
  EXPECT_EQ(platform_->Sql("SELECT count(*) FROM models"), "1");
}

TEST_F(Push, ReplacesRowsThatAreBrokenWhenForced) {
  ASSERT_EQ(PushModels(std::string(kBook) + "," + kAuthor, "--create").code, 0);
  platform_->Sql("UPDATE models SET fields = '{\"no\": 1}' WHERE name = 'Book'; UPDATE relationships SET kind = 'none'");
  EXPECT_EQ(PushModels(std::string(kBook) + "," + kAuthor, "").code, 1);
  const Outcome forced = PushModels(std::string(kBook) + "," + kAuthor);
  EXPECT_EQ(forced.code, 0) << forced.output;
  EXPECT_EQ(platform_->Ingot("check URL --app ada/shelf").code, 0);
}

TEST_F(Push, RefusesADefinitionWithErrorsAndAnotherName) {
  EXPECT_EQ(PushModels(R"({"name": "book", "fields": []})", "--create").code, 1);
  WriteShelf(folder_.path() + "/shelf", kAuthor);
  const Outcome other = platform_->Ingot("push " + Quoted(folder_.path() + "/shelf") + " --database URL --app ada/library --create");
  EXPECT_EQ(other.code, 2);
  EXPECT_THAT(other.output, HasSubstr("the definition is that of `shelf`: say --app ada/shelf"));
  EXPECT_EQ(platform_->Ingot("push URL --database URL --app ada/shelf").code, 2);
  EXPECT_EQ(platform_->Sql("SELECT count(*) FROM applications"), "0");
}

// A trigger that spoils what is written: nothing is committed that reads back as something else.
TEST_F(Push, ReadsBackWhatItWrote) {
  platform_->Sql(
      "CREATE FUNCTION spoil() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.fields := '[]'; RETURN NEW; END $$;"
      "CREATE TRIGGER spoil BEFORE INSERT ON models FOR EACH ROW EXECUTE FUNCTION spoil()");
  const Outcome refused = PushModels(kAuthor, "--create");
  EXPECT_EQ(refused.code, 3);
  EXPECT_THAT(refused.output, HasSubstr("error[ING0011]: what was written would not be read as the definition that was meant"));
  EXPECT_EQ(platform_->Sql("SELECT count(*) FROM applications"), "0");
}

// Somebody adds a model while the push begins: it waits for them, and does not overwrite what it has not seen.
TEST_F(Push, WaitsForSomebodyWhoWrites) {
  ASSERT_EQ(PushModels(kAuthor, "--create").code, 0);
  ASSERT_EQ(platform_->Ingot("pull URL --app ada/shelf --out " + Quoted(folder_.path() + "/pulled")).code, 0);
  WriteFile(folder_.path() + "/pulled/mine.json", R"({"ingot": 1, "enums": [{"name": "Color", "values": ["red"]}]})");
  std::thread other([&] {
    platform_->Sql(
        "BEGIN; INSERT INTO models SELECT gen_random_uuid(), id, 'Shop', 5, '[]', '{}', now(), now() FROM applications; SELECT pg_sleep(2); COMMIT");
  });
  std::this_thread::sleep_for(std::chrono::milliseconds(600));
  const Outcome refused = platform_->Ingot("push " + Quoted(folder_.path() + "/pulled") + " --database URL --app ada/shelf");
  other.join();
  EXPECT_EQ(refused.code, 1) << refused.output;
  EXPECT_THAT(refused.output, HasSubstr("error[ING0014]"));
  EXPECT_EQ(platform_->Sql("SELECT name FROM models ORDER BY name"), "Author\nShop");
}

TEST_F(Push, ShowsAnApplicationThatItWouldMake) {
  const Outcome shown = PushModels(kAuthor, "--create --dry-run");
  EXPECT_EQ(shown.code, 0) << shown.output;
  EXPECT_THAT(shown.output, HasSubstr("insert  applications  shelf\ninsert  models  Author\n`ada/shelf`: nothing was changed"));
  EXPECT_EQ(platform_->Sql("SELECT count(*) FROM applications"), "0");
}

// Many at once: each either sees the rows that it was made from, or is refused.
TEST_F(Push, OfTwoAtOnceOneIsRefused) {
  ASSERT_EQ(PushModels(kAuthor, "--create").code, 0);
  const std::string hash =
      nlohmann::json::parse(platform_->Ingot("push " + Quoted(folder_.path() + "/shelf") + " --database URL --app ada/shelf --format json").output)
          .at("definition");
  std::vector<int> codes(6);
  std::vector<std::thread> pushes;
  for (size_t i = 0; i < codes.size(); ++i) {
    WriteShelf(folder_.path() + "/" + std::to_string(i), R"({"name": "M)" + std::to_string(i) + R"(", "fields": []})");
    pushes.emplace_back([&, i] {
      codes[i] =
          platform_->Ingot("push " + Quoted(folder_.path() + "/" + std::to_string(i)) + " --database URL --app ada/shelf --expect " + hash).code;
    });
  }
  for (std::thread& push : pushes) push.join();
  EXPECT_EQ(std::ranges::count(codes, 0), 1) << testing::PrintToString(codes);
  EXPECT_EQ(std::ranges::count(codes, 1), 5) << testing::PrintToString(codes);
  EXPECT_EQ(platform_->Sql("SELECT count(*) FROM models"), "1");
}

}  // namespace
}  // namespace ingot::test
