// From one definition to the next and back, on both databases: whichever way leads to a schema, it is the same one, and rows
// stay what they were.
#include <gtest/gtest.h>

#include <functional>

#include "tests/golden/all_cases.h"
#include "tests/postgres/databases.h"
#include "tests/postgres/migrations.h"
#include "tests/support/postgres.h"
#include "tests/support/sample.h"

namespace ingot::test {
namespace {

auto Document(const std::string& models) -> std::string {
  return R"({ "ingot": 1, "app": { "name": "evolution", "version": "1.0.0" },
    "enums": [ { "name": "State", "values": ["open", "it's done"] } ], "models": [)" +
         models + "] }";
}

auto Model(const std::string& name, const std::string& fields, const std::string& more = "") -> std::string {
  return R"({ "name": ")" + name + R"(", "fields": [)" + fields + "]" + more + " }";
}

const std::string kUser = Model("User", R"({ "name": "name", "type": "string", "required": true })");
const std::string kTitle = R"({ "name": "title", "type": "string", "required": true })";
const std::string kOwner = R"({ "name": "owner", "type": "ref", "model": "User", "onDelete": "setNull" })";
const std::string kState = R"({ "name": "state", "type": "State" })";

struct Evolution {
  std::string name;
  std::string from;
  std::string to;
  std::string migration;         // the name of what leads from the one to the other; empty: there is nothing to do
  std::string query = "";        // on the rows after it, the same for both databases
  std::string answer = "";

