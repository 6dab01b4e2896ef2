// What random pairs of definitions found, as small as it can be said: up, down and up again, with rows, on both databases.
#include <gtest/gtest.h>

#include "tests/postgres/databases.h"
#include "tests/postgres/migrations.h"
#include "tests/postgres/random_rows.h"
#include "tests/support/postgres.h"

namespace ingot::test {
namespace {

struct Found {
  std::string name;
  std::string from;  // models
  std::string to;
  std::string filled = "";  // a column whose nulls below stay filled

  friend void PrintTo(const Found& found, std::ostream* out) { *out << found.name; }
};

auto Model(const std::string& name, const std::string& fields, const std::string& more = "") -> std::string {
  return R"({ "name": ")" + name + R"(", "fields": [)" + fields + "]" + more + " }";
}

const std::string kVersion = R"(, { "name": "version", "type": "revision" })";
const std::string kSoft = R"(, "softDelete": true)";
const std::string kTitle = R"({ "name": "title", "type": "string", "id": "t" })";
const std::string kHeading = R"({ "name": "heading", "type": "string", "id": "t" })";
const std::string kNote = R"(, { "name": "note", "type": "time" })";
const std::string kCount = R"({ "name": "count", "type": "int" })";
const std::string kCounted = R"({ "name": "count", "type": "int", "required": true, "default": -7 })";

auto Cases() -> std::vector<Found> {
  const std::string user = Model("User", kTitle);
  return {
      {"TimesComeBackWithTheRows", Model("Doc", kTitle + kVersion), Model("Doc", kTitle, R"(, "timestamps": false)")},
      {"TimesThatCameComeAgain", Model("Doc", kTitle, R"(, "timestamps": false)"), Model("Doc", kTitle + kVersion)},
      {"ADemandedTableComesBackLater", user + "," + Model("Doc", R"({ "name": "owner", "type": "ref", "model": "User", "required": true })" + kNote),
       Model("Doc", R"({ "name": "time", "type": "time" })")},
      {"TablesThatTradeKeepTheirOwnColumns", Model("One", kTitle, R"(, "id": "1")") + "," + Model("Two", R"({ "name": "omega", "type": "bool" })", R"(, "id": "2")"),
       Model("Two", kTitle + R"(, { "name": "omega", "type": "string" })", R"(, "id": "1")") + "," + Model("One", kCount, R"(, "id": "2")")},
      {"ColumnsOfTradedTablesAreRenamed", Model("One", kTitle, R"(, "id": "1")") + "," + Model("Two", kTitle, R"(, "id": "2")"),
       Model("Two", kHeading, R"(, "id": "1")") + "," + Model("One", kHeading, R"(, "id": "2")")},
      {"VersionsBeginWithWhatIsFilled", Model("Doc", kCount), Model("Doc", kCounted + kVersion), "count"},
      {"VersionsThatWereKeptAreTheTrueOnes", Model("Doc", kTitle + kNote + kVersion), Model("Doc", kTitle)},
      {"VersionsThatCameAreTheTrueOnes", Model("Doc", kTitle), Model("Doc", kTitle + "," + kCounted + kVersion)},
      {"VersionsOfTheDeletedAreKept", Model("Doc", kTitle + kNote + kVersion, kSoft), Model("Doc", kHeading + kVersion)},
      {"VersionsOfTheDeletedThatCameAreKept", Model("Doc", kTitle + kVersion), Model("Doc", kHeading + kNote + kVersion, kSoft)},
      {"AColumnComesUnderANameThatIsFreeAgain", Model("Doc", kTitle + kNote),
       Model("Doc", R"({ "name": "note", "type": "string", "id": "t" }, { "name": "title", "type": "time" })")},
      {"WhatWasOnlyOneComesBackBeforeItHasToBe", Model("Doc", R"({ "name": "amount", "type": "string", "required": true })", R"(, "unique": [["amount"]])"),
       Model("Doc", R"({ "name": "amount", "type": "int", "required": true, "default": 0 })")},
      {"ADeletedRowOfFewerColumns", Model("Doc", kTitle + R"(, { "name": "state", "type": "int", "required": true })", kSoft), Model("Doc", kTitle + kNote)},
  };
}

class PairsFound : public testing::TestWithParam<std::tuple<Found, bool>> {
 protected:
  void SetUp() override {
    if (const std::string why = Postgres::Missing(); OnPostgres() && !why.empty()) GTEST_SKIP() << why;
  }
  static auto OnPostgres() -> bool { return std::get<1>(GetParam()); }
  static auto Case() -> const Found& { return std::get<0>(GetParam()); }
  static auto NewDatabase() -> std::unique_ptr<TriedDatabase> { return OnPostgres() ? NewPostgres() : NewSqlite(); }

