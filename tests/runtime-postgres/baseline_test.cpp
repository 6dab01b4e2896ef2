// Adopting tables that were there before: what may differ, what may not, and what is done.
#include <gmock/gmock.h>

#include <thread>

#include "store/database.hpp"
#include "tests/support/folder.h"
#include "tests/support/postgres.h"
#include "tests/support/migrate.h"

namespace ingot::rt::store {
namespace {

using ::ingot::test::Postgres;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

const std::string kTables =
    "CREATE TABLE teams (id uuid NOT NULL CONSTRAINT teams_pkey PRIMARY KEY, name text COLLATE \"C\" NOT NULL, row_version bigint NOT NULL "
    "DEFAULT 1); CREATE UNIQUE INDEX teams_name_key ON teams (name);\n"
    "CREATE TABLE players (id uuid NOT NULL CONSTRAINT players_pkey PRIMARY KEY, team_id uuid, coach_id uuid, name text COLLATE \"C\" NOT NULL, "
    "number bigint NOT NULL, wage numeric(10, 2), ratio double precision, extra json, born timestamptz, \"order\" bigint, updated_at timestamptz "
    "NOT NULL, row_version bigint NOT NULL DEFAULT 1,"
    " CONSTRAINT players_team_id_fkey FOREIGN KEY (team_id) REFERENCES teams (id) ON DELETE SET NULL,"
    " CONSTRAINT players_coach_id_fkey FOREIGN KEY (coach_id) REFERENCES players (id) ON DELETE RESTRICT);\n"
    "CREATE UNIQUE INDEX players_team_id_number_key ON players (team_id, number);\n"
    "CREATE INDEX players_name_idx ON players (name);\n";
const std::string kTrigger =
    "CREATE FUNCTION players_team_id_released() RETURNS trigger LANGUAGE plpgsql AS $$\n"
    "BEGIN\n  NEW.row_version := OLD.row_version + 1;\n  NEW.updated_at := clock_timestamp();\n  RETURN NEW;\nEND\n$$;\n"
    "CREATE TRIGGER players_team_id_released BEFORE UPDATE OF team_id ON players FOR EACH ROW\n"
    "WHEN (NEW.team_id IS NULL AND OLD.team_id IS NOT NULL AND NEW.row_version = OLD.row_version)\n"
    "EXECUTE FUNCTION players_team_id_released();\n";
const std::string kSecond = "ALTER TABLE teams ADD COLUMN motto text COLLATE \"C\";\n";
const std::string kFirst = kTables + kTrigger;
const Migration kMigrations[] = {{"0001_initial", {}, {kFirst, "DROP TABLE players; DROP TABLE teams;"}},
                                 {"0002_mottos", {}, {kSecond, "ALTER TABLE teams DROP COLUMN motto;"}}};

class PgBaseline : public ::testing::Test {
 protected:
  void SetUp() override {
    if (const std::string why = Postgres::Missing(); !why.empty()) GTEST_SKIP() << why;
    name_ = Postgres::Shared().NewDatabase();
  }

