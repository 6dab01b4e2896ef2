#include "store/sqlite/migrations.hpp"

#include <algorithm>
#include <chrono>
#include <stdexcept>
#include <utility>

#include "store/migration-lint.hpp"
#include "store/sqlite/catalog.hpp"

namespace ingot::rt::store::sqlite {
namespace {

constexpr std::string_view kTable =
    "CREATE TABLE IF NOT EXISTS ingot_migrations ("
    "name TEXT NOT NULL PRIMARY KEY, checksum TEXT NOT NULL, admits_previous INTEGER NOT NULL, applied_at INTEGER NOT NULL) STRICT";

// The last stamp of a row, see Connection::now.
constexpr std::string_view kClock = "CREATE TABLE IF NOT EXISTS ingot_clock (micros INTEGER NOT NULL) STRICT";
constexpr std::string_view kClockRow = "INSERT INTO ingot_clock (micros) SELECT 0 WHERE NOT EXISTS (SELECT 1 FROM ingot_clock)";

Timestamp systemNow() {
  using std::chrono::microseconds;
  return {
      std::chrono::duration_cast<microseconds>(std::chrono::system_clock::now().time_since_epoch()).count()};
}

const MigrationText& sqliteText(const Migration& migration) { return migration.sqlite; }

int stepsOf(const KnownMigration& migration) { return static_cast<int>(migration.script.up.size()); }

}  // namespace

Migrations::Migrations(const ConnectionOptions& options, std::span<const Migration> known)
    : connection_(options), migrations_(known), known_(readMigrations(known, sqliteText)) {}

void Migrations::prepare() {
  connection_.command(kTable);
  connection_.command(kClock);
  connection_.command(kClockRow);
}

void Migrations::record(const KnownMigration& migration) {
  connection_.command("UPDATE ingot_migrations SET admits_previous = 0");
  connection_.execute(Statement{"INSERT INTO ingot_migrations (name, checksum, admits_previous, applied_at) VALUES ($1, $2, $3, $4)"},
                      Params(migration.name, migration.checksum, migration.script.admitsPrevious(stepsOf(migration)), systemNow()));
}

bool Migrations::hasTable(std::string_view name) {
  bool found = false;
  connection_.run("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = $1", Params(name), [&](const Row&) { found = true; });
  return found;
}

std::vector<AppliedMigration> Migrations::recorded() {
  std::vector<AppliedMigration> applied;
  if (!hasTable("ingot_migrations")) return applied;
  connection_.run("SELECT name, checksum, admits_previous FROM ingot_migrations ORDER BY name", Params(), [&](const Row& row) {
    AppliedMigration& one = applied.emplace_back();
    row.read(one.name, one.checksum, one.admitsPrevious);
  });
  for (std::size_t i = 0; i < std::min(applied.size(), known_.size()); ++i) applied[i].position = applied[i].begun = applied[i].steps = stepsOf(known_[i]);
  return applied;
}

std::vector<AppliedMigration> Migrations::history() {
  std::vector<AppliedMigration> applied = recorded();
  demandKnown(applied, known_);
  return applied;
}

// There is no other program, so that all is done at once.
void Migrations::up(Reach) {
  prepare();
  for (std::size_t i = history().size(); i < known_.size(); ++i) perform(known_[i], true, [&] { record(known_[i]); });
}

std::vector<PlannedStep> Migrations::plan(Reach) { return planUp(history(), known_, true); }

std::vector<MigrationAnswer> Migrations::lint() {
  connection_.command("BEGIN");
  const auto answers = answersOf(history(), known_, [this](const std::string& sql) { return count(sql); });
  connection_.rollback();
  return answers;
}

std::int64_t Migrations::count(const std::string& sql) {
  std::int64_t rows = 0;
  connection_.run(sql, Params(), [&](const Row& row) { row.read(rows); });
  return rows;
}

void Migrations::down(std::size_t count) {
  const std::size_t all = recordedCount();
  downTo(all - std::min(all, count));
}

std::size_t Migrations::recordedCount() {
  prepare();
  return history().size();
}

void Migrations::downTo(std::size_t kept) {
  prepare();
  for (std::vector<AppliedMigration> applied = history(); applied.size() > kept; applied = history()) {
    demandWayDown(applied, known_);
    const KnownMigration& migration = known_[applied.size() - 1];
    perform(migration, false, [&] { connection_.execute(Statement{"DELETE FROM ingot_migrations WHERE name = $1"}, Params(migration.name)); });
  }
}

std::vector<MigrationStatus> Migrations::status() { return statusOf(history(), known_, false); }

Schema Migrations::wanted(std::size_t count) const {
  Migrations tried({":memory:"}, migrations_.first(count));
  tried.up(Reach::finished);
  return readSchema(tried.connection_);
}

BaselineReport Migrations::drift() {
  return driftOf(compare(wanted(std::min(history().size(), known_.size())), readSchema(connection_), fitOf));
}

BaselineReport Migrations::baseline() {
  const Schema made = wanted(known_.size());
  connection_.command("BEGIN IMMEDIATE");
  try {
    BaselineReport report = adopt(made);
    report.differences.empty() ? connection_.command("COMMIT") : connection_.rollback();
    return report;
  } catch (...) {
    connection_.rollback();
    throw;
  }
}

BaselineReport Migrations::adopt(const Schema& wanted) {
  demandNoHistory(history().size());
  const Schema found = readSchema(connection_);
  Comparison comparison = compare(wanted, found, fitOf);
  for (Difference& each : strangeRows(connection_, wanted, found)) comparison.differences.push_back(std::move(each));
  const BaselineReport report = reportOf(comparison, known_);
  if (!report.differences.empty()) return report;
  for (const Addition& each : comparison.additions) connection_.script(each.sql);
  prepare();
  for (const KnownMigration& migration : known_) record(migration);
  return report;
}

std::vector<KeptTable> Migrations::kept() {
  std::vector<KeptTable> tables;
  connection_.run("SELECT name FROM sqlite_schema WHERE type = 'table' AND name LIKE 'ingot!_kept!_%' ESCAPE '!' ORDER BY name", Params(),
                  [&](const Row& row) { row.read(tables.emplace_back().name); });
  for (KeptTable& table : tables)
    connection_.run("SELECT count(*) FROM " + quotedName(table.name), Params(), [&](const Row& row) { row.read(table.rows); });
  return tables;
}

std::vector<KeptTable> Migrations::forget() {
  std::vector<KeptTable> tables = kept();
  for (const KeptTable& table : tables) connection_.script("DROP TABLE " + quotedName(table.name));
  return tables;
}

void Migrations::perform(const KnownMigration& migration, bool up, FunctionRef<void()> record) {
  // Rebuilding a table drops what others refer to; SQLite ignores the switch inside a transaction.
  connection_.script("PRAGMA foreign_keys = OFF");
  connection_.command("BEGIN IMMEDIATE");
  int number = 1;
  try {
    for (const MigrationStep& step : up ? migration.script.up : migration.script.down) {
      number = step.number;
      if (!step.condition.empty() && !hasTable(step.condition)) continue;
      connection_.script(step.sql);
      if (!connection_.inTransaction()) throw std::runtime_error("it ends the transaction that it runs in");
    }
    record();
    checkForeignKeys();
    connection_.command("COMMIT");
  } catch (const std::exception& error) {
    connection_.rollback();
    const bool asks = up && number <= stepsOf(migration);
    const MigrationStep nothing{};
    const MigrationStep& step = asks ? migration.script.up[static_cast<std::size_t>(number - 1)] : nothing;
    migrationFailed(migration, number, up, error.what() + inTheWay(step, migration.script, [this](const std::string& sql) { return count(sql); }));
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
