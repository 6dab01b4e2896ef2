#include "store/postgres/migration-record.hpp"

#include <stdexcept>

namespace ingot::rt::store::postgres {
namespace {

constexpr std::string_view kTables =
    "CREATE TABLE IF NOT EXISTS ingot_migrations (name text COLLATE \"C\" NOT NULL PRIMARY KEY, checksum text NOT NULL, "
    "position integer NOT NULL, begun integer NOT NULL, steps integer NOT NULL, admits_previous boolean NOT NULL, cursor text, "
    "applied_at timestamptz NOT NULL DEFAULT now());"
    "CREATE TABLE IF NOT EXISTS ingot_migration_log (at timestamptz NOT NULL DEFAULT clock_timestamp(), name text NOT NULL, "
    "moved_from integer NOT NULL, moved_to integer NOT NULL, took_micros bigint NOT NULL, rows_changed bigint NOT NULL)";

}  // namespace

std::vector<AppliedMigration> MigrationRecord::history() {
  bool exists = false;
  session_.run("SELECT to_regclass('ingot_migrations') IS NOT NULL", Params(), [&](const Row& row) { row.read(exists); }, nullptr, {});
  std::vector<AppliedMigration> applied;
  if (!exists) return applied;
  const auto keep = [&](const Row& row) {
    AppliedMigration& one = applied.emplace_back();
    std::int64_t position = 0;
    std::int64_t begun = 0;
    std::int64_t steps = 0;
    row.read(one.name, one.checksum, position, begun, steps, one.admitsPrevious);
    one.position = static_cast<int>(position);
    one.begun = static_cast<int>(begun);
    one.steps = static_cast<int>(steps);
  };
  session_.run("SELECT name, checksum, position::bigint, begun::bigint, steps::bigint, admits_previous FROM ingot_migrations ORDER BY name", Params(), keep,
               nullptr, {});
  return applied;
}

std::vector<PerformedStep> MigrationRecord::log() {
  bool exists = false;
  session_.run("SELECT to_regclass('ingot_migration_log') IS NOT NULL", Params(), [&](const Row& row) { row.read(exists); }, nullptr, {});
  std::vector<PerformedStep> steps;
  if (!exists) return steps;
  const auto keep = [&](const Row& row) {
    PerformedStep& one = steps.emplace_back();
    std::int64_t from = 0;
    std::int64_t to = 0;
    row.read(one.at, one.migration, from, to, one.micros, one.rows);
    one.from = static_cast<int>(from);
    one.to = static_cast<int>(to);
  };
  session_.run("SELECT to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"'), name, moved_from::bigint, moved_to::bigint, took_micros, rows_changed"
               " FROM ingot_migration_log ORDER BY ingot_migration_log.at, ctid", Params(), keep, nullptr, {});
  return steps;
}

void MigrationRecord::prepare() { carrier_.script(std::string(kTables)); }

void MigrationRecord::begin(const KnownMigration& migration) {
  prepare();
  carrier_.script("UPDATE ingot_migrations SET admits_previous = false WHERE admits_previous");
  change("INSERT INTO ingot_migrations (name, checksum, position, begun, steps, admits_previous) VALUES ($1, $2, 0, 0, $3, $4)",
         Params(migration.name, migration.checksum, static_cast<std::int64_t>(migration.script.up.size()), migration.script.admitsPrevious(0)));
}

void MigrationRecord::end(const KnownMigration& migration) {
  change("DELETE FROM ingot_migrations WHERE name = $1 AND position = 0", Params(migration.name));
}

void MigrationRecord::moved(const KnownMigration& migration, int from, int to, bool admits, std::int64_t took, std::int64_t rows) {
  const auto former = static_cast<std::int64_t>(from);
  const auto now = static_cast<std::int64_t>(to);
  change("UPDATE ingot_migrations SET position = $3, begun = $3, admits_previous = $4, cursor = NULL, applied_at = now() WHERE name = $1 AND position = $2",
         Params(migration.name, former, now, admits));
  change("INSERT INTO ingot_migration_log (name, moved_from, moved_to, took_micros, rows_changed) VALUES ($1, $2, $3, $4, $5)",
         Params(migration.name, former, now, took, rows));
}

void MigrationRecord::begun(const KnownMigration& migration, int step) {
  change("UPDATE ingot_migrations SET begun = $2 WHERE name = $1", Params(migration.name, static_cast<std::int64_t>(step)));
}

void MigrationRecord::adopted(const KnownMigration& migration) {
  const auto steps = static_cast<std::int64_t>(migration.script.up.size());
  change("INSERT INTO ingot_migrations (name, checksum, position, begun, steps, admits_previous) VALUES ($1, $2, $3, $3, $3, false)",
         Params(migration.name, migration.checksum, steps));
}

std::string MigrationRecord::cursor(const KnownMigration& migration) {
  std::optional<std::string> cursor;
  session_.run("SELECT cursor FROM ingot_migrations WHERE name = $1", Params(migration.name), [&](const Row& row) { row.read(cursor); }, nullptr, {});
  return cursor.value_or("");
}

void MigrationRecord::setCursor(const KnownMigration& migration, const std::string& cursor) {
  change("UPDATE ingot_migrations SET cursor = $2 WHERE name = $1", Params(migration.name, cursor));
}

void MigrationRecord::change(std::string_view sql, const Params& params) {
  if (session_.run(sql, params, [](const Row&) {}, nullptr, {}) != 1) throw std::runtime_error("another process is at the migrations of this database");
}

}  // namespace ingot::rt::store::postgres