  friend void PrintTo(const Evolution& evolution, std::ostream* out) { *out << evolution.name; }
};

auto Doc(const std::string& fields, const std::string& more = "") -> std::string { return Document(kUser + "," + Model("Doc", fields, more)); }

auto Identified(const std::string& name, const std::string& id) -> std::string {
  return R"({ "name": ")" + name + R"(", "id": ")" + id + R"(", "type": "string" })";
}

auto Referring(const std::string& name, const std::string& id) -> std::string {
  return R"({ "name": ")" + name + R"(", "id": ")" + id + R"(", "type": "ref", "model": "User" })";
}

const std::string kPlain = Doc(kTitle + "," + kOwner + "," + kState);

// A default of every type, for rows that are there already.
const std::string kDefaults = R"~(
  { "name": "aBool", "type": "bool", "required": true, "default": true },
  { "name": "aInt", "type": "int", "required": true, "default": -7 },
  { "name": "aBig", "type": "bigint", "required": true, "default": "-9223372036854775808" },
  { "name": "aFloat", "type": "float", "required": true, "default": 1.5e300 },
  { "name": "aDecimal", "type": "decimal(18,4)", "required": true, "default": "-0.0001" },
  { "name": "aText", "type": "text", "required": true, "default": "it's \\ $1 \u00e9\ud83d\ude00\n" },
  { "name": "aUuid", "type": "uuid", "required": true, "default": "01900000-0000-7000-8000-00000000000a" },
  { "name": "aDate", "type": "date", "required": true, "default": "0001-01-01" },
  { "name": "aBytes", "type": "bytes", "required": true, "default": "AAEC/w==" },
  { "name": "aList", "type": "string[]", "required": true, "default": ["it's", "\\\\"] },
  { "name": "aTime", "type": "time", "required": true, "default": "23:59:59.999999" },
  { "name": "aTimestamp", "type": "timestamp", "required": true, "default": "9999-12-31T23:59:59.999999Z" },
  { "name": "aDuration", "type": "duration", "required": true, "default": "PT1.5S" },
  { "name": "aState", "type": "State", "required": true, "default": "it's done" },
  { "name": "aSlug", "type": "slug", "required": true, "default": "a-b" })~";

const std::string kVersion = R"({ "name": "version", "type": "revision" })";
const std::string kRoute = R"(, "resource": { "path": "docs" })";
const std::string kPlainRoute = Doc(kTitle + "," + kOwner + "," + kState, kRoute);
const std::string kSearched = Doc(kTitle + "," + kOwner + "," + kState, kRoute + R"(, "search": ["title"])");
const std::string kKept = Doc(kTitle + "," + kOwner + "," + kState + "," + kVersion, R"(, "softDelete": true)");

auto Linked(const std::string& links) -> std::string {
  return Document(Model("User", R"({ "name": "name", "type": "string", "required": true })", R"(, "resource": { "path": "users" })") + "," +
                  Model("Doc", kTitle + "," + kOwner + "," + kState, kRoute + links));
}

// What is kept beside the rows, or finds them.
auto Companions() -> std::vector<Evolution> {
  const std::string rows = "SELECT title, row_version FROM docs";
  const std::string renamed = R"({ "name": "headline", "type": "string", "required": true, "renamedFrom": "title" },)" + kOwner + "," + kState;
  return {
      {"BeginsToSearch", kPlainRoute, kSearched, "0002_search_docs", rows, "one|1\n"},
      {"StopsSearching", kSearched, kPlainRoute, "0002_search_docs", rows, "one|1\n"},
      {"SearchesMore", kSearched, Doc(kTitle + R"(, { "name": "body", "type": "text" },)" + kOwner + "," + kState, kRoute + R"(, "search": ["body", "title"])"),
       "0002_add_docs_body", rows, "one|1\n"},
      {"SearchesWhatIsRenamed", kSearched, Doc(renamed, kRoute + R"(, "search": ["headline"])"), "0002_rename_docs_headline", "SELECT headline FROM docs", "one\n"},
      {"DropsWhatIsSearched", kSearched, Doc(R"({ "name": "name", "type": "string" },)" + kOwner + "," + kState, kRoute + R"(, "search": ["name"])"), "0002_change_docs"},
      {"SearchesARenamedTable", kSearched,
       Document(kUser + "," + Model("Note", kTitle + "," + kOwner + "," + kState, R"(, "renamedFrom": "Doc", "search": ["title"])" + kRoute)),
       "0002_rename_docs_and_more", "SELECT title FROM notes", "one\n"},
      {"BeginsToKeep", kPlain, kKept, "0002_keep_docs_and_more", "SELECT title, row_version FROM docs_history", "one|1\n"},
      {"StopsKeepingTheDeleted", kKept, Doc(kTitle + "," + kOwner + "," + kState + "," + kVersion), "0002_keep_docs_and_more",
       "SELECT title, row_version FROM docs_history", "one|1\n"},
      {"StopsKeeping", kKept, kPlain, "0002_keep_docs_and_more", rows, "one|1\n"},
      {"KeepsWhatIsRenamed", kKept, Doc(renamed + "," + kVersion, R"(, "softDelete": true)"), "0002_rename_docs_headline_and_more",
       "SELECT headline FROM docs_history", "one\n"},
      {"KeepsTheRowsOfARenamedTable", kKept,
       Document(kUser + "," + Model("Note", kTitle + "," + kOwner + "," + kState + "," + kVersion, R"(, "renamedFrom": "Doc", "softDelete": true)")),
       "0002_rename_docs_and_more", "SELECT title FROM notes_history", "one\n"},
      {"BeginsToLink", Linked(""), Linked(R"(, "links": [{ "name": "readers", "model": "User", "inverse": "reads" }])"), "0002_create_doc_readers", rows, "one|1\n"},
      {"RenamesALink", Linked(R"(, "links": [{ "name": "readers", "model": "User" }])"),
       Linked(R"(, "links": [{ "name": "friends", "model": "User", "renamedFrom": "readers" }])"), "0002_rename_doc_readers_and_more", rows, "one|1\n"},
  };
}

auto Evolutions() -> std::vector<Evolution> {
  const std::string rows = "SELECT title, row_version FROM docs";
  return {
      {"AddsColumns", kPlain, Doc(kTitle + R"(, { "name": "note", "type": "text" },)" + kOwner + "," + kState), "0002_add_docs_note",
       "SELECT title, note FROM docs", "one|\n"},
      {"FillsNewColumns", kPlain, Doc(kTitle + "," + kOwner + "," + kState + "," + kDefaults), "0002_change_docs",
       "SELECT a_int, a_big, a_float, a_text, a_duration, a_state, a_slug FROM docs",
       "-7|-9223372036854775808|1.5e+300|it's \\ $1 \xc3\xa9\xf0\x9f\x98\x80\n|1500000|it's done|a-b\n"},
      {"DropsAColumn", kPlain, Doc(kTitle + "," + kState), "0002_drop_docs_owner_id", rows, "one|1\n"},
      {"DropsATable", kPlain, Document(kUser), "0002_drop_docs", "SELECT name FROM users", "ann\n"},
      {"RenamesColumns", kPlain,
       Doc(R"({ "name": "headline", "type": "string", "required": true, "renamedFrom": "title", "unique": true },
              { "name": "author", "type": "ref", "model": "User", "onDelete": "setNull", "renamedFrom": "owner" },)" + kState),
       "0002_change_docs", "SELECT headline FROM docs WHERE author_id IS NOT NULL", "one\n"},
      {"RenamesATable", kPlain, Document(kUser + "," + Model("Note", kTitle + "," + kOwner + "," + kState, R"(, "renamedFrom": "Doc")")),
       "0002_rename_docs_and_more", "SELECT title FROM notes WHERE owner_id IS NOT NULL", "one\n"},
      {"RenamesTheTargetOfReferences", kPlain,
       Document(Model("Person", R"({ "name": "name", "type": "string", "required": true })", R"(, "renamedFrom": "User")") + "," +
                Model("Doc", kTitle + R"(, { "name": "owner", "type": "ref", "model": "Person", "onDelete": "setNull" },)" + kState)),
       "0002_rename_users", rows, "one|1\n"},
      {"TradesNames", Doc(Identified("title", "1") + "," + kOwner + "," + Identified("state", "2")),
       Doc(Identified("state", "1") + "," + kOwner + "," + Identified("title", "2")), "0002_change_docs", "SELECT state, title FROM docs", "one|\n"},
      {"TradesReferences", Doc(kTitle + "," + Referring("owner", "1") + "," + Referring("editor", "2")),
       Doc(kTitle + "," + Referring("editor", "1") + "," + Referring("owner", "2")), "0002_change_docs",
       "SELECT title FROM docs WHERE editor_id IS NOT NULL AND owner_id IS NULL", "one\n"},
      {"Requires", kPlain, Doc(kTitle + "," + kOwner + R"(, { "name": "state", "type": "State", "required": true, "default": "it's done" })"),
       "0002_change_docs", "SELECT state FROM docs", "it's done\n"},
      {"Releases", kPlain, Doc(R"({ "name": "title", "type": "string" },)" + kOwner + "," + kState), "0002_change_docs", rows, "one|1\n"},
      {"ChangesWhatHappensOnDelete", kPlain, Doc(kTitle + R"(, { "name": "owner", "type": "ref", "model": "User", "onDelete": "cascade" },)" + kState),
       "0002_change_docs", rows, "one|1\n"},
      {"BeginsToRelease", Doc(kTitle + R"(, { "name": "owner", "type": "ref", "model": "User" },)" + kState), kPlain, "0002_change_docs", rows, "one|1\n"},
      {"StopsStamping", kPlain, Doc(kTitle + "," + kOwner + "," + kState, R"(, "timestamps": false)"), "0002_change_docs", rows, "one|1\n"},
      {"BeginsToStamp", Doc(kTitle + "," + kOwner + "," + kState, R"(, "timestamps": false)"), kPlain, "0002_change_docs",
       "SELECT title FROM docs WHERE created_at = updated_at", "one\n"},
      {"ChangesIndexes", Doc(kTitle + "," + kOwner + "," + kState, R"(, "unique": [["title", "state"]], "indexes": [["state"]])"),
       Doc(kTitle + "," + kOwner + "," + kState, R"(, "unique": [["owner", "title"]], "indexes": [["title", "state"]])"), "0002_index_docs", rows, "one|1\n"},
      {"ChangesAType", kPlain, Doc(R"({ "name": "title", "type": "int", "required": true, "default": 5 },)" + kOwner + "," + kState),
       "0002_change_docs", "SELECT title FROM docs", "5\n"},
      {"ChangesATypeThatIsIndexed", Doc(kTitle + "," + kOwner + "," + kState, R"(, "unique": [["title"]], "indexes": [["state", "title"]])"),
       Doc(R"({ "name": "title", "type": "int" },)" + kOwner + "," + kState, R"(, "unique": [["title"]], "indexes": [["state", "title"]])"),
       "0002_change_docs", "SELECT title, row_version FROM docs", "|1\n"},
  };
}

// More than one thing at a time.
auto Tangles() -> std::vector<Evolution> {
  const std::string rows = "SELECT title, row_version FROM docs";
  return {
      {"TradesTables",
       Document(Model("User", kTitle, R"(, "id": "1")") + "," + Model("Doc", kTitle + "," + kOwner + "," + kState, R"(, "id": "2")")),
       Document(Model("Doc", kTitle, R"(, "id": "1")") + "," +
                Model("User", kTitle + R"(, { "name": "owner", "type": "ref", "model": "Doc", "onDelete": "setNull" },)" + kState, R"(, "id": "2")")),
       "0002_rename_users_and_more"},
      {"TakesANameAnew", Doc(Identified("title", "1") + "," + kOwner + "," + kState),
       Doc(Identified("headline", "1") + "," + Identified("title", "2") + "," + kOwner + "," + kState), "0002_change_docs", "SELECT headline, title FROM docs", "one|\n"},
      {"RequiresAnotherType", Doc(kTitle + R"(, { "name": "amount", "type": "bytes", "required": true, "default": "" })"),
       Doc(kTitle + R"(, { "name": "amount", "type": "date", "required": true, "default": "0001-01-01" })"), "0002_change_docs"},
      {"KeepsDeletedRowsOfFewerColumns", Doc(kTitle + "," + kOwner + "," + kState), Doc(kTitle, R"(, "softDelete": true, "timestamps": false)"),
       "0002_change_docs_and_more"},
      {"KeepsTextsAsTheyAre", kPlain, Doc(R"({ "name": "title", "type": "text", "required": true },)" + kOwner + R"(, { "name": "state", "type": "string" })"), ""},
      {"KeepsTheOrderOfColumns", kPlain, Doc(kState + "," + kOwner + "," + kTitle), ""},
      {"ClosesARing", kPlain,
       Document(Model("User", R"({ "name": "name", "type": "string", "required": true }, { "name": "best", "type": "ref", "model": "Doc" },
                                 { "name": "boss", "type": "ref", "model": "User", "onDelete": "setNull" })") +
                "," + Model("Doc", kTitle + "," + kOwner + "," + kState)),
       "0002_change_users", rows, "one|1\n"},
      {"MakesARing", kPlain,
       Document(kUser + "," + Model("Doc", kTitle + "," + kOwner + "," + kState + R"(, { "name": "a", "type": "ref", "model": "Aaa" })") + "," +
                Model("Aaa", R"({ "name": "z", "type": "ref", "model": "Zzz" })") + "," +
                Model("Zzz", R"({ "name": "a", "type": "ref", "model": "Aaa", "required": true, "onDelete": "cascade" },
                                { "name": "doc", "type": "ref", "model": "Doc" })")),
       "0002_add_docs_a_id_and_more", rows, "one|1\n"},
      {"RefersElsewhere", kPlain,
       Document(kUser + "," + Model("Team", R"({ "name": "name", "type": "string" })") + "," +
                Model("Doc", kTitle + R"(, { "name": "owner", "type": "ref", "model": "Team" },)" + kState)),
       "0002_create_teams_and_more"},
  };
}

class Evolve : public testing::TestWithParam<std::tuple<Evolution, bool>> {
 protected:
  void SetUp() override {
    if (!OnPostgres()) return;
    if (const std::string why = Postgres::Missing(); !why.empty()) GTEST_SKIP() << why;
  }
  static auto OnPostgres() -> bool { return std::get<1>(GetParam()); }
  static auto Case() -> const Evolution& { return std::get<0>(GetParam()); }
  static auto NewDatabase() -> std::unique_ptr<TriedDatabase> { return OnPostgres() ? NewPostgres() : NewSqlite(); }
};

auto TextsOf(const TriedDatabase& database, const Migration& migration) -> std::string {
  if (migration.texts.empty()) return "";
  return migration.texts.at(database.Dialect() + ".up") + "\n" + migration.texts.at(database.Dialect() + ".down");
}

void GoUp(TriedDatabase& database, const std::vector<Migration>& migrations) {
  EXPECT_EQ(Up(database, migrations), "") << TextsOf(database, migrations.back());
}

void GoDown(TriedDatabase& database, const std::vector<Migration>& migrations) {
  EXPECT_EQ(Down(database, migrations), "") << TextsOf(database, migrations.back());
}

// A user and a document of theirs. A timestamp that is there has a value of its own for each database.
void AddRows(TriedDatabase& database, bool timestamps) {
  const bool postgres = database.Dialect() == "postgres";
  const std::string id = postgres ? "'01900000-0000-7000-8000-000000000001'" : "X'01900000000070008000000000000001'";
  const std::string now = timestamps ? (postgres ? ", now(), now()" : ", 5, 5") : "";
  const std::string columns = timestamps ? ", created_at, updated_at" : "";
  const std::string stamp = postgres ? ", now(), now()" : ", 5, 5";
  EXPECT_EQ(database.Apply("INSERT INTO users (id, name, created_at, updated_at, row_version) VALUES (" + id + ", 'ann'" + stamp + ", 1);" +
                           "INSERT INTO docs (id, title, owner_id" + columns + ", row_version) VALUES (" + id + ", 'one', " + id + now + ", 1);"),
            "");
}

TEST_P(Evolve, LeadsToTheSameSchema) {
  const auto from = AppOf(Case().from);
  const auto to = AppOf(Case().to);
  ASSERT_TRUE(from && to);
  const Migration first = MigrationTo(*from, std::nullopt);
  const Migration second = MigrationTo(*to, first.schema);
  const auto fresh = NewDatabase();
  GoUp(*fresh, {MigrationTo(*to, std::nullopt)});
  const auto database = NewDatabase();
  const std::string empty = database->Schema();
  GoUp(*database, {first});
  const std::string before = database->Schema();
  EXPECT_EQ(second.name, Case().migration);
  if (!second.texts.empty()) {
    GoUp(*database, {first, second});
    EXPECT_EQ(database->Schema(), fresh->Schema());
    GoDown(*database, {first, second});
    EXPECT_EQ(database->Schema(), before);
    GoUp(*database, {first, second});
    EXPECT_EQ(database->Schema(), fresh->Schema());
    GoDown(*database, {first, second});
  }
  GoDown(*database, {first});
  EXPECT_EQ(database->Schema(), empty);
}

TEST_P(Evolve, KeepsTheRows) {
  const auto from = AppOf(Case().from);
  const auto to = AppOf(Case().to);
  ASSERT_TRUE(from && to);
  if (Case().query.empty()) return;
  const Migration first = MigrationTo(*from, std::nullopt);
  const auto database = NewDatabase();
  GoUp(*database, {first});
  AddRows(*database, Case().from.find(R"("timestamps": false)") == std::string::npos);
  GoUp(*database, {first, MigrationTo(*to, first.schema)});
  EXPECT_EQ(database->Query(Case().query), Case().answer);
}

// Rows that are there are found as those that come.
TEST_P(Evolve, FindsTheRows) {
  if (Case().to.find(R"("search")") == std::string::npos || Case().query.empty()) return;
  const auto from = AppOf(Case().from);
  const auto to = AppOf(Case().to);
  ASSERT_TRUE(from && to);
  const Migration first = MigrationTo(*from, std::nullopt);
  const auto database = NewDatabase();
  GoUp(*database, {first});
  AddRows(*database, true);
  GoUp(*database, {first, MigrationTo(*to, first.schema)});
  const std::string table = Case().name == "SearchesARenamedTable" ? "notes" : "docs";
  EXPECT_EQ(database->Query(OnPostgres() ? "SELECT count(*) FROM " + table + " WHERE ingot_search @@ to_tsquery('simple', 'one')"
                                         : "SELECT count(*) FROM ingot_search_" + table + " WHERE ingot_search_" + table + " MATCH 'one'"),
            "1\n");
}

class Versions : public testing::TestWithParam<bool> {};

// A row that was deleted softly has versions as long as it can come back.
TEST_P(Versions, GoWithTheirRow) {
  if (const std::string why = Postgres::Missing(); GetParam() && !why.empty()) GTEST_SKIP() << why;
  const auto from = AppOf(kKept);
  const auto to = AppOf(Doc(kTitle + "," + kOwner + "," + kState + "," + kVersion));
  ASSERT_TRUE(from && to);
  const Migration first = MigrationTo(*from, std::nullopt);
  const Migration second = MigrationTo(*to, first.schema);
  const std::string count = "SELECT (SELECT count(*) FROM docs), (SELECT count(*) FROM docs_history)";
  for (const std::string end : {"DELETE FROM docs_deleted", ""}) {
    const auto database = GetParam() ? NewPostgres() : NewSqlite();
    GoUp(*database, {first});
    AddRows(*database, true);
    EXPECT_EQ(database->Apply("UPDATE docs SET title = 'two', row_version = 2; DELETE FROM docs"), "");
    EXPECT_EQ(database->Query(count), "0|2\n");
    EXPECT_EQ(database->Apply("INSERT INTO docs (id, title, created_at, updated_at, row_version) SELECT id, title, created_at, updated_at, 3 FROM docs_deleted;"
                              "DELETE FROM docs_deleted"), "");
    EXPECT_EQ(database->Query(count), "1|3\n");
    EXPECT_EQ(database->Apply("DELETE FROM docs"), "");
    EXPECT_EQ(database->Apply(end), "");
    if (end.empty()) GoUp(*database, {first, second});
    EXPECT_EQ(database->Query(count), "0|0\n");
  }
}

INSTANTIATE_TEST_SUITE_P(All, Versions, testing::Bool(), [](const auto& parameter) { return parameter.param ? "OnPostgres" : "OnSqlite"; });

INSTANTIATE_TEST_SUITE_P(Companions, Evolve, testing::Combine(testing::ValuesIn(Companions()), testing::Bool()), [](const auto& parameter) {
  return std::get<0>(parameter.param).name + (std::get<1>(parameter.param) ? "OnPostgres" : "OnSqlite");
});

INSTANTIATE_TEST_SUITE_P(Tangles, Evolve, testing::Combine(testing::ValuesIn(Tangles()), testing::Bool()), [](const auto& parameter) {
  return std::get<0>(parameter.param).name + (std::get<1>(parameter.param) ? "OnPostgres" : "OnSqlite");
});

INSTANTIATE_TEST_SUITE_P(All, Evolve, testing::Combine(testing::ValuesIn(Evolutions()), testing::Bool()), [](const auto& parameter) {
  return std::get<0>(parameter.param).name + (std::get<1>(parameter.param) ? "OnPostgres" : "OnSqlite");
});

TEST(PostgresMigrations, OfTheSamplesGoUpAndDownAndUp) {
  if (const std::string why = Postgres::Missing(); !why.empty()) GTEST_SKIP() << why;
  for (const char* sample : {"hooks", "meta-platform", "toolkit-sync", "types"}) {
    const auto app = AppOf(test::SampleText(sample));
    ASSERT_TRUE(app);
    const Migration migration = MigrationTo(*app, std::nullopt);
    const auto database = NewPostgres();
    const std::string empty = database->Schema();
    GoUp(*database, {migration});
    const std::string schema = database->Schema();
    GoDown(*database, {migration});
    EXPECT_EQ(database->Schema(), empty);
    GoUp(*database, {migration});
    EXPECT_EQ(database->Schema(), schema);
  }
}

// What the service counts on: a released row is a new version with a new time, and texts order by code point.
TEST(PostgresMigrations, ReleaseAndOrderAsSqliteDoes) {
  if (const std::string why = Postgres::Missing(); !why.empty()) GTEST_SKIP() << why;
  const auto app = AppOf(kPlain);
  ASSERT_TRUE(app);
  const auto database = NewPostgres();
  GoUp(*database, {MigrationTo(*app, std::nullopt)});
  AddRows(*database, true);
  EXPECT_EQ(database->Apply("DELETE FROM users"), "");
  EXPECT_EQ(database->Query("SELECT row_version, updated_at > created_at FROM docs WHERE owner_id IS NULL"), "2|t\n");
  EXPECT_EQ(database->Apply("UPDATE docs SET title = 'b'; INSERT INTO docs (id, title, created_at, updated_at) "
                            "SELECT gen_random_uuid(), t, now(), now() FROM unnest(ARRAY['a', 'B', 'é', 'Z']) t"),
            "");
  EXPECT_EQ(database->Query("SELECT title FROM docs ORDER BY title"), "B\nZ\na\nb\né\n");
}

}  // namespace
}  // namespace ingot::test
