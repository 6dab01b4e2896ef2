// SQL text: what the encoders write is read back by SQLite.
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sqlite3.h>

#include "codegen/text/sql.h"
#include "compiler/base/names.h"
#include "compiler/base/utf8.h"
#include "tests/codegen/text_testing.h"

namespace ingot::codegen {
namespace {

using ::testing::ExitedWithCode;

class Database {
 public:
  Database() {
    sqlite3* opened = nullptr;
    EXPECT_EQ(sqlite3_open(":memory:", &opened), SQLITE_OK);
    handle_.reset(opened);
    sqlite3_db_config(opened, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
    sqlite3_db_config(opened, SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
  }

  auto Run(const std::string& sql) -> bool {
    return sqlite3_exec(handle_.get(), sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK;
  }

  // The only value of the only row; nothing when the statement is wrong or is not the whole text.
  auto Value(const std::string& sql) -> std::optional<std::string> {
    sqlite3_stmt* made = nullptr;
    const char* tail = nullptr;
    if (sqlite3_prepare_v2(handle_.get(), sql.c_str(), -1, &made, &tail) != SQLITE_OK || *tail != 0)
      return std::nullopt;
    const std::unique_ptr<sqlite3_stmt, decltype(&sqlite3_finalize)> statement(made, &sqlite3_finalize);
    if (sqlite3_step(made) != SQLITE_ROW) return std::nullopt;
    const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(made, 0));
    return std::string(bytes, static_cast<std::size_t>(sqlite3_column_bytes(made, 0)));
  }

 private:
  std::unique_ptr<sqlite3, decltype(&sqlite3_close)> handle_{nullptr, &sqlite3_close};
};

void ExpectReadBack(std::vector<std::string> texts) {
  Database database;
  std::erase_if(
      texts, [](const std::string& text) { return !IsUtf8(text) || text.find('\0') != std::string::npos; });
  EXPECT_GT(texts.size(), 100u);
  for (const std::string& text : texts) {
    const auto select = SqlText::Of("SELECT @", SqlLiteral::Text(text));
    EXPECT_EQ(database.Value(std::string(select.View())), text);
  }
}

TEST(SqlLiteral, EveryTextIsReadBackBySqlite) { ExpectReadBack(HostileBytes()); }

TEST(SqlLiteral, EveryNaughtyStringIsReadBackBySqlite) {
  const auto texts = NaughtyStrings();
  if (!texts) GTEST_SKIP() << "INGOT_CORPORA is not set";
  ExpectReadBack(*texts);
}

TEST(SqlLiteral, HoldsNoNulAndNoWrongBytes) {
  EXPECT_EXIT(SqlLiteral::Text(std::string_view("a\0b", 3)), ExitedWithCode(70), "SQL cannot hold this text");
  EXPECT_EXIT(SqlLiteral::Text("\xFF"), ExitedWithCode(70), "SQL cannot hold this text");
}

TEST(SqlLiteral, NumbersAreReadBackBySqlite) {
  Database database;
  const auto typed = [&](const Safe<SqlLiteral>& literal) {
    const auto select = SqlText::Of("SELECT typeof(@) || ' ' || @", literal, literal);
    return database.Value(std::string(select.View())).value_or("");
  };
  EXPECT_EQ(typed(SqlLiteral::Integer(std::numeric_limits<std::int64_t>::min())),
            "integer -9223372036854775808");
  EXPECT_EQ(typed(SqlLiteral::Integer(-5)), "integer -5");
  EXPECT_EQ(typed(SqlLiteral::Double(0.25)), "real 0.25");
  EXPECT_EQ(typed(SqlLiteral::Double(3)), "real 3.0");
  EXPECT_EQ(typed(SqlLiteral::Boolean(true)), "integer 1");
}

TEST(SqlIdentifier, IsPlainWhereItCanBe) {
  EXPECT_EQ(SqlIdentifier::Named("projectId").View(), "project_id");
  EXPECT_EQ(SqlIdentifier::Named("order").View(), "\"order\"");
  EXPECT_EQ(SqlIdentifier::Named("user").View(), "\"user\"");
  EXPECT_EQ(SqlIdentifier::Named("name").View(), "name");
}

TEST(SqlIdentifier, RefusesWhatIsNoName) {
  for (const std::string& name : {std::string(), std::string("A"), std::string("a b"), std::string("1a"), std::string("a\""), std::string("\xC3\xA9"), std::string(51, 'a')}) {
    EXPECT_EXIT(SqlIdentifier::Physical(name), ExitedWithCode(70), "this is no name of a database") << name;
  }
  EXPECT_EXIT(SqlIdentifier::Named("a_b"), ExitedWithCode(70), "this is no name of a definition");
}

TEST(SqlIdentifier, EveryKeywordOfSqliteMayBeATableAndAColumn) {
  Database database;
  for (int i = 0; i < sqlite3_keyword_count(); ++i) {
    const char* word = nullptr;
    int size = 0;
    ASSERT_EQ(sqlite3_keyword_name(i, &word, &size), SQLITE_OK);
    const auto name = SqlIdentifier::Physical(AsciiLower({word, static_cast<std::size_t>(size)}));
    const auto script = SqlText::Of(
        "CREATE TABLE @ (@ INTEGER PRIMARY KEY, other TEXT); INSERT INTO @ (@) VALUES (1);"
        "UPDATE @ SET @ = 2 WHERE @ = 1; CREATE INDEX x ON @ (@); SELECT @ FROM @ ORDER BY @; DROP TABLE @",
        name, name, name, name, name, name, name, name, name, name, name, name, name);
    EXPECT_TRUE(database.Run(std::string(script.View()))) << script.View();
  }
}

}  // namespace
}  // namespace ingot::codegen
