// Two releases on one PostgreSQL database, as SQL: what one writes into a column that the other one has in another form, or not at all.
#include <gtest/gtest.h>

#include "tests/postgres/databases.h"
#include "tests/postgres/migrations.h"
#include "tests/support/postgres.h"

namespace ingot::test {
namespace {

auto Document(const std::string& fields, const std::string& more = "") -> std::string {
  return R"({ "ingot": 1, "app": { "name": "both" }, "models": [ { "name": "Doc", "softDelete": true, "fields": [
    { "name": "version", "type": "revision" }, )" +
         fields + " ]" + more + " } ] }";
}

class BothReleases : public testing::Test {
 protected:
  void SetUp() override {
    if (const std::string why = Postgres::Missing(); !why.empty()) GTEST_SKIP() << why;
    database_ = NewPostgres();
  }
  void Begin(const std::string& from, const std::string& to) {
    const auto before = AppOf(from);
    const auto after = AppOf(to);
    ASSERT_TRUE(before && after);
    migrations_ = {MigrationTo(*before, std::nullopt)};
    migrations_.push_back(MigrationTo(*after, migrations_.front().schema));
    ASSERT_EQ(Up(*database_, {migrations_.front()}), "");
  }
  void OpenWindow() { ASSERT_EQ(Open(*database_, migrations_), "") << migrations_.back().texts.at("postgres.up"); }
  void Close() { ASSERT_EQ(Up(*database_, migrations_), ""); }
  void GoBack() { ASSERT_EQ(Down(*database_, migrations_), ""); }

  auto Before(const std::string& sql) -> std::string { return database_->Apply(sql); }
  auto After(const std::string& sql) -> std::string { return database_->Apply(kLater + sql); }
  // One column of the docs, by id, as each release reads it.
  auto SeenBefore(const std::string& column) -> std::string { return Seen("", column); }
  auto SeenAfter(const std::string& column) -> std::string { return Seen(kLater, column); }
  auto Seen(const std::string& path, const std::string& column) -> std::string {
    return database_->Query(path + "SELECT string_agg(coalesce(" + column + "::text, '-'), ' ' ORDER BY id) FROM docs");
  }
  static auto Insert(int id, const std::string& columns, const std::string& values) -> std::string {
    return "INSERT INTO docs (id, created_at, updated_at, row_version, " + columns + ") VALUES (" + Id(id) + ", now(), now(), 1, " + values + ");";
  }
  static auto Id(int number) -> std::string { return "'01900000-0000-7000-8000-00000000000" + std::to_string(number) + "'"; }
  static auto Restore(int id, const std::string& columns) -> std::string {
    return "INSERT INTO docs (id, created_at, updated_at, row_version, " + columns + ") SELECT id, created_at, updated_at, row_version + 1, " + columns +
           " FROM docs_deleted WHERE id = " + Id(id) + "; DELETE FROM docs_deleted WHERE id = " + Id(id) + ";";
  }