  // A definition of these models, of which another may be what it was before.
  static auto To(const std::string& models, const Migration* before) -> Migration {
    const auto app = AppOf(R"({ "ingot": 1, "app": { "name": "found", "version": "1.0.0", "auth": "none" }, "models": [)" + models + "] }");
    return app ? MigrationTo(*app, before == nullptr ? std::nullopt : std::optional(before->schema)) : Migration();
  }

  static void AddRows(TriedDatabase& database, RowMaker& rows, const Schema& schema) {
    EXPECT_EQ(database.Apply(rows.Insert(schema)), "");
    EXPECT_EQ(database.Apply(rows.Delete(schema)), "");
  }

  static void ExpectSame(const Cells& expected, const Cells& actual) {
    for (const auto& [key, value] : expected) {
      const auto found = actual.find(key);
      const bool filled = value == kNullCell && key.column == Case().filled;
      EXPECT_TRUE(filled || (found != actual.end() && found->second == value)) << key.table << "." << key.column << " of " << key.row;
    }
  }
};

TEST_P(PairsFound, GoUpAndDownAndUp) {
  const Migration first = To(Case().from, nullptr);
  const Migration second = To(Case().to, &first);
  const auto database = NewDatabase();
  RowMaker rows(1, OnPostgres());
  EXPECT_EQ(Up(*database, {first}), "");
  AddRows(*database, rows, first.schema);
  const std::string schema = database->Schema();
  const Cells before = CellsOf(*database, first.schema);
  const std::string& text = second.texts.at(database->Dialect() + ".up");
  ASSERT_EQ(Up(*database, {first, second}), "") << text;
  const Cells above = CellsOf(*database, second.schema);
  ASSERT_EQ(Down(*database, {first, second}), "") << second.texts.at(database->Dialect() + ".down");
  EXPECT_EQ(database->Schema(), schema);
  ExpectSame(before, CellsOf(*database, first.schema));
  ASSERT_EQ(Up(*database, {first, second}), "");
  ExpectSame(above, CellsOf(*database, second.schema));
  const auto fresh = NewDatabase();
  EXPECT_EQ(Up(*fresh, {To(Case().to, nullptr)}), "");
  EXPECT_EQ(database->Schema(), fresh->Schema());
}

// Both releases write, and delete, while both may.
TEST_P(PairsFound, LetBothReleasesWork) {
  if (!OnPostgres()) return;
  const Migration first = To(Case().from, nullptr);
  const Migration second = To(Case().to, &first);
  const auto database = NewDatabase();
  RowMaker rows(1, true);
  EXPECT_EQ(Up(*database, {first}), "");
  AddRows(*database, rows, first.schema);
  const std::string schema = database->Schema();
  ASSERT_EQ(Open(*database, {first, second}), "");
  if (database->Schema() == schema) return;  // all of it waits for the end
  AddRows(*database, rows, first.schema);
  rows.Rename({});
  const std::string later = "SET search_path = public_v2, public;\n";
  EXPECT_EQ(database->Apply(later + rows.Insert(second.schema)), "");
  EXPECT_EQ(database->Apply(later + rows.Delete(second.schema)), "");
  EXPECT_EQ(Up(*database, {first, second}), "");
}

INSTANTIATE_TEST_SUITE_P(All, PairsFound, testing::Combine(testing::ValuesIn(Cases()), testing::Bool()), [](const auto& parameter) {
  return std::get<0>(parameter.param).name + (std::get<1>(parameter.param) ? "OnPostgres" : "OnSqlite");
});

// An index that forbids the same value twice goes before rows get it; back it cannot come with them, and nothing of it may stay.
TEST(PostgresPairsFound, WhatIsFilledMayBeThereTwice) {
  if (const std::string why = Postgres::Missing(); !why.empty()) GTEST_SKIP() << why;
  const auto app = [](const std::string& fields, const std::string& more) {
    return AppOf(R"({ "ingot": 1, "app": { "name": "found", "version": "1.0.0" }, "models": [)" + Model("Doc", fields, more) + "] }");
  };
  const auto from = app(kCount, R"(, "unique": [["count"]])");
  const auto to = app(kCounted, "");
  ASSERT_TRUE(from && to);
  const Migration first = MigrationTo(*from, std::nullopt);
  const Migration second = MigrationTo(*to, first.schema);
  const auto database = NewPostgres();
  EXPECT_EQ(Up(*database, {first}), "");
  EXPECT_EQ(database->Apply("INSERT INTO docs (id, count, created_at, updated_at) SELECT gen_random_uuid(), NULL, now(), now() FROM generate_series(1, 3)"), "");
  EXPECT_EQ(Up(*database, {first, second}), "");
  const std::string schema = database->Schema();
  EXPECT_NE(Down(*database, {first, second}), "");
  EXPECT_EQ(Up(*database, {first, second}), "");
  EXPECT_EQ(database->Schema(), schema);
}

}  // namespace
}  // namespace ingot::test
