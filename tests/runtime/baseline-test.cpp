// Adopting tables of an SQLite file that were there before: what may differ, what may not, and what is done.
#include <gmock/gmock.h>
#include <sqlite3.h>

#include <fstream>
#include <span>
#include <sstream>

#include "store-fixture.hpp"
#include "store/baseline.hpp"
#include "tests/support/migrate.h"

namespace ingot::rt::store {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

const std::string kTeams =
    "CREATE TABLE teams (id BLOB NOT NULL PRIMARY KEY, name TEXT NOT NULL, row_version INTEGER NOT NULL) STRICT;\n"
    "CREATE UNIQUE INDEX teams_name_key ON teams (name);\n";
const std::string kPlayers =
    "CREATE TABLE players (id BLOB NOT NULL PRIMARY KEY, team_id BLOB REFERENCES teams (id) ON DELETE SET NULL, name TEXT NOT NULL,"
    " \"order\" INTEGER NOT NULL, ratio REAL, updated_at INTEGER NOT NULL, row_version INTEGER NOT NULL) STRICT;\n"
    "CREATE UNIQUE INDEX players_team_id_order_key ON players (team_id, \"order\");\n"
    "CREATE INDEX players_name_idx ON players (name);\n";
const std::string kTrigger =
    "CREATE TRIGGER players_team_id_released AFTER UPDATE OF team_id ON players\n"
    "WHEN NEW.team_id IS NULL AND OLD.team_id IS NOT NULL AND NEW.row_version = OLD.row_version\n"
    "BEGIN\n  UPDATE players SET row_version = row_version + 1, updated_at = (SELECT micros FROM ingot_clock) WHERE id = NEW.id;\nEND;\n";
const std::string kSecond = "ALTER TABLE teams ADD COLUMN motto TEXT;\n";
const std::string kFirst = kTeams + kPlayers + kTrigger;
const Migration kMigrations[] = {{"0001_initial", {kFirst, "DROP TABLE players; DROP TABLE teams;"}},
                                 {"0002_mottos", {kSecond, "ALTER TABLE teams DROP COLUMN motto;"}}};

// Another program's connection.
class File {
 public:
  explicit File(const std::string& path) { sqlite3_open(path.c_str(), &handle_); }
  ~File() { sqlite3_close(handle_); }
  File(const File&) = delete;
  File& operator=(const File&) = delete;

  std::string sql(const std::string& text) {
    std::string all;
    const auto keep = [](void* into, int count, char** texts, char**) {
      for (int i = 0; i < count; ++i) *static_cast<std::string*>(into) += std::string(i > 0 ? "|" : "") + (texts[i] != nullptr ? texts[i] : "");
      *static_cast<std::string*>(into) += '\n';
      return 0;
    };
    char* message = nullptr;
    EXPECT_EQ(sqlite3_exec(handle_, text.c_str(), keep, &all, &message), SQLITE_OK) << text << ": " << (message != nullptr ? message : "");
    sqlite3_free(message);
    return all;
  }

 private:
  sqlite3* handle_ = nullptr;
};

class BaselineTest : public ::testing::Test {
 protected:
  // A file with these tables and no others.
  void tables(const std::string& text) {
    path_ = folder_.path() + "/" + std::to_string(++files_) + ".db";
    sql(text);
  }
  std::string sql(const std::string& text) { return File(path_).sql(text); }
  std::unique_ptr<Database> open() {
    Options options;
    options.url = "sqlite:" + path_;
    return store::open(options);
  }
  BaselineReport adopt(std::span<const Migration> migrations = kMigrations) { return test::migrateBaseline(*open(), migrations); }
  std::string refusal(std::span<const Migration> migrations = kMigrations) {
    try {
      (void)adopt(migrations);
    } catch (const std::runtime_error& error) {
      return error.what();
    }
    return "";
  }
  std::string everything() { return sql("SELECT type, name, sql FROM sqlite_schema ORDER BY type, name"); }