  const std::string kLater = "SET search_path = public_v2, public;\n";
  std::unique_ptr<TriedDatabase> database_;
  std::vector<Migration> migrations_;
};

const std::string kText = R"({ "name": "amount", "type": "string", "required": true })";
const std::string kNumber = R"({ "name": "amount", "type": "int", "required": true, "default": 0 })";

TEST_F(BothReleases, HoldOneValueInTwoForms) {
  Begin(Document(kText), Document(kNumber));
  ASSERT_EQ(Before(Insert(1, "amount", "'7'") + Insert(2, "amount", "'007'") + Insert(3, "amount", "'many'") + Insert(4, "amount", "'4'")), "");
  OpenWindow();
  EXPECT_EQ(SeenAfter("amount"), "7 7 0 4\n");
  EXPECT_EQ(SeenBefore("amount"), "7 007 many 4\n") << "what was there is not rewritten";
  EXPECT_EQ(Before(Insert(5, "amount", "'50'") + Insert(6, "amount", "'none'") + "UPDATE docs SET amount = '8' WHERE id = " + Id(1)), "");
  EXPECT_EQ(After(Insert(7, "amount", "70") + "UPDATE docs SET amount = 9 WHERE id = " + Id(3)), "");
  // What is not about it leaves it alone.
  EXPECT_EQ(After("UPDATE docs SET row_version = row_version + 1"), "");
  EXPECT_EQ(SeenAfter("amount"), "8 7 9 4 50 0 70\n");
  EXPECT_EQ(SeenBefore("amount"), "8 007 9 4 50 none 70\n");
  EXPECT_EQ(database_->Query(kLater + "SELECT amount FROM docs_history WHERE id = " + Id(1) + " ORDER BY row_version DESC LIMIT 1"), "8\n");
  Close();
  EXPECT_EQ(SeenBefore("amount"), "8 7 9 4 50 0 70\n");
  EXPECT_EQ(Before("UPDATE docs SET amount = 1 WHERE id = " + Id(6)), "");
  GoBack();
  EXPECT_EQ(SeenBefore("amount"), "8 007 9 4 50 1 70\n");
}

TEST_F(BothReleases, GoBackFromTheWindow) {
  Begin(Document(kNumber), Document(kText));
  ASSERT_EQ(Before(Insert(1, "amount", "7") + Insert(2, "amount", "8")), "");
  OpenWindow();
  EXPECT_EQ(After(Insert(3, "amount", "'many'") + Insert(4, "amount", "'007'") + "UPDATE docs SET amount = 'more' WHERE id = " + Id(2)), "");
  EXPECT_EQ(SeenAfter("amount"), "7 more many 007\n");
  EXPECT_EQ(SeenBefore("amount"), "7 - - 7\n") << "the release before reads the empty value";
  GoBack();
  EXPECT_EQ(SeenBefore("amount"), "7 0 0 7\n");
  EXPECT_EQ(Before("UPDATE docs SET amount = 5 WHERE id = " + Id(3)), "");
  OpenWindow();
  EXPECT_EQ(SeenAfter("amount"), "7 more 5 007\n") << "what was set aside comes back where nobody wrote since";
  Close();
  EXPECT_EQ(SeenBefore("amount"), "7 more 5 007\n");
}

TEST_F(BothReleases, TellTheirListsApart) {
  Begin(Document(R"({ "name": "tag", "type": "string" })"), Document(R"({ "name": "tags", "type": "string[]", "renamedFrom": "tag" })"));
  ASSERT_EQ(Before(Insert(1, "tag", "'a'") + Insert(2, "tag", "NULL")), "");
  OpenWindow();
  EXPECT_EQ(After(Insert(3, "tags", R"('["c","d"]')") + Insert(4, "tags", R"('["e"]')") + "UPDATE docs SET tags = '[\"b\"]' WHERE id = " + Id(2)), "");
  EXPECT_EQ(SeenBefore("tag"), "a b - e\n");
  EXPECT_EQ(Before("UPDATE docs SET tag = 'f' WHERE id = " + Id(1)), "");
  EXPECT_EQ(SeenAfter("tags"), R"(["f"] ["b"] ["c","d"] ["e"])" "\n");
  GoBack();
  EXPECT_EQ(SeenBefore("tag"), "f b - e\n");
}

// What only the other release knows of a row is in it again, whoever restores it.
TEST_F(BothReleases, RestoreWhatTheyDoNotKnow) {
  const auto with = [&](const std::string& fields) {
    std::string text = Document(R"({ "name": "title", "type": "string" }, )" + fields);
    text.insert(text.rfind(']'), R"(, { "name": "User", "fields": [ { "name": "name", "type": "string" } ] })");
    return text;
  };
  Begin(with(kText + R"(, { "name": "shelf", "type": "string", "required": true }, { "name": "owner", "type": "ref", "model": "User", "onDelete": "setNull" })"),
        with(kNumber + R"(, { "name": "level", "type": "int", "required": true, "default": 3 })"));
  ASSERT_EQ(Before("INSERT INTO users (id, name, created_at, updated_at) VALUES (" + Id(8) + ", 'ann', now(), now()), (" + Id(9) + ", 'bob', now(), now());" +
                   Insert(1, "title, amount, shelf, owner_id", "'a', '007', 's1', " + Id(8)) + Insert(2, "title, amount, shelf, owner_id", "'b', '2', 's2', " + Id(9))),
            "");
  OpenWindow();
  ASSERT_EQ(After("UPDATE docs SET level = 9; DELETE FROM docs; DELETE FROM users WHERE name = 'bob'"), "");
  EXPECT_EQ(Before(Restore(1, "title, amount, shelf, owner_id")), "");
  EXPECT_EQ(After(Restore(2, "title, amount, level")), "");
  EXPECT_EQ(SeenAfter("level"), "9 9\n");
  EXPECT_EQ(SeenAfter("amount"), "7 2\n");
  EXPECT_EQ(SeenBefore("shelf"), "s1 s2\n");
  EXPECT_EQ(SeenBefore("(owner_id IS NULL)"), "false true\n") << "who is no more owns nothing";
  EXPECT_EQ(After("DELETE FROM docs;" + Restore(1, "title, amount, level")), "");
  EXPECT_EQ(SeenBefore("amount"), "007\n");
  Close();
  GoBack();
}

auto Stated(const std::string& values, const std::string& rules, const std::string& type = "State") -> std::string {
  return R"({ "ingot": 1, "app": { "name": "both" }, "enums": [ { "name": "State", "values": [)" + values + R"(] } ],
    "models": [ { "name": "Doc", "softDelete": true, "fields": [ { "name": "version", "type": "revision" }, { "name": "state", "type": ")" +
         type + R"(")" + rules + R"( } ] } ] })";
}

