#include "tests/postgres/databases.h"

#include <libpq-fe.h>
#include <signal.h>
#include <sqlite3.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <stdexcept>

#include "store/database.hpp"
#include "tests/support/folder.h"
#include "tests/support/postgres.h"

namespace ingot::test {
namespace {

// Not what remembers and keeps.
const std::string kOurs = "t.name NOT GLOB 'ingot_[mkc]*' AND t.name NOT GLOB 'sqlite_*'";

class Sqlite : public TriedDatabase {
 public:
  explicit Sqlite(const FileImage& image = {}) { Open(image); }
  ~Sqlite() override { sqlite3_close(connection_); }

  auto Dialect() const -> std::string override { return "sqlite"; }
  auto Url() const -> std::string override { return "sqlite:" + Path(); }

  void Clear() override {
    sqlite3_close(connection_);
    std::filesystem::remove_all(folder_.path() + "/" + std::to_string(opened_));
    Open();
  }

  auto Apply(const std::string& sql) -> std::string override {
    Run("PRAGMA foreign_keys = OFF");
    std::string error = Run("BEGIN");
    if (error.empty()) error = Run(sql);
    if (error.empty() && !Query("PRAGMA foreign_key_check").empty()) error = "a reference is broken";
    Run(error.empty() ? "COMMIT" : "ROLLBACK");
    Run("PRAGMA foreign_keys = ON");
    return error;
  }

  auto Query(const std::string& sql) -> std::string override {
    std::string rows;
    const auto add = [](void* to, int count, char** values, char**) {
      auto& text = *static_cast<std::string*>(to);
      for (int i = 0; i < count; ++i) text += std::string(i == 0 ? "" : "|") + (values[i] == nullptr ? "" : values[i]);
      text += "\n";
      return 0;
    };
    char* error = nullptr;
    if (sqlite3_exec(connection_, sql.c_str(), add, &rows, &error) != SQLITE_OK) throw std::runtime_error(error);
    return rows;
  }

  auto Schema() -> std::string override {
    return Query("SELECT t.name, c.name, c.type, c.\"notnull\" FROM sqlite_schema t, pragma_table_info(t.name) c WHERE t.type = 'table' AND " + kOurs + " ORDER BY 1, 2") +
           Query("SELECT t.name, f.\"from\", f.\"table\", f.on_delete FROM sqlite_schema t, pragma_foreign_key_list(t.name) f ORDER BY 1, 2") +
           Query("SELECT name, replace(sql, '\"', '') FROM sqlite_schema t WHERE type IN ('index', 'trigger') AND sql IS NOT NULL ORDER BY 1");
  }

 private:
  auto Path() const -> std::string { return folder_.path() + "/" + std::to_string(opened_) + "/app.db"; }
  void Open(const FileImage& image = {}) {
    std::filesystem::create_directory(folder_.path() + "/" + std::to_string(++opened_));
    for (const auto& [end, bytes] : image) WriteFile(Path() + end, bytes);
    sqlite3_open(Path().c_str(), &connection_);
    Run("PRAGMA synchronous = OFF");
  }
  auto Run(const std::string& sql) -> std::string {
    char* error = nullptr;
    if (sqlite3_exec(connection_, sql.c_str(), nullptr, nullptr, &error) == SQLITE_OK) return {};
    std::string text = error;
    sqlite3_free(error);
    return text;
  }

  TemporaryFolder folder_;
  int opened_ = 0;
  sqlite3* connection_ = nullptr;
};

class OfPostgres : public TriedDatabase {
 public:
  auto Dialect() const -> std::string override { return "postgres"; }
  // Over the socket, where there is no password to be proved: a migration makes several connections.
  auto Url() const -> std::string override { return server_.SocketUrl(database_); }

  void Clear() override {
    Query("SET client_min_messages = error; DROP SCHEMA IF EXISTS public_v2 CASCADE; DROP SCHEMA public CASCADE; CREATE SCHEMA public");
  }

  // Statements that are sent together are one transaction.
  auto Apply(const std::string& sql) -> std::string override {
    std::string rows;
    return Run(sql, rows);
  }

  auto Query(const std::string& sql) -> std::string override {
    std::string rows;
    const std::string error = Run(sql, rows);
    if (!error.empty()) throw std::runtime_error(error);
    return rows;
  }

  auto Schema() -> std::string override {
    return Query(R"(
      SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod), l.collname, a.attnotnull, pg_get_expr(d.adbin, d.adrelid)
      FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
      JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname LIKE 'public%'
      LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum LEFT JOIN pg_collation l ON l.oid = a.attcollation
      WHERE c.relkind IN ('r', 'v') AND c.relname !~ '^ingot_[mk]' ORDER BY 1, 2;
      SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND conrelid::regclass::text !~ '^ingot_[mk]' ORDER BY 1, 2;
      SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename !~ '^ingot_[mk]' ORDER BY 1;
      SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1;
      SELECT proname, prosrc FROM pg_proc WHERE pronamespace = 'public'::regnamespace ORDER BY 1;)");
  }

