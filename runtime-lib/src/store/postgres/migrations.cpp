#include "store/postgres/migrations.hpp"

#include <algorithm>
#include <chrono>
#include <stdexcept>
#include <thread>

#include <ingot/rt/types.hpp>

#include "store/migration-lint.hpp"
#include "store/postgres/catalog.hpp"
#include "store/postgres/errors.hpp"
#include "store/postgres/release-schema.hpp"

namespace ingot::rt::store::postgres {
namespace {

using Clock = std::chrono::steady_clock;

// As long as this a step may wait for a lock, and hold those up that come after it.
constexpr std::string_view kLockWait = "SET LOCAL lock_timeout = '50ms'";
constexpr std::string_view kQuestionTime = "SET LOCAL statement_timeout = '5min'";
constexpr std::chrono::milliseconds kLeastPause{100};
constexpr std::chrono::milliseconds kMostPause{2'000};
constexpr std::chrono::minutes kPatience{10};
constexpr std::chrono::seconds kSettling{10};
constexpr std::chrono::seconds kBetweenWords{5};

// Rows are locked for the time of a batch.
constexpr std::chrono::milliseconds kBatchTime{25};
constexpr std::int64_t kFirstBatch = 200;
constexpr std::int64_t kMostBatch = 20'000;

// Where the migrations are tried out.
constexpr std::string_view kTried = "ingot_baseline";

const MigrationText& postgresText(const Migration& migration) { return migration.postgres; }

// A migration takes its time, and so may those that wait for it. It sees the tables as they are, whatever release it belongs to.
ConnectOptions patient(ConnectOptions options) {
  options.statementTimeoutMs = 0;
  options.release = 0;
  options.patience = kPatienceAtStart;
  return options;
}

std::string replaced(std::string text, std::string_view what, std::string_view with) {
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size())) text.replace(at, what.size(), with);
  return text;
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

// Others hold what it wants: as a script is told, and as a statement of a session is.
bool isLocked(const std::exception& error) {
  if (const auto* script = dynamic_cast<const ScriptError*>(&error)) return script->state() == "55P03" || script->state() == "40P01";
  const auto* failure = dynamic_cast<const Failure*>(&error);
  return dynamic_cast<const Contention*>(&error) != nullptr || (failure != nullptr && failure->code() == "busy");
}

// What the server is still at for a process that was killed may be the same index.
bool meetsAnother(const ScriptError& error) {
  return error.state() == "XX000" && std::string_view(error.what()).find("tuple concurrently") != std::string_view::npos;
}

std::int64_t microsSince(Clock::time_point began) {
  return std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - began).count();
}

std::string nameOf(const MigrationMove& move, const KnownMigration& migration) {
  return "migration " + std::string(migration.name) + ", step " + std::to_string(move.step) + " of " + std::to_string(migration.script.up.size());
}

}  // namespace

Migrations::Migrations(const ConnectOptions& options, std::span<const Migration> known, MigrationListener say)
    : options_(patient(options)), say_(std::move(say)), carrier_(options_), known_(readMigrations(known, postgresText)) {
  for (const KnownMigration& each : known_) {
    const auto& down = each.script.down;
    if (!down.empty() && down.front().number > static_cast<int>(each.script.up.size()))
      throw std::runtime_error("the migration " + std::string(each.name) + " cannot be read: its way down undoes a step that its way up does not have");
  }
}

std::vector<AppliedMigration> Migrations::history() {
  std::vector<AppliedMigration> applied = record_.history();
  demandKnown(applied, known_);
  return applied;
}

// Another instance may be at it too: who has the lock looks again what there is to do.
void Migrations::up(Reach reach) {
  const bool finished = reach == Reach::finished;
  const auto needed = [&](MigrationRecord& record) {
    const std::vector<AppliedMigration> applied = record.history();
    demandKnown(applied, known_);
    return nextUp(applied, known_, finished).has_value();
  };
  if (!needed(record_)) return;
  carrier_.disconnect();  // while it waits: there may be more that do than connections
  MigrationLock lock(options_, say_, [&](BlockingCarrier& carrier) {
    MigrationRecord record(carrier);
    return needed(record);
  });
  if (!lock.held()) return;
  while (const auto move = nextUp(history(), known_, finished)) {
    lock.demand();
    perform(*move, true);
  }
}

std::vector<PlannedStep> Migrations::plan(Reach reach) {
  std::vector<PlannedStep> plan = planUp(history(), known_, reach == Reach::finished);
  for (PlannedStep& step : plan) {
    step.sql = forRelease(std::move(step.sql), step.migration);
    const std::string table = rowsOf(step);
    if (table.empty()) continue;
    // As a name is written in SQL; a table that comes with an earlier step has no rows.
    session_.run("SELECT coalesce((SELECT reltuples::bigint FROM pg_class WHERE oid = to_regclass($1)), 0)", Params(table),
                 [&](const Row& row) { row.read(step.rows); }, nullptr, {});
  }
  return plan;
}

