#include "store/sqlite/migrations.hpp"

#include <algorithm>
#include <chrono>
#include <stdexcept>
#include <utility>

#include "store/sqlite/catalog.hpp"

namespace ingot::rt::store::sqlite {
namespace {

constexpr std::string_view kTable =
    "CREATE TABLE IF NOT EXISTS ingot_migrations ("
    "name TEXT NOT NULL PRIMARY KEY, checksum TEXT NOT NULL, applied_at INTEGER NOT NULL) STRICT";

// The last stamp of a row, see Connection::now.
constexpr std::string_view kClock = "CREATE TABLE IF NOT EXISTS ingot_clock (micros INTEGER NOT NULL) STRICT";
constexpr std::string_view kClockRow = "INSERT INTO ingot_clock (micros) SELECT 0 WHERE NOT EXISTS (SELECT 1 FROM ingot_clock)";

Timestamp systemNow() {
  using std::chrono::microseconds;
  return {
      std::chrono::duration_cast<microseconds>(std::chrono::system_clock::now().time_since_epoch()).count()};
}

const MigrationText& textOf(const Migration& migration) { return migration.sqlite; }

}  // namespace

Migrations::Migrations(const ConnectionOptions& options, std::span<const Migration> known)
    : connection_(options), known_(known) {}

void Migrations::prepare() {
  connection_.command(kTable);
  connection_.command(kClock);
  connection_.command(kClockRow);
}

void Migrations::record(const Migration& migration) {
  const std::string checksum = checksumOf(migration.sqlite);
  connection_.execute(Statement{"INSERT INTO ingot_migrations (name, checksum, applied_at) VALUES ($1, $2, $3)"},
                      Params(migration.name, checksum, systemNow()));
}

std::vector<AppliedMigration> Migrations::history() {
  std::vector<AppliedMigration> applied;
  connection_.run("SELECT name, checksum FROM ingot_migrations ORDER BY name", Params(), [&](const Row& row) {
    AppliedMigration& one = applied.emplace_back();
    row.read(one.name, one.checksum);
  });
  demandKnown(applied, known_, textOf);
  return applied;
}

void Migrations::up() {
  prepare();
  const std::size_t done = history().size();
  for (const Migration& migration : known_.subspan(done)) {
    step(migration, "up", migration.sqlite.up, [&] { record(migration); });
  }
}

void Migrations::down(std::size_t steps) {
  prepare();
  const std::size_t done = history().size();
  for (std::size_t i = 0; i < std::min(steps, done); ++i) {
    const Migration& migration = known_[done - 1 - i];
    demandWayDown(migration, migration.sqlite);
    step(migration, "down", migration.sqlite.down, [&] {
      connection_.execute(Statement{"DELETE FROM ingot_migrations WHERE name = $1"}, Params(migration.name));
    });
  }
}

std::vector<MigrationStatus> Migrations::status() {
  prepare();
  const std::size_t done = history().size();
  std::vector<MigrationStatus> states;
  for (const Migration& migration : known_)
    states.push_back({std::string(migration.name), states.size() < done});
  return states;
}

BaselineReport Migrations::baseline() {
  Migrations tried({":memory:"}, known_);
  tried.up();
  const Schema wanted = readSchema(tried.connection_);
  connection_.command("BEGIN IMMEDIATE");
  try {
    BaselineReport report = adopt(wanted);
    report.differences.empty() ? connection_.command("COMMIT") : connection_.rollback();
    return report;
  } catch (...) {
    connection_.rollback();
    throw;
  }
}

BaselineReport Migrations::adopt(const Schema& wanted) {
  bool remembers = false;
  connection_.run("SELECT 1 FROM sqlite_schema WHERE name = 'ingot_migrations'", Params(), [&](const Row&) { remembers = true; });
  demandNoHistory(remembers ? history().size() : 0);
  const Schema found = readSchema(connection_);
  Comparison comparison = compare(wanted, found, fitOf);
  for (Difference& each : strangeRows(connection_, wanted, found)) comparison.differences.push_back(std::move(each));
  const BaselineReport report = reportOf(comparison, known_);
  if (!report.differences.empty()) return report;
  for (const Addition& each : comparison.additions) connection_.script(each.sql);
  prepare();
  for (const Migration& migration : known_) record(migration);
  return report;
}

void Migrations::step(const Migration& migration, std::string_view what, std::string_view sql,
                      FunctionRef<void()> record) {
  // Rebuilding a table drops what others refer to; SQLite ignores the switch inside a transaction.
  connection_.script("PRAGMA foreign_keys = OFF");
  connection_.command("BEGIN IMMEDIATE");
  try {
    connection_.script(sql);
    if (!connection_.inTransaction()) throw std::runtime_error("it ends the transaction that it runs in");
    record();
    checkForeignKeys();
    connection_.command("COMMIT");
  } catch (const std::exception& error) {
    connection_.rollback();
    stepFailed(migration, what, error.what());
  }
  connection_.script("PRAGMA foreign_keys = ON");
}

void Migrations::checkForeignKeys() {
  std::string broken;
  connection_.run("SELECT \"table\", \"parent\" FROM pragma_foreign_key_check LIMIT 1", Params(),
                  [&](const Row& row) {
                    broken = "a row of " + std::string(row.text(0)) + " refers to a row of " +
                             std::string(row.text(1)) + " that does not exist";
                  });
  if (!broken.empty()) throw std::runtime_error(broken);
}

}  // namespace ingot::rt::store::sqlite
