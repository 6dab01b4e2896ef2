#include "store/postgres/migrations.hpp"

#include <algorithm>
#include <stdexcept>

#include "store/postgres/catalog.hpp"

namespace ingot::rt::store::postgres {
namespace {

constexpr std::string_view kTable =
    "CREATE TABLE IF NOT EXISTS ingot_migrations (name text NOT NULL PRIMARY KEY, checksum text NOT NULL, "
    "applied_at timestamptz NOT NULL DEFAULT now())";

// For the time of a transaction, so that it works through a pooler too; one for each schema.
constexpr std::string_view kLock =
    "SELECT pg_advisory_xact_lock(hashtextextended('ingot_migrations ' || current_schema(), 0))";

// Where the migrations are tried out.
constexpr std::string_view kTried = "ingot_baseline";

const MigrationText& textOf(const Migration& migration) { return migration.postgres; }

// A migration takes its time, and so may those that wait for it.
ConnectOptions patient(ConnectOptions options) {
  options.statementTimeoutMs = 0;
  return options;
}

// The statements of `sql` as one, which can neither end the transaction nor be cut short.
std::string asOne(std::string_view sql) {
  const auto quoted = [](std::string_view text) {
    std::string literal = "E'";
    for (const char c : text) literal += c == '\'' || c == '\\' ? std::string(2, c) : std::string(1, c);
    return literal + "'";
  };
  return "DO " + quoted("BEGIN EXECUTE " + quoted(sql) + "; END");
}

}  // namespace

Migrations::Migrations(const ConnectOptions& options, std::span<const Migration> known)
    : carrier_(patient(options)), known_(known) {}

void Migrations::execute(std::string_view sql, const Params& params) {
  session_.run(sql, params, [](const Row&) {}, nullptr, {});
}

void Migrations::locked(FunctionRef<void(std::size_t)> work) {
  carrier_.script("BEGIN ISOLATION LEVEL READ COMMITTED");  // each statement sees what others did before it got the lock
  try {
    execute(kLock);
    work(applied());
    carrier_.script("COMMIT");
  } catch (...) {
    carrier_.disconnect();  // nothing of it stays
    throw;
  }
}

std::size_t Migrations::applied() {
  bool exists = false;
  session_.run("SELECT to_regclass('ingot_migrations') IS NOT NULL", Params(), [&](const Row& row) { row.read(exists); }, nullptr, {});
  if (!exists) return 0;
  std::vector<AppliedMigration> history;
  const auto keep = [&](const Row& row) {
    AppliedMigration& one = history.emplace_back();
    row.read(one.name, one.checksum);
  };
  session_.run("SELECT name, checksum FROM ingot_migrations ORDER BY name COLLATE \"C\"", Params(), keep, nullptr, {});
  demandKnown(history, known_, textOf);
  return history.size();
}

// Another instance may be at it too: each step looks again what there is to do.
void Migrations::up() {
  bool more = true;
  while (more) {
    locked([&](std::size_t done) {
      more = done < known_.size();
      if (!more) return;
      const Migration& migration = known_[done];
      step(migration, "up", migration.postgres.up, [&] {
        if (done == 0) carrier_.script(std::string(kTable));
        record(migration);
      });
    });
  }
}

void Migrations::down(std::size_t steps) {
  for (std::size_t i = 0; i < steps; ++i) {
    locked([&](std::size_t done) {
      if (done == 0) return;
      const Migration& migration = known_[done - 1];
      demandWayDown(migration, migration.postgres);
      step(migration, "down", migration.postgres.down,
           [&] { execute("DELETE FROM ingot_migrations WHERE name = $1", Params(migration.name)); });
    });
  }
}

std::vector<MigrationStatus> Migrations::status() {
  std::vector<MigrationStatus> states;
  const std::size_t done = applied();
  for (const Migration& migration : known_) states.push_back({std::string(migration.name), states.size() < done});
  return states;
}

void Migrations::record(const Migration& migration) {
  const std::string checksum = checksumOf(migration.postgres);
  execute("INSERT INTO ingot_migrations (name, checksum) VALUES ($1, $2)", Params(migration.name, checksum));
}

BaselineReport Migrations::baseline() {
  BaselineReport report;
  locked([&](std::size_t done) {
    demandNoHistory(done);
    report = adopt();
  });
  return report;
}

BaselineReport Migrations::adopt() {
  const Comparison comparison = compare(wanted(), readSchema(session_), fitOf);
  const BaselineReport report = reportOf(comparison, known_);
  if (!report.differences.empty()) return report;
  for (const Addition& each : comparison.additions) carrier_.script(each.sql);
  carrier_.script(std::string(kTable));
  for (const Migration& migration : known_) record(migration);
  return report;
}

Schema Migrations::wanted() {
  const std::string schema(kTried);
  carrier_.script("SAVEPOINT " + schema);
  try {
    carrier_.script("CREATE SCHEMA " + schema);
  } catch (const std::runtime_error& error) {
    throw std::runtime_error("the migrations cannot be tried out in a schema of their own: " + std::string(error.what()));
  }
  carrier_.script("SET LOCAL search_path = " + schema);
  for (const Migration& migration : known_) step(migration, "up", asOne(migration.postgres.up), [] {});
  Schema made = readSchema(session_);
  carrier_.script("ROLLBACK TO SAVEPOINT " + schema);
  return made;
}

void Migrations::step(const Migration& migration, std::string_view direction, std::string_view sql,
                      FunctionRef<void()> record) {
  try {
    carrier_.script(std::string(sql));
    if (!carrier_.inTransaction()) throw std::runtime_error("it ends the transaction that it runs in");
    record();
  } catch (const std::exception& error) {
    stepFailed(migration, direction, error.what());
  }
}

}  // namespace ingot::rt::store::postgres