  std::string sql(const std::string& text) {
    const ingot::test::Outcome outcome = Postgres::Shared().Run(name_, text);
    EXPECT_EQ(outcome.code, 0) << outcome.output;
    return outcome.output;
  }
  // A database with these tables and no others.
  void tables(const std::string& text) { sql("DROP SCHEMA public CASCADE; CREATE SCHEMA public;" + text); }
  std::unique_ptr<Database> open() {
    Options options;
    options.url = Postgres::Shared().Url(name_);
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
  // Everything that a baseline could change.
  std::string everything() {
    return sql("SELECT n.nspname, c.relname, a.attname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON "
               "a.attrelid = c.oid WHERE n.nspname <> 'information_schema' AND n.nspname NOT LIKE 'pg\\_%' ORDER BY 1, 2, 3;"
               "SELECT nspname FROM pg_namespace WHERE nspname LIKE 'ingot%'; SELECT tgname FROM pg_trigger; "
               "SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace;");
  }

  std::string name_;
};

TEST_F(PgBaseline, TablesThatAreTheSameAreAdopted) {
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

TEST_F(PgBaseline, AddsWhatOnlyTheServiceKnowsOf) {
  tables(kTables + kSecond);
  sql("ALTER TABLE teams DROP COLUMN row_version; ALTER TABLE players DROP COLUMN row_version;"
      "INSERT INTO teams VALUES ('00000000-0000-0000-0000-000000000001', 'reds');"
      "INSERT INTO players (id, team_id, name, number, updated_at) VALUES ('00000000-0000-0000-0000-000000000002', "
      "'00000000-0000-0000-0000-000000000001', 'ann', 7, now())");
  const BaselineReport report = adopt();
  EXPECT_THAT(report.differences, IsEmpty());
  EXPECT_THAT(report.done, ElementsAre("added row_version to players", "made the trigger players_team_id_released on players",
                                       "added row_version to teams", "recorded 0001_initial as applied",
                                       "recorded 0002_mottos as applied"));
  sql("DELETE FROM teams");
  EXPECT_EQ(sql("SELECT team_id IS NULL, row_version FROM players"), "t|2\n");
  EXPECT_EQ(sql("SELECT count(*) FROM pg_namespace WHERE nspname = 'ingot_baseline'"), "0\n");
  test::migrateDown(*open(), kMigrations, 1);
}

struct Rule {
  std::string change;                    // of the tables as the migrations make them
  std::vector<std::string> differences;  // all of them
  std::string notice;                    // one of them; empty: there is none
};

const Rule kRules[] = {
    // Columns
    {"ALTER TABLE teams DROP COLUMN motto", {"teams.motto: wanted text, found no such column"}, ""},
    {"ALTER TABLE players ALTER name DROP NOT NULL", {"players.name: wanted text NOT NULL, found text"}, ""},
    {"ALTER TABLE players ALTER born SET NOT NULL",
     {"players.born: wanted timestamp with time zone, found timestamp with time zone NOT NULL"},
     ""},
    {"ALTER TABLE players ADD COLUMN note text NOT NULL",
     {"players.note: wanted no such column, or one that needs no value, found text NOT NULL without a default"},
     ""},
    {"ALTER TABLE players ADD COLUMN note text NOT NULL DEFAULT ''", {}, "players: note is a column that the service does not know"},
    {"ALTER TABLE players ADD COLUMN note int NOT NULL GENERATED BY DEFAULT AS IDENTITY", {}, "note is a column"},
    {"ALTER TABLE players ADD COLUMN twice bigint NOT NULL GENERATED ALWAYS AS (number * 2) STORED", {}, "twice is a column"},
    {"ALTER TABLE players ADD COLUMN note text", {}, "players: note is a column that the service does not know"},
    {"ALTER TABLE players DROP COLUMN \"order\"; ALTER TABLE players ADD COLUMN \"order\" bigint GENERATED ALWAYS AS (number) STORED",
     {"players.order: wanted bigint, found bigint GENERATED ALWAYS"},
     ""},
    // Types
    {"ALTER TABLE players ALTER number TYPE integer", {}, "players: number is integer, not bigint: larger numbers are refused"},
    {"ALTER TABLE players ALTER number TYPE smallint", {}, "larger numbers are refused"},
    {"ALTER TABLE players ALTER number TYPE text COLLATE \"C\"", {"players.number: wanted bigint NOT NULL, found text NOT NULL"}, ""},
    {"ALTER TABLE players ALTER number TYPE numeric(10)", {"players.number: wanted bigint NOT NULL, found numeric(10,0) NOT NULL"}, ""},
    {"ALTER TABLE players ALTER name TYPE varchar(200) COLLATE \"C\"", {}, "longer texts are refused"},
    {"ALTER TABLE players ALTER name TYPE varchar COLLATE \"C\"", {}, ""},
    {"ALTER TABLE players ALTER name TYPE char(20) COLLATE \"C\"", {"players.name: wanted text NOT NULL, found character(20) NOT NULL"}, ""},
    {"ALTER TABLE players ALTER name TYPE text", {}, "players: name has the collation default, not C: its texts are in another order"},
    {"CREATE COLLATION loose (provider = icu, locale = 'en-u-ks-level2', deterministic = false); ALTER TABLE players ALTER name TYPE text "
     "COLLATE loose",
     {"players.name: wanted text NOT NULL, found text COLLATE loose NOT NULL"},
     ""},
    {"ALTER TABLE players ALTER born TYPE timestamptz(3)", {}, "times are rounded"},
    {"ALTER TABLE players ALTER born TYPE timestamp",
     {"players.born: wanted timestamp with time zone, found timestamp without time zone"},
     ""},
    {"ALTER TABLE players ALTER wage TYPE numeric(8, 2)", {}, "larger numbers are refused"},
    {"ALTER TABLE players ALTER wage TYPE numeric(18, 2)", {}, ""},
    {"ALTER TABLE players ALTER wage TYPE numeric(19, 2)", {"players.wage: wanted numeric(10,2), found numeric(19,2)"}, ""},
    {"ALTER TABLE players ALTER wage TYPE numeric(10, 3)", {"players.wage: wanted numeric(10,2), found numeric(10,3)"}, ""},
    {"ALTER TABLE players ALTER wage TYPE numeric", {"players.wage: wanted numeric(10,2), found numeric"}, ""},
    {"ALTER TABLE players ALTER ratio TYPE real", {}, "numbers are rounded"},
    {"ALTER TABLE players ALTER extra TYPE jsonb USING extra::jsonb", {}, "does not keep the order of members"},
    {"ALTER TABLE players ALTER extra TYPE text COLLATE \"C\"", {"players.extra: wanted json, found text"}, ""},
    // Keys
    {"ALTER TABLE players DROP CONSTRAINT players_pkey CASCADE; CREATE UNIQUE INDEX u ON players (id)",
     {"players: wanted PRIMARY KEY (id), found no primary key",
      "players.coach_id: wanted FOREIGN KEY (coach_id) REFERENCES players (id) ON DELETE RESTRICT, found none"},
     ""},
    {"ALTER TABLE players RENAME CONSTRAINT players_pkey TO pk", {}, "its primary key is called pk, which the migrations call players_pkey"},
    {"DROP INDEX teams_name_key", {"teams: wanted UNIQUE (name), found none"}, ""},
    {"DROP INDEX teams_name_key; CREATE UNIQUE INDEX teams_name_key ON teams (name) WHERE name <> ''",
     {"teams: wanted UNIQUE (name), found none"},
     "UNIQUE (name) WHERE name <> ''::text is more than the service demands"},
    {"DROP INDEX teams_name_key; CREATE UNIQUE INDEX teams_name_key ON teams (lower(name))", {"teams: wanted UNIQUE (name), found none"}, "UNIQUE (lower(name))"},
    {"DROP INDEX teams_name_key; CREATE INDEX teams_name_key ON teams (name)", {"teams: wanted UNIQUE (name), found none"}, ""},
    {"DROP INDEX teams_name_key; ALTER TABLE teams ADD CONSTRAINT teams_name_key UNIQUE (name)",
     {},
     "teams: UNIQUE (name) is called the constraint teams_name_key, which the migrations call teams_name_key"},
    {"DROP INDEX teams_name_key; ALTER TABLE teams ADD CONSTRAINT teams_name_key UNIQUE (name) DEFERRABLE",
     {"teams: wanted UNIQUE (name), found none"},
     "UNIQUE (name) DEFERRABLE"},
    {"DROP INDEX players_team_id_number_key; CREATE UNIQUE INDEX players_team_id_number_key ON players (number, team_id)", {}, ""},
    {"CREATE UNIQUE INDEX motto ON teams (motto)", {}, "teams: UNIQUE (motto) is more than the service demands of its rows"},
    // References
    {"ALTER TABLE players DROP CONSTRAINT players_team_id_fkey",
     {"players.team_id: wanted FOREIGN KEY (team_id) REFERENCES teams (id) ON DELETE SET NULL, found none"},
     ""},
    {"ALTER TABLE players DROP CONSTRAINT players_team_id_fkey; ALTER TABLE players ADD CONSTRAINT players_team_id_fkey FOREIGN KEY "
     "(team_id) REFERENCES teams ON DELETE CASCADE",
     {"players.team_id: wanted FOREIGN KEY (team_id) REFERENCES teams (id) ON DELETE SET NULL, found ON DELETE CASCADE"},
     ""},
    {"ALTER TABLE players DROP CONSTRAINT players_coach_id_fkey; ALTER TABLE players ADD CONSTRAINT players_coach_id_fkey FOREIGN KEY "
     "(coach_id) REFERENCES players",
     {},
     ""},
    {"ALTER TABLE players DROP CONSTRAINT players_coach_id_fkey; ALTER TABLE players ADD CONSTRAINT players_coach_id_fkey FOREIGN KEY "
     "(coach_id) REFERENCES players DEFERRABLE",
     {"players.coach_id: wanted FOREIGN KEY (coach_id) REFERENCES players (id) ON DELETE RESTRICT, found ON DELETE NO ACTION DEFERRABLE"},
     ""},
    {"ALTER TABLE players DROP CONSTRAINT players_coach_id_fkey; ALTER TABLE players ADD CONSTRAINT players_coach_id_fkey FOREIGN KEY "
     "(coach_id) REFERENCES players NOT VALID",
     {"players.coach_id: wanted FOREIGN KEY (coach_id) REFERENCES players (id) ON DELETE RESTRICT, found ON DELETE NO ACTION NOT VALID"},
     ""},
    {"ALTER TABLE players DROP CONSTRAINT players_coach_id_fkey; ALTER TABLE players ADD CONSTRAINT players_coach_id_fkey FOREIGN KEY "
     "(coach_id) REFERENCES teams",
     {"players.coach_id: wanted FOREIGN KEY (coach_id) REFERENCES players (id) ON DELETE RESTRICT, found none"},
     "FOREIGN KEY (coach_id) REFERENCES teams (id) ON DELETE NO ACTION is more than"},
    {"ALTER TABLE players RENAME CONSTRAINT players_team_id_fkey TO team", {}, "FOREIGN KEY (team_id) is called team"},
    // Indexes
    {"DROP INDEX players_name_idx", {}, "an index on (name) is missing: reads by it will be slow"},
    {"ALTER INDEX players_name_idx RENAME TO by_name", {}, "an index on (name) is called by_name, which the migrations call players_name_idx"},
    {"DROP INDEX players_name_idx; CREATE INDEX players_name_idx ON players (name, number)", {}, ""},
    // Triggers
    {"CREATE OR REPLACE FUNCTION players_team_id_released() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$",
     {"players: wanted the trigger players_team_id_released as the migrations make it, found another trigger of this name"},
     ""},
    {"ALTER TABLE players DISABLE TRIGGER players_team_id_released",
     {"players: wanted the trigger players_team_id_released as the migrations make it, found another trigger of this name"},
     ""},
    {"CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$; CREATE TRIGGER touch BEFORE UPDATE ON teams "
     "FOR EACH ROW EXECUTE FUNCTION touch()",
     {},
     "teams: the service does not know the trigger touch"},
    // Tables
    {"DROP TABLE players", {"players: wanted a table, found no such table"}, ""},
    {"DROP TABLE players; CREATE VIEW players AS SELECT * FROM teams", {"players: wanted a table, found no such table"}, ""},
    {"CREATE TABLE others (x int)", {}, ""},
};

TEST_F(PgBaseline, EachRule) {
  for (const Rule& rule : kRules) {
    SCOPED_TRACE(rule.change);
    tables(kFirst + kSecond + rule.change);
    const std::string before = everything();
    const BaselineReport report = adopt();
    EXPECT_EQ(report.differences, rule.differences);
    if (rule.notice.empty()) {
      EXPECT_THAT(report.notices, IsEmpty());
    } else {
      EXPECT_THAT(report.notices, ::testing::Contains(HasSubstr(rule.notice)));
    }
    EXPECT_EQ(report.done.empty(), !rule.differences.empty());
    if (!rule.differences.empty()) {
      EXPECT_EQ(everything(), before);
    }
  }
}

TEST_F(PgBaseline, TellsAllDifferencesAtOnce) {
  tables("CREATE TABLE teams (id uuid PRIMARY KEY, name int NOT NULL, colour text NOT NULL)");
  const std::string before = everything();
  EXPECT_THAT(adopt().differences,
              UnorderedElementsAre("teams.name: wanted text NOT NULL, found integer NOT NULL", "teams.motto: wanted text, found no such column",
                                   HasSubstr("teams.colour: wanted no such column"), "teams: wanted UNIQUE (name), found none",
                                   "players: wanted a table, found no such table"));
  EXPECT_EQ(everything(), before);
}

TEST_F(PgBaseline, IsRefusedWhenThereIsNothingToAdopt) {
  tables("CREATE TABLE others (x int)");
  EXPECT_THAT(refusal(), HasSubstr("none of the tables that the migrations make is there: `migrate up` makes them"));
  test::migrateUp(*open(), std::span(kMigrations).first(1));
  const std::string before = everything();
  EXPECT_THAT(refusal(), HasSubstr("migrations recorded already"));
  EXPECT_EQ(everything(), before);
  sql("UPDATE ingot_migrations SET name = '0000_foreign'");
  EXPECT_THAT(refusal(), HasSubstr("0000_foreign, which this program does not know"));
}

TEST_F(PgBaseline, MigrationsDoNoHarmWhereTheyAreTried) {
  tables(kTables + "CREATE TABLE secrets (x int); INSERT INTO secrets VALUES (1)");
  const std::string before = everything();
  for (const std::string hostile : {"DROP TABLE secrets;", "COMMIT; DROP TABLE secrets;", "ROLLBACK; CREATE TABLE more (x int);",
                                    "SELECT 'it''s \\ ' || $$ $x$ $$; INSERT INTO nowhere VALUES (1);"}) {
    const Migration migrations[] = {kMigrations[0], {"0002_hostile", {}, {hostile, ""}}};
    EXPECT_THAT(refusal(migrations), HasSubstr("0002_hostile (up) failed and was undone")) << hostile;
    EXPECT_EQ(everything(), before);
  }
  EXPECT_EQ(sql("SELECT * FROM secrets"), "1\n");
}

TEST_F(PgBaseline, ARoleThatMayNotTryThemOutIsTold) {
  tables(kTables);
  sql("DROP ROLE IF EXISTS weak; CREATE ROLE weak LOGIN PASSWORD 'weak'; GRANT ALL ON SCHEMA public TO weak; "
      "GRANT ALL ON ALL TABLES IN SCHEMA public TO weak");
  Options options;
  options.url = "postgresql://weak:weak@127.0.0.1:" + std::to_string(Postgres::Shared().port()) + "/" + name_;
  try {
    (void)test::migrateBaseline(*store::open(options), kMigrations);
    ADD_FAILURE() << "it was let";
  } catch (const std::runtime_error& error) {
    EXPECT_THAT(error.what(), HasSubstr("cannot be tried out in a schema of their own: permission denied for database"));
  }
}

TEST_F(PgBaseline, OfTwoAtOnceOneWins) {
  tables(kTables + kSecond);
  sql("ALTER TABLE teams DROP COLUMN row_version");
  constexpr int kCount = 6;
  std::string said[kCount];
  std::vector<std::thread> threads;
  for (std::string& each : said) threads.emplace_back([&] { each = refusal(); });
  for (std::thread& each : threads) each.join();
  int won = 0;
  for (const std::string& each : said) {
    if (each.empty()) {
      ++won;
    } else {
      EXPECT_THAT(each, HasSubstr("migrations recorded already"));
    }
  }
  EXPECT_EQ(won, 1);
  EXPECT_EQ(sql("SELECT count(*) FROM ingot_migrations"), "2\n");
}

// Tables as people write them by hand, and what `ingot generate` makes of the sample that has the same.
TEST_F(PgBaseline, AdoptsTheTablesOfATracker) {
  tables(
      "create table users (id uuid primary key default gen_random_uuid(), name varchar(200) not null, email text not null unique,"
      " created_at timestamptz(3) not null default now(), updated_at timestamptz(3) not null default now());"
      "create table projects (id uuid primary key default gen_random_uuid(), name text not null, owner_id uuid not null references users,"
      " created_at timestamptz(3) not null default now(), updated_at timestamptz(3) not null default now());"
      "create table tasks (id uuid primary key default gen_random_uuid(), project_id uuid not null references projects, title text not null,"
      " description text, status text not null default 'todo' check (status in ('todo', 'doing', 'done')), priority int not null default 0,"
      " due_at timestamptz(3), created_at timestamptz(3) not null default now(), updated_at timestamptz(3) not null default now());"
      "create index tasks_by_project on tasks (project_id);"
      "insert into users (name, email) values ('Ann', 'ann@example.org')");
  const std::string folder = INGOT_SOURCE_DIR "/samples/tracker/expected/db/migrations/0001_initial.postgres";
  const std::string up = ingot::test::ReadFile(folder + ".up.sql");
  const std::string down = ingot::test::ReadFile(folder + ".down.sql");
  const Migration migrations[] = {{"0001_initial", {}, {up, down}}};
  const BaselineReport report = adopt(migrations);
  EXPECT_THAT(report.differences, IsEmpty());
  EXPECT_THAT(report.done, ElementsAre("added row_version to projects", "added row_version to tasks", "added row_version to users",
                                       "recorded 0001_initial as applied"));
  EXPECT_THAT(report.notices, AllOf(::testing::Contains(HasSubstr("projects: an index on (owner_id) is missing")),
                                    ::testing::Contains(HasSubstr("tasks: an index on (project_id) is called tasks_by_project")),
                                    ::testing::Contains(HasSubstr("tasks: priority is integer, not bigint: larger numbers are refused"))));
  EXPECT_EQ(sql("SELECT name, row_version FROM users"), "Ann|1\n");
  test::migrateDown(*open(), migrations, 1);
}

}  // namespace
}  // namespace ingot::rt::store
