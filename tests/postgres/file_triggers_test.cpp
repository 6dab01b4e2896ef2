// The ledger of files knows what rows give up, under whatever name a release knows the field, on both databases.
#include <gtest/gtest.h>

#include "tests/postgres/databases.h"
#include "tests/postgres/migrations.h"
#include "tests/support/postgres.h"

namespace ingot::test {
namespace {

auto Document(const std::string& model, const std::string& field) -> std::string {
  return R"({ "ingot": 1, "app": { "name": "files" }, "models": [ { "name": ")" + model + R"(", "fields": [ { "name": "title", "type": "string" }, )" + field +
         R"( ], "resource": { "path": "docs" } } ] })";
}

const std::string kCover = R"({ "name": "cover", "type": "file" })";
const std::string kImage = R"({ "name": "image", "type": "file", "renamedFrom": "cover" })";
const std::string kLater = "SET search_path = public_v2, public;\n";

class FileTriggers : public testing::TestWithParam<bool> {
 protected:
  void SetUp() override {
    if (const std::string why = Postgres::Missing(); GetParam() && !why.empty()) GTEST_SKIP() << why;
    database_ = GetParam() ? NewPostgres() : NewSqlite();
    const char* postgres = "CREATE TABLE ingot_files (key text NOT NULL PRIMARY KEY, due_at timestamptz NOT NULL)";
    ASSERT_EQ(GetParam() ? database_->Apply(postgres) : "", "");
  }

  // Descriptions begin with a key of 32 characters.
  static auto File(char key) -> std::string { return "'" + std::string(32, key) + " and more'"; }
  auto Insert(const std::string& column, char key) const -> std::string {
    const std::string id = GetParam() ? "gen_random_uuid(), now(), now()" : "randomblob(16), 5, 5";
    return "INSERT INTO docs (id, created_at, updated_at, row_version, title, " + column + ") VALUES (" + id + ", 1, '" + key + "', " + File(key) + ");";
  }
  // The first characters of the keys that no row names.
  auto GivenUp() -> std::string { return database_->Query("SELECT substr(key, 1, 1) FROM ingot_files ORDER BY key"); }

  std::unique_ptr<TriedDatabase> database_;
};

TEST_P(FileTriggers, FollowTheFieldThroughARename) {
  const auto from = AppOf(Document("Doc", kCover));
  const auto to = AppOf(Document("Doc", kImage));
  ASSERT_TRUE(from && to);
  const Migration first = MigrationTo(*from, std::nullopt);
  const Migration second = MigrationTo(*to, first.schema);
  ASSERT_EQ(Up(*database_, {first}), "");
  std::string rows;
  for (const char key : std::string("abcdefg")) rows += Insert("cover", key);
  ASSERT_EQ(database_->Apply(rows + "UPDATE docs SET cover = " + File('z') + " WHERE title = 'a'; UPDATE docs SET title = 'n' WHERE title = 'g'; DELETE FROM docs WHERE title = 'b'"), "");
  EXPECT_EQ(GivenUp(), "a\nb\n");
  if (GetParam()) {
    ASSERT_EQ(Open(*database_, {first, second}), "");
    EXPECT_EQ(database_->Apply("UPDATE docs SET cover = NULL WHERE title = 'c'"), "");
    EXPECT_EQ(database_->Apply(kLater + "DELETE FROM docs WHERE title = 'd'; UPDATE docs SET image = NULL WHERE title = 'e'"), "");
    EXPECT_EQ(GivenUp(), "a\nb\nc\nd\ne\n");
  }
  ASSERT_EQ(Up(*database_, {first, second}), "");
  EXPECT_EQ(database_->Apply("UPDATE docs SET image = NULL WHERE title = 'f'"), "");
  EXPECT_EQ(GivenUp(), GetParam() ? "a\nb\nc\nd\ne\nf\n" : "a\nb\nf\n");
  ASSERT_EQ(Down(*database_, {first, second}), "");
  EXPECT_EQ(database_->Apply("DELETE FROM docs WHERE title = 'n'; DELETE FROM docs WHERE title = 'a'"), "");
  EXPECT_EQ(GivenUp(), GetParam() ? "a\nb\nc\nd\ne\nf\ng\nz\n" : "a\nb\nf\ng\nz\n");
}

// The service of before made the triggers itself.
TEST_P(FileTriggers, AreMadeWhereTheServiceMadeThem) {
  const auto app = AppOf(Document("Doc", kCover));
  ASSERT_TRUE(app);
  Migration first = MigrationTo(*app, std::nullopt);
  const Migration fresh = first;
  for (auto& table : first.schema.tables) table.files = false;
  for (auto& [half, text] : first.texts) {
    for (size_t at = text.find("CREATE TRIGGER"); at != std::string::npos; at = text.find("CREATE TRIGGER")) text.erase(at, text.find(half.starts_with("sqlite") ? "END;" : ";", at) + (half.starts_with("sqlite") ? 4 : 1) - at);
    if (const size_t at = text.find("CREATE FUNCTION"); at != std::string::npos) text.erase(at, text.find("$$;", at) + 3 - at);
    if (const size_t at = text.find("DROP FUNCTION"); at != std::string::npos) text.erase(at, text.find(';', at) + 1 - at);
  }
  const Migration second = MigrationTo(*app, first.schema);
  EXPECT_EQ(second.name, "0002_keep_docs");
  ASSERT_EQ(Up(*database_, {first}), "");
  const std::string before = database_->Schema();
  ASSERT_EQ(Up(*database_, {first, second}), "");
  EXPECT_EQ(database_->Apply(Insert("cover", 'a') + "DELETE FROM docs"), "");
  EXPECT_EQ(GivenUp(), "a\n");
  ASSERT_EQ(Down(*database_, {first, second}), "");
  EXPECT_EQ(database_->Schema(), before);
}

INSTANTIATE_TEST_SUITE_P(All, FileTriggers, testing::Bool(), [](const auto& parameter) { return parameter.param ? "OnPostgres" : "OnSqlite"; });

}  // namespace
}  // namespace ingot::test