TEST_F(BothReleases, CallValuesByTheirOwnNames) {
  Begin(Stated(R"("edit", "it's $$ done", "old")", R"(, "required": true)"),
        Stated(R"({ "value": "editing", "renamedFrom": "edit" }, { "value": "done", "renamedFrom": "it's $$ done" }, "new")", R"(, "required": true)"));
  ASSERT_EQ(Before(Insert(1, "state", "'edit'") + Insert(2, "state", "'it''s $$ done'")), "");
  OpenWindow();
  EXPECT_EQ(SeenAfter("state"), "editing done\n");
  EXPECT_EQ(Before(Insert(3, "state", "'edit'") + Insert(4, "state", "'old'") + "UPDATE docs SET state = 'it''s $$ done' WHERE id = " + Id(1)), "");
  EXPECT_EQ(After(Insert(5, "state", "'editing'") + Insert(6, "state", "'new'") + "UPDATE docs SET state = 'editing' WHERE id = " + Id(2)), "");
  EXPECT_EQ(SeenAfter("state"), "done editing editing editing editing new\n") << "a value that is no more is the first one";
  EXPECT_EQ(SeenBefore("state"), "it's $$ done edit edit old edit -\n");
  Close();
  EXPECT_EQ(SeenBefore("state"), "done editing editing editing editing new\n");
  GoBack();
  EXPECT_EQ(SeenBefore("state"), "it's $$ done edit edit old edit edit\n") << "the first one, where there must be one";
  ASSERT_EQ(Before("UPDATE docs SET state = 'edit' WHERE state = 'old'; DELETE FROM docs_history WHERE state = 'old'"), "");
  Close();
  EXPECT_EQ(SeenBefore("state"), "done editing editing editing editing new\n") << "what was set aside is back";
}

TEST_F(BothReleases, RefuseToLoseAValueThatMustBeThere) {
  Begin(Stated(R"("a", "b")", R"(, "required": true)"), Stated(R"("a")", R"(, "required": true)"));
  ASSERT_EQ(Before(Insert(1, "state", "'b'")), "");
  EXPECT_NE(Open(*database_, migrations_), "");
  GoBack();
  EXPECT_EQ(SeenBefore("state"), "b\n");
  ASSERT_EQ(Before("UPDATE docs SET state = 'a', row_version = 2; DELETE FROM docs_history WHERE row_version = 1"), "");
  OpenWindow();
}

TEST_F(BothReleases, LeaveOutWhatIsRequiredAtTheEnd) {
  const std::string doc = R"({ "ingot": 1, "app": { "name": "both" }, "models": [ { "name": "Doc", "fields": [ { "name": "title", "type": "string")";
  Begin(doc + " } ] } ] }", doc + R"(, "required": true } ], "softDelete": true } ] })");
  OpenWindow();
  ASSERT_EQ(Before(Insert(1, "title", "NULL") + Insert(2, "title", "NULL")), "");
  EXPECT_EQ(SeenAfter("title"), "- -\n");
  EXPECT_EQ(Before("DELETE FROM docs WHERE id = " + Id(2)), "") << "the table of deleted rows is new, and takes it";
  EXPECT_NE(Up(*database_, migrations_), "");
  EXPECT_EQ(SeenBefore("title"), "-\n") << "nothing is lost";
  ASSERT_EQ(Before("UPDATE docs SET title = 'a'; DELETE FROM docs_deleted"), "");
  Close();
  EXPECT_NE(Before("UPDATE docs SET title = NULL"), "");
  GoBack();
  EXPECT_EQ(Before("UPDATE docs SET title = NULL"), "");
}

TEST_F(BothReleases, CallTheValuesInListsByTheirNames) {
  Begin(Stated(R"("a", "b", "c")", "", "State[]"), Stated(R"({ "value": "z", "renamedFrom": "a" }, "b")", "", "State[]"));
  ASSERT_EQ(Before(Insert(1, "state", R"('["c","b","a"]')") + Insert(2, "state", "'[]'") + Insert(3, "state", "NULL")), "");
  OpenWindow();
  EXPECT_EQ(SeenAfter("state"), R"(["b", "z"] [] -)" "\n");
  EXPECT_EQ(After("UPDATE docs SET state = '[\"z\"]' WHERE id = " + Id(2)), "");
  EXPECT_EQ(SeenBefore("state"), R"(["c","b","a"] ["a"] -)" "\n");
  Close();
  GoBack();
  EXPECT_EQ(SeenBefore("state"), R"(["c","b","a"] ["a"] -)" "\n");
}

}  // namespace
}  // namespace ingot::test