// Reads take their time here, and nobody waits for them.
std::vector<MigrationAnswer> Migrations::lint() {
  carrier_.script("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
  carrier_.script(std::string(kQuestionTime));
  auto answers = answersOf(history(), known_, [this](const std::string& sql) {
    carrier_.script("SAVEPOINT ingot_question");
    try {
      return count(sql);
    } catch (...) {
      carrier_.script("ROLLBACK TO SAVEPOINT ingot_question");
      throw;
    }
  });
  carrier_.script("ROLLBACK");
  return answers;
}

std::int64_t Migrations::count(const std::string& sql) {
  std::int64_t rows = 0;
  session_.run(sql, Params(), [&](const Row& row) { row.read(rows); }, nullptr, {});
  return rows;
}

void Migrations::down(std::size_t count) {
  MigrationLock lock(options_, say_);
  const std::size_t all = history().size();
  takeBack(lock, all - std::min(all, count));
}

void Migrations::downTo(std::size_t kept) {
  MigrationLock lock(options_, say_);
  takeBack(lock, kept);
}

std::size_t Migrations::recordedCount() { return history().size(); }

void Migrations::takeBack(MigrationLock& lock, std::size_t kept) {
  for (std::size_t last = history().size(); last > kept; last = history().size()) {
    demandWayDown(history(), known_);
    while (const auto move = nextDown(history(), last - 1)) {
      lock.demand();
      perform(*move, false);
    }
  }
}

void Migrations::perform(const MigrationMove& move, bool up) {
  const KnownMigration& migration = known_[move.migration];
  const std::vector<AppliedMigration> applied = record_.history();
  bool recorded = applied.size() > move.migration;
  const int from = recorded ? applied[move.migration].position : 0;
  const int to = up ? move.step : move.step - 1;
  const MigrationStep nothing{};
  const MigrationStep* const undoing = migration.script.undoing(move.step);
  const MigrationStep& step = up ? migration.script.up[static_cast<std::size_t>(move.step - 1)] : undoing != nullptr ? *undoing : nothing;
  const auto began = Clock::now();
  try {
    if (!recorded && step.mode != MigrationStep::Mode::transaction) {
      transact([&] { record_.begin(migration); });
      recorded = true;
    }
    if (migration.script.up.size() > 1) say_(nameOf(move, migration) + (step.about.empty() ? "" : ": " + step.about));
    run(step, migration, to, [&](std::int64_t rows) {
      if (!recorded) record_.begin(migration);
      record_.moved(migration, from, to, migration.script.admitsPrevious(to), microsSince(began), rows);
      if (to == 0) record_.end(migration);
    });
  } catch (const std::exception& error) {
    stepFailed(migration, move.step, up, error.what() + inTheWay(step, migration.script, [this](const std::string& sql) { return count(sql); }));
  }
}

void Migrations::run(const MigrationStep& step, const KnownMigration& migration, int to, FunctionRef<void(std::int64_t)> record) {
  if (!meets(step)) return transact([&] { record(0); });
  if (step.mode == MigrationStep::Mode::concurrently) {
    runConcurrently(step, migration, to);
    return transact([&] { record(0); });
  }
  if (step.mode == MigrationStep::Mode::batches) {
    const std::int64_t rows = runBatches(step, migration);
    return transact([&] { record(rows); });
  }
  transact([&] {
    carrier_.script(forRelease(std::string(step.sql), migration.name));
    if (!carrier_.inTransaction()) throw std::runtime_error("it ends the transaction that it runs in");
    record(0);
  });
}

// What such a statement takes lets others read and write, so it may wait.
void Migrations::runConcurrently(const MigrationStep& step, const KnownMigration& migration, int to) {
  transact([&] { record_.begun(migration, to); });
  const auto until = Clock::now() + kSettling;
  while (true) {
    try {
      for (const std::string& statement : statementsOf(step.sql)) carrier_.script(statement);
      return;
    } catch (const ScriptError& error) {
      if (!meetsAnother(error) || Clock::now() > until) throw;
    }
    std::this_thread::sleep_for(kLeastPause);
  }
}

std::int64_t Migrations::runBatches(const MigrationStep& step, const KnownMigration& migration) {
  const std::string sql(step.sql);
  std::string cursor = record_.cursor(migration);
  std::int64_t size = kFirstBatch;
  std::int64_t changed = 0;
  bool clean = cursor.empty();  // a pass that was begun by another process counts for nothing
  auto words = Clock::now() + kBetweenWords;
  while (true) {
    MigrationBatch batch;
    const auto began = Clock::now();
    transact([&] {
      std::optional<std::string> last;
      const auto params = cursor.empty() ? Params(std::nullopt, size) : Params(cursor, size);
      session_.run(sql, params, [&](const Row& row) { row.read(last, batch.needed, batch.changed); }, nullptr, {});
      batch.last = last.value_or("");
      record_.setCursor(migration, batch.last);
    });
    changed += batch.changed;
    clean = clean && batch.needed == 0;
    if (batch.last.empty() && clean) return changed;
    if (batch.last.empty()) clean = true;  // the next pass begins
    cursor = batch.last;
    size = std::clamp(Clock::now() - began < kBatchTime ? size * 2 : size / 2, std::int64_t{1}, kMostBatch);
    if (Clock::now() < words) continue;
    say_("  " + std::to_string(changed) + " rows changed so far");
    words = Clock::now() + kBetweenWords;
  }
}

void Migrations::transact(FunctionRef<void()> work) {
  const auto began = Clock::now();
  auto words = began + kBetweenWords;
  auto pause = kLeastPause;
  while (true) {
    try {
      carrier_.script("BEGIN ISOLATION LEVEL READ COMMITTED");
      carrier_.script(std::string(kLockWait));
      work();
      carrier_.script("COMMIT");
      return;
    } catch (const std::exception& error) {
      carrier_.disconnect();  // nothing of it stays
      if (!isLocked(error) || Clock::now() - began > kPatience) throw;
    }
    if (Clock::now() >= words) {
      say_("  others hold the locks that it needs: trying again");
      words = Clock::now() + kBetweenWords;
    }
    std::this_thread::sleep_for(pause);
    pause = std::min(pause * 2, kMostPause);
  }
}

bool Migrations::meets(const MigrationStep& step) {
  if (step.condition.empty()) return true;
  bool exists = false;
  session_.run("SELECT to_regclass(quote_ident($1)) IS NOT NULL", Params(step.condition), [&](const Row& row) { row.read(exists); }, nullptr, {});
  return exists;
}

std::string Migrations::forRelease(std::string sql, std::string_view migration) {
  if (sql.find(kReleaseWord) == std::string::npos) return sql;
  return replaced(std::move(sql), kReleaseWord, releaseSchema(session_, releaseOf(migration)));
}

std::vector<MigrationStatus> Migrations::status() { return statusOf(history(), known_, true); }

BaselineReport Migrations::baseline() {
  BaselineReport report;
  MigrationLock lock(options_, say_);
  transact([&] {
    demandNoHistory(history().size());
    report = adopt();
  });
  return report;
}

BaselineReport Migrations::drift() {
  const std::vector<AppliedMigration> applied = history();
  BaselineReport report;
  try {
    carrier_.script("BEGIN");
    report = driftOf(compare(wanted(applied), readSchema(session_), fitOf));
  } catch (...) {
    carrier_.disconnect();
    throw;
  }
  carrier_.script("ROLLBACK");
  return report;
}

std::vector<PerformedStep> Migrations::log() { return record_.log(); }

std::vector<KeptTable> Migrations::kept() {
  std::vector<KeptTable> tables;
  session_.run("SELECT c.relname::text FROM pg_class c WHERE c.relkind = 'r' AND c.relname LIKE 'ingot\\_kept\\_%'"
               " AND c.relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = current_schema()) ORDER BY c.relname",
               Params(), [&](const Row& row) { row.read(tables.emplace_back().name); }, nullptr, {});
  for (KeptTable& table : tables)
    session_.run("SELECT count(*) FROM " + quotedName(table.name), Params(), [&](const Row& row) { row.read(table.rows); }, nullptr, {});
  return tables;
}

std::vector<KeptTable> Migrations::forget() {
  MigrationLock lock(options_, say_);
  std::vector<KeptTable> tables = kept();
  for (const KeptTable& table : tables) transact([&] { carrier_.script("DROP TABLE " + quotedName(table.name)); });
  return tables;
}

BaselineReport Migrations::adopt() {
  const Comparison comparison = compare(wanted(std::nullopt), readSchema(session_), fitOf);
  const BaselineReport report = reportOf(comparison, known_);
  if (!report.differences.empty()) return report;
  for (const Addition& each : comparison.additions) carrier_.script(each.sql);
  record_.prepare();
  for (const KnownMigration& migration : known_) record_.adopted(migration);
  return report;
}

Schema Migrations::wanted(const std::optional<std::vector<AppliedMigration>>& applied) {
  const std::string schema(kTried);
  carrier_.script("SAVEPOINT " + schema);
  try {
    carrier_.script("CREATE SCHEMA " + schema);
  } catch (const std::runtime_error& error) {
    throw std::runtime_error("the migrations cannot be tried out in a schema of their own: " + std::string(error.what()));
  }
  carrier_.script("SET LOCAL search_path = " + schema);
  for (std::size_t i = 0; i < known_.size(); ++i) {
    const int steps = static_cast<int>(known_[i].script.up.size());
    tryOut(known_[i], !applied ? steps : i < applied->size() ? (*applied)[i].position : 0);
  }
  Schema made = readSchema(session_);
  carrier_.script("ROLLBACK TO SAVEPOINT " + schema);
  return made;
}

void Migrations::tryOut(const KnownMigration& migration, int steps) {
  for (const MigrationStep& step : migration.script.up) {
    if (step.number > steps) return;
    if (!step.condition.empty() || step.mode == MigrationStep::Mode::batches) continue;  // there are no rows
    std::string sql = forRelease(std::string(step.sql), migration.name);
    if (step.mode == MigrationStep::Mode::concurrently) sql = replaced(std::move(sql), " CONCURRENTLY", "");
    try {
      carrier_.script(asOne(sql));
    } catch (const std::runtime_error& error) {
      stepFailed(migration, step.number, true, error.what());
    }
  }
}

}  // namespace ingot::rt::store::postgres