  TemporaryFolder folder_;
  std::string path_;
  int files_ = 0;
};

TEST_F(BaselineTest, TablesThatAreTheSameAreAdopted) {
  tables(kFirst + kSecond);
  const BaselineReport report = adopt();
  EXPECT_THAT(report.differences, IsEmpty());
  EXPECT_THAT(report.notices, IsEmpty());
  EXPECT_THAT(report.done, ElementsAre("recorded 0001_initial as applied", "recorded 0002_mottos as applied"));
  const auto database = open();
  for (const MigrationStatus& each : test::migrationStatus(*database, kMigrations)) EXPECT_TRUE(each.state == store::MigrationStatus::State::applied) << each.name;
  test::migrateUp(*database, kMigrations);
  test::migrateDown(*database, kMigrations, 2);
  EXPECT_EQ(sql("SELECT count(*) FROM ingot_migrations"), "0\n");
}

TEST_F(BaselineTest, AddsWhatOnlyTheServiceKnowsOf) {
  tables("CREATE TABLE Teams (id BLOB NOT NULL PRIMARY KEY, Name TEXT NOT NULL UNIQUE, motto TEXT);"
         "CREATE TABLE players (id BLOB NOT NULL PRIMARY KEY, team_id BLOB REFERENCES Teams ON DELETE SET NULL, name VARCHAR(200) NOT NULL,"
         " \"order\" INT NOT NULL, ratio DOUBLE, updated_at DATETIME NOT NULL, UNIQUE (\"order\", team_id));"
         "CREATE INDEX players_name_idx ON players (name);"
         "INSERT INTO teams VALUES (x'01', 'reds', NULL); INSERT INTO players VALUES (x'02', x'01', 'ann', 7, 0.5, 0)");
  const BaselineReport report = adopt();
  EXPECT_THAT(report.differences, IsEmpty());
  EXPECT_THAT(report.done, ElementsAre("added row_version to players", "made the trigger players_team_id_released on players",
                                       "added row_version to teams", "recorded 0001_initial as applied", "recorded 0002_mottos as applied"));
  EXPECT_THAT(report.notices, UnorderedElementsAre(HasSubstr("players: UNIQUE (team_id, order) is called sqlite_autoindex_players_2"),
                                                   HasSubstr("teams: UNIQUE (name) is called sqlite_autoindex_Teams_2")));
  sql("PRAGMA foreign_keys = ON; DELETE FROM teams");
  EXPECT_EQ(sql("SELECT team_id IS NULL, row_version FROM players"), "1|2\n");
}

struct Rule {
  std::string schema;                    // the tables that are there
  std::vector<std::string> differences;  // all of them
  std::string notice;                    // one of them; empty: there is none
};

std::string with(std::string text, const std::string& part, const std::string& other) {
  const std::size_t place = text.find(part);
  EXPECT_NE(place, std::string::npos) << part;
  return text.replace(place, part.size(), other);
}

// The tables of the schema, with another text of those that hold players; loose ones take any type.
std::string players(const std::string& part, const std::string& other) { return kTeams + kSecond + with(kPlayers, part, other) + kTrigger; }

std::string loosePlayers(const std::string& part, const std::string& other) {
  return kTeams + kSecond + with(with(kPlayers, "STRICT", ""), part, other) + kTrigger;
}

class BaselineCases : public BaselineTest {
 protected:
  void expect(std::span<const Rule> rules) {
    for (const Rule& rule : rules) {
      SCOPED_TRACE(rule.schema);
      tables(rule.schema);
      const std::string before = everything();
      const BaselineReport report = adopt();
      EXPECT_EQ(report.differences, rule.differences);
      if (rule.notice.empty()) {
        EXPECT_THAT(report.notices, IsEmpty());
      } else {
        EXPECT_THAT(report.notices, Contains(HasSubstr(rule.notice)));
      }
      EXPECT_EQ(report.done.empty(), !rule.differences.empty());
      if (!rule.differences.empty()) {
        EXPECT_EQ(everything(), before);
      }
    }
  }
};

TEST_F(BaselineCases, EachRuleOfColumns) {
  const Rule rules[] = {
      {kFirst, {"teams.motto: wanted TEXT, found no such column"}, ""},
      {players("name TEXT NOT NULL", "name TEXT"), {"players.name: wanted TEXT NOT NULL, found TEXT"}, ""},
      {players("ratio REAL", "ratio REAL NOT NULL"), {"players.ratio: wanted REAL, found REAL NOT NULL"}, ""},
      {loosePlayers("id BLOB NOT NULL PRIMARY KEY", "id BLOB PRIMARY KEY"), {"players.id: wanted BLOB NOT NULL, found BLOB"}, ""},
      {players("ratio REAL", "ratio REAL, note TEXT NOT NULL"),
       {"players.note: wanted no such column, or one that needs no value, found TEXT NOT NULL without a default"},
       ""},
      {players("ratio REAL", "ratio REAL, note TEXT NOT NULL DEFAULT ''"), {}, "players: note is a column that the service does not know"},
      {players("ratio REAL", "ratio REAL AS (1.5) STORED"), {"players.ratio: wanted REAL, found REAL GENERATED ALWAYS"}, ""},
      // Types
      {loosePlayers("name TEXT", "name VARCHAR(20)"), {}, ""},
      {loosePlayers("\"order\" INTEGER", "\"order\" BOOLEAN"), {}, ""},
      {players("name TEXT", "name BLOB"), {"players.name: wanted TEXT NOT NULL, found BLOB NOT NULL"}, ""},
      {loosePlayers("updated_at INTEGER", "updated_at TEXT"), {"players.updated_at: wanted INTEGER NOT NULL, found TEXT NOT NULL"}, ""},
      {loosePlayers("ratio REAL", "ratio NUMERIC"), {"players.ratio: wanted REAL, found NUMERIC"}, ""},
      {players("name TEXT", "name TEXT COLLATE NOCASE"),
       {"players.name: wanted TEXT NOT NULL, found TEXT COLLATE NOCASE NOT NULL"},
       "an index on (name) is missing"},
  };
  expect(rules);
}

TEST_F(BaselineCases, EachRuleOfKeysAndReferences) {
  const std::string all = kFirst + kSecond;
  const Rule rules[] = {
      // Keys
      {players("id BLOB NOT NULL PRIMARY KEY", "id BLOB NOT NULL UNIQUE"), {"players: wanted PRIMARY KEY (id), found no primary key"}, ""},
      {all + "DROP INDEX teams_name_key", {"teams: wanted UNIQUE (name), found none"}, ""},
      {all + "DROP INDEX teams_name_key; CREATE UNIQUE INDEX teams_name_key ON teams (name) WHERE name <> ''",
       {"teams: wanted UNIQUE (name), found none"},
       "UNIQUE (name) WHERE name <> '' is more than the service demands"},
      {all + "DROP INDEX teams_name_key; CREATE UNIQUE INDEX teams_name_key ON teams (name COLLATE NOCASE)",
       {"teams: wanted UNIQUE (name), found none"},
       "UNIQUE (name COLLATE NOCASE) is more"},
      {all + "DROP INDEX teams_name_key; CREATE UNIQUE INDEX teams_name_key ON teams (lower(name))",
       {"teams: wanted UNIQUE (name), found none"},
       "UNIQUE (an expression) is more"},
      {all + "DROP INDEX teams_name_key; CREATE INDEX teams_name_key ON teams (name)", {"teams: wanted UNIQUE (name), found none"}, ""},
      {all + "CREATE UNIQUE INDEX motto ON teams (motto)", {}, "teams: UNIQUE (motto) is more than the service demands of its rows"},
      // References
      {players(" REFERENCES teams (id) ON DELETE SET NULL", ""),
       {"players.team_id: wanted FOREIGN KEY (team_id) REFERENCES teams (id) ON DELETE SET NULL, found none"},
       ""},
      {players("SET NULL", "CASCADE"),
       {"players.team_id: wanted FOREIGN KEY (team_id) REFERENCES teams (id) ON DELETE SET NULL, found ON DELETE CASCADE"},
       ""},
      {players("REFERENCES teams (id)", "REFERENCES teams"), {}, ""},
      {players("REFERENCES teams (id)", "REFERENCES players (id)"),
       {"players.team_id: wanted FOREIGN KEY (team_id) REFERENCES teams (id) ON DELETE SET NULL, found none"},
       "FOREIGN KEY (team_id) REFERENCES players (id) ON DELETE SET NULL is more"},
  };
  expect(rules);
}

TEST_F(BaselineCases, EachRuleOfTheRest) {
  const std::string all = kFirst + kSecond;
  const Rule rules[] = {
      // Indexes
      {all + "DROP INDEX players_name_idx", {}, "players: an index on (name) is missing: reads by it will be slow"},
      {all + "DROP INDEX players_name_idx; CREATE INDEX by_name ON players (name, ratio)", {}, "an index on (name) is called by_name"},
      // Triggers
      {all + "DROP TRIGGER players_team_id_released; CREATE TRIGGER players_team_id_released AFTER UPDATE ON players BEGIN SELECT 1; END",
       {"players: wanted the trigger players_team_id_released as the migrations make it, found another trigger of this name"},
       ""},
      {all + "CREATE TRIGGER touch AFTER UPDATE ON teams BEGIN SELECT 1; END", {}, "teams: the service does not know the trigger touch"},
      // Tables
      {kTeams + kSecond, {"players: wanted a table, found no such table"}, ""},
      {kTeams + kSecond + "CREATE VIEW players AS SELECT * FROM teams", {"players: wanted a table, found no such table"}, ""},
      {all + "CREATE TABLE others (x)", {}, ""},
      // Rows
      {loosePlayers("ratio REAL", "ratio REAL") + "INSERT INTO players VALUES (x'01', NULL, x'02', 'first', 1, 0, 1)",
       {"players.name: wanted TEXT, found a row with a value of type blob", "players.order: wanted INTEGER, found a row with a value of type text"},
       ""},
      {all + "INSERT INTO players VALUES (x'01', x'02', '', 1, 1, 0, 1)",
       {"players: wanted references to rows that are there, found 1 to rows of teams that do not exist"},
       ""},
  };
  expect(rules);
}

TEST_F(BaselineTest, TellsAllDifferencesAtOnce) {
  tables("CREATE TABLE teams (id BLOB PRIMARY KEY NOT NULL, name INT NOT NULL, colour TEXT NOT NULL)");
  EXPECT_THAT(adopt().differences,
              UnorderedElementsAre("teams.name: wanted TEXT NOT NULL, found INT NOT NULL", "teams.motto: wanted TEXT, found no such column",
                                   HasSubstr("teams.colour: wanted no such column"), "teams: wanted UNIQUE (name), found none",
                                   "players: wanted a table, found no such table"));
}

TEST_F(BaselineTest, IsRefusedWhenThereIsNothingToAdopt) {
  tables("CREATE TABLE others (x)");
  const std::string before = everything();
  EXPECT_THAT(refusal(), HasSubstr("none of the tables that the migrations make is there: `migrate up` makes them"));
  EXPECT_EQ(everything(), before);
  test::migrateUp(*open(), std::span(kMigrations).first(1));
  EXPECT_THAT(refusal(), HasSubstr("migrations recorded already"));
  const auto holder = open();
  EXPECT_THAT(refusal(), HasSubstr("an SQLite file serves one process at a time"));
}

TEST_F(BaselineTest, TablesThatRememberButHoldNothingAreNoHindrance) {
  tables(kFirst + kSecond);
  (void)test::migrationStatus(*open(), kMigrations);  // makes them
  EXPECT_THAT(adopt().done, ElementsAre("recorded 0001_initial as applied", "recorded 0002_mottos as applied"));
}

std::string textOf(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

TEST_F(BaselineTest, AdoptsTheTablesOfATracker) {
  tables("create table users (id blob not null primary key, name text not null, email text not null unique, created_at integer not null,"
         " updated_at integer not null);"
         "create table projects (id blob not null primary key, name text not null, owner_id blob not null references users,"
         " created_at integer not null, updated_at integer not null);"
         "create table tasks (id blob not null primary key, project_id blob not null references projects, title text not null,"
         " description text, status text not null default 'todo' check (status in ('todo', 'doing', 'done')), priority int not null default 0,"
         " due_at integer, created_at integer not null, updated_at integer not null);"
         "create index tasks_by_project on tasks (project_id);");
  const std::string folder = INGOT_SOURCE_DIR "/samples/tracker/expected/db/migrations/0001_initial.sqlite";
  const std::string up = textOf(folder + ".up.sql");
  const std::string down = textOf(folder + ".down.sql");
  const Migration migrations[] = {{"0001_initial", {up, down}}};
  const BaselineReport report = adopt(migrations);
  EXPECT_THAT(report.differences, IsEmpty());
  EXPECT_THAT(report.done, ElementsAre("added row_version to projects", "added row_version to tasks", "added row_version to users",
                                       "recorded 0001_initial as applied"));
  EXPECT_THAT(report.notices, Contains(HasSubstr("projects: an index on (owner_id) is missing")));
  test::migrateDown(*open(), migrations, 1);
}

// The rules themselves know no database.
TEST(BaselineRules, ATableThatLacksOnlyTheVersionIsNoDifference) {
  SchemaTable wanted;
  wanted.name = "t";
  wanted.columns = {{"id", "x", "", true, false}, {"row_version", "y", "", true, false}};
  SchemaTable found = wanted;
  found.columns.pop_back();
  const Comparison comparison = compare({wanted}, {found}, [](std::string_view, std::string_view) { return TypeFit{}; });
  EXPECT_TRUE(comparison.differences.empty());
  ASSERT_EQ(comparison.additions.size(), 1U);
  EXPECT_EQ(comparison.additions[0].sql, "ALTER TABLE \"t\" ADD COLUMN row_version y NOT NULL DEFAULT 1");
}

TEST(BaselineRules, AFunctionOfTwoTriggersIsMadeOnce) {
  SchemaTable wanted;
  wanted.name = "t";
  wanted.triggers = {{"a", "f", "make a"}, {"b", "f", "make b"}};
  SchemaTable found;
  found.name = "t";
  const Comparison comparison = compare({wanted}, {found}, [](std::string_view, std::string_view) { return TypeFit{}; });
  ASSERT_EQ(comparison.additions.size(), 3U);
  EXPECT_EQ(comparison.additions[0].sql, "f");
}

}  // namespace
}  // namespace ingot::rt::store