 private:
  struct Finish {
    void operator()(PGconn* connection) const { PQfinish(connection); }
    void operator()(PGresult* result) const { PQclear(result); }
  };

  // One connection for all of them, which forgets what was set.
  auto Run(const std::string& sql, std::string& rows) -> std::string {
    if (connection_ == nullptr || PQstatus(connection_.get()) != CONNECTION_OK) connection_.reset(PQconnectdb(Url().c_str()));
    const std::unique_ptr<PGresult, Finish> forgotten(PQexec(connection_.get(), "DISCARD ALL"));
    std::string error;
    if (PQsendQuery(connection_.get(), sql.c_str()) != 1) error = PQerrorMessage(connection_.get());
    while (const auto result = std::unique_ptr<PGresult, Finish>(PQgetResult(connection_.get()))) {
      const ExecStatusType status = PQresultStatus(result.get());
      if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK && status != PGRES_EMPTY_QUERY) error += PQresultErrorMessage(result.get());
      for (int row = 0; row < PQntuples(result.get()); ++row) {
        for (int i = 0; i < PQnfields(result.get()); ++i) rows += std::string(i == 0 ? "" : "|") + PQgetvalue(result.get(), row, i);
        rows += "\n";
      }
    }
    return error;
  }

  Postgres& server_ = Postgres::Shared();
  std::string database_ = server_.NewDatabase();
  std::unique_ptr<PGconn, Finish> connection_;
};

}  // namespace

namespace {

enum class Way { open, finished, down };

using rt::store::MigrationListener;
void SayNothing(const std::string&) {}

// `say` hears each step before it is done.
auto Move(TriedDatabase& database, const std::vector<Migration>& migrations, Way way, const MigrationListener& say = SayNothing, bool synced = false) -> std::string {
  using Reach = rt::store::Migrator::Reach;
  std::vector<rt::Migration> known;
  for (const Migration& each : migrations) {
    if (each.texts.empty()) continue;
    known.push_back({each.name, {each.texts.at("sqlite.up"), each.texts.at("sqlite.down")}, {each.texts.at("postgres.up"), each.texts.at("postgres.down")}});
  }
  rt::store::Options options;
  options.url = database.Url();
  options.syncFull = synced;
  try {
    const auto store = rt::store::open(options);
    const auto migrator = store->migrator(known, say);
    way == Way::down ? migrator->down(1) : migrator->up(way == Way::open ? Reach::open : Reach::finished);
    return "";
  } catch (const std::exception& error) {
    return error.what();
  }
}

// Does the process end by itself, before it says its n-th line?
auto Survives(TriedDatabase& database, const std::vector<Migration>& migrations, Way way, int line) -> bool {
  const pid_t child = ::fork();
  if (child == 0) {
    const std::string error = Move(database, migrations, way, [&](const std::string&) {
      if (--line <= 0) ::kill(::getpid(), SIGKILL);
    });
    ::_exit(error.empty() ? 0 : 1);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  if (WIFEXITED(status) && WEXITSTATUS(status) != 0) throw std::runtime_error("a migration went not on after a kill");
  return WIFEXITED(status);
}

auto MoveThroughKills(TriedDatabase& database, const std::vector<Migration>& migrations, Way way) -> int {
  int kills = 0;
  while (!Survives(database, migrations, way, 2)) ++kills;
  return kills;
}

}  // namespace

auto Up(TriedDatabase& database, const std::vector<Migration>& migrations, bool synced) -> std::string {
  return Move(database, migrations, Way::finished, SayNothing, synced);
}
auto Down(TriedDatabase& database, const std::vector<Migration>& migrations, bool synced) -> std::string {
  return Move(database, migrations, Way::down, SayNothing, synced);
}
auto Open(TriedDatabase& database, const std::vector<Migration>& migrations) -> std::string { return Move(database, migrations, Way::open); }

auto UpThroughKills(TriedDatabase& database, const std::vector<Migration>& migrations) -> int { return MoveThroughKills(database, migrations, Way::finished); }
auto DownThroughKills(TriedDatabase& database, const std::vector<Migration>& migrations) -> int { return MoveThroughKills(database, migrations, Way::down); }
void UpUntilKilled(TriedDatabase& database, const std::vector<Migration>& migrations, int steps) {
  (void)Survives(database, migrations, Way::finished, steps + 1);
}

auto NewSqlite() -> std::unique_ptr<TriedDatabase> { return std::make_unique<Sqlite>(); }
auto NewSqlite(const FileImage& image) -> std::unique_ptr<TriedDatabase> { return std::make_unique<Sqlite>(image); }

auto NewPostgres() -> std::unique_ptr<TriedDatabase> { return std::make_unique<OfPostgres>(); }

}  // namespace ingot::test
