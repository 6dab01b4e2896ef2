#include "service/migrate.hpp"

#include <algorithm>
#include <cstdio>
#include <string>

#include <ingot/rt/outbox.hpp>

#include "file/ledger.hpp"
#include "service/migrate-lint.hpp"
#include "store/migration-history.hpp"

namespace ingot::rt::service {
namespace {

using State = store::MigrationStatus::State;

void say(std::FILE* file, const std::string& line) { std::fprintf(file, "%s\n", line.c_str()); }

std::string_view wordOf(State state) {
  switch (state) {
    case State::pending: return "pending";
    case State::begun: return "begun";
    case State::open: return "open";
    case State::applied: return "applied";
    case State::unknown: break;
  }
  return "later";
}

std::string padded(std::string_view text) { return std::string(text) + std::string(9 - std::min<std::size_t>(text.size(), 8), ' '); }

std::string rowsOf(const store::KeptTable& table) { return table.name + ": " + std::to_string(table.rows) + (table.rows == 1 ? " row" : " rows"); }

MigrateOutcome printStatus(store::Migrator& migrator) {
  bool compares = false;  // the tables of a later release are not ours to judge
  for (const store::MigrationStatus& each : migrator.status()) {
    compares = each.state == State::unknown ? false : compares || each.state != State::pending;
    const bool partly = each.state == State::begun || each.state == State::open;
    say(stdout, padded(wordOf(each.state)) + each.name +
                    (partly ? " (step " + std::to_string(each.position) + " of " + std::to_string(each.steps) + ")" : std::string()));
  }
  for (const store::KeptTable& each : migrator.kept()) say(stdout, "kept     " + rowsOf(each));
  if (!compares) return MigrateOutcome::fine;
  const store::BaselineReport drift = migrator.drift();
  for (const std::string& each : drift.differences) say(stdout, "differs  " + each);
  return drift.differences.empty() ? MigrateOutcome::fine : MigrateOutcome::differs;
}

// A table of what is to be done: the steps after which the release before cannot go on come with `finish`.
void printPlan(store::Migrator& migrator) {
  const auto open = migrator.plan(store::Migrator::Reach::open).size();
  std::string migration;
  std::size_t count = 0;
  for (const store::PlannedStep& step : migrator.plan(store::Migrator::Reach::finished)) {
    if (step.migration != migration) say(stdout, (migration.empty() ? "" : "\n") + step.migration);
    migration = step.migration;
    const std::string number = std::to_string(step.number);
    std::string line = "  " + std::string(number.size() < 3 ? 3 - number.size() : 0, ' ') + number + "  " + (count++ < open ? "up      " : "finish  ") + step.about;
    if (step.rows >= 0) line += ", about " + grouped(step.rows) + (step.rows == 1 ? " row" : " rows");
    say(stdout, line);
  }
  if (migration.empty()) say(stdout, "nothing is to be done");
}

void printSql(store::Migrator& migrator, store::Migrator::Reach reach) {
  for (const store::PlannedStep& step : migrator.plan(reach)) {
    say(stdout, "-- " + step.migration + ", step " + std::to_string(step.number) + " of " + std::to_string(step.steps) + (step.about.empty() ? "" : ": " + step.about));
    say(stdout, step.sql);
  }
}

// How long it took in milliseconds stands before the step, so that a long one shows.
void printLog(store::Migrator& migrator) {
  for (const store::PerformedStep& step : migrator.log()) {
    const bool up = step.to > step.from;
    const std::string took = grouped(step.micros / 1000);
    std::string line = step.at + std::string(took.size() < 10 ? 10 - took.size() : 1, ' ') + took + " ms  " + step.migration + (up ? ", step " : ", back over step ");
    line += std::to_string(up ? step.to : step.from);
    if (step.rows > 0) line += ", " + grouped(step.rows) + (step.rows == 1 ? " row" : " rows");
    say(stdout, line);
  }
}

MigrateOutcome adopt(store::Migrator& migrator, const Application& application) {
  const store::BaselineReport report = migrator.baseline();
  for (const std::string& each : report.differences) say(stderr, each);
  for (const std::string& each : report.notices) say(stderr, "notice: " + each);
  for (const std::string& each : report.done) say(stdout, each);
  if (report.differences.empty()) return MigrateOutcome::fine;
  say(stderr, std::string(application.name) + ": nothing was changed: the tables differ from those that the migrations make");
  return MigrateOutcome::failed;
}

bool isWhole(const store::MigrationStatus& migration) { return migration.state == State::applied || migration.state == State::unknown; }
bool isPending(const store::MigrationStatus& migration) { return migration.state == State::pending; }

// What the service owns is there before the migrations: their triggers write into it, and while two releases run it stands beside their tables.
void goUp(const Application& application, store::Database& database, store::Migrator::Reach reach, const store::MigrationListener& listener) {
  const auto migrator = database.migrator(application.migrations, listener);
  const auto states = migrator->status();
  if (application.outbox != nullptr) application.outbox->prepare(database);
  if (application.files.support != nullptr) application.files.support->prepare(database);
  if (!std::all_of(states.begin(), states.end(), isWhole)) file::dropFormerTriggers(database);
  // Where nothing was, there is no release before.
  const bool fresh = std::all_of(states.begin(), states.end(), isPending);
  migrator->up(fresh ? store::Migrator::Reach::finished : reach);
}

void takeBack(const Application& application, store::Database& database, store::Migrator& migrator, std::optional<int> to) {
  const std::size_t recorded = migrator.recordedCount();
  const auto isKept = [&](const Migration& migration) { return store::releaseOf(migration.name) <= *to; };
  const std::size_t kept = to ? static_cast<std::size_t>(std::count_if(application.migrations.begin(), application.migrations.end(), isKept)) : recorded - std::min<std::size_t>(recorded, 1);
  if (recorded <= kept) return;
  file::dropFormerTriggers(database);
  migrator.downTo(kept);
}

}  // namespace

std::optional<MigrateCommand> migrateCommandOf(std::string_view word) {
  if (word == "up") return MigrateCommand::up;
  if (word == "finish") return MigrateCommand::finish;
  if (word == "plan") return MigrateCommand::plan;
  if (word == "lint") return MigrateCommand::lint;
  if (word == "down") return MigrateCommand::down;
  if (word == "status") return MigrateCommand::status;
  if (word == "log") return MigrateCommand::log;
  if (word == "forget") return MigrateCommand::forget;
  if (word == "baseline") return MigrateCommand::baseline;
  return std::nullopt;
}

std::string_view migrateCommands() { return "up, finish, plan, lint, down, status, log, forget, baseline"; }

MigrateOutcome migrate(MigrateCommand command, bool dry, const Application& application, store::Database& database, MigrateForm form, std::optional<int> to) {
  const store::MigrationListener listener = [](const std::string& line) { say(stderr, line); };
  const auto migrator = database.migrator(application.migrations, listener);
  if (dry) {
    printSql(*migrator, command == MigrateCommand::finish ? store::Migrator::Reach::finished : store::Migrator::Reach::open);
    return MigrateOutcome::fine;
  }
  switch (command) {
    case MigrateCommand::plan: printPlan(*migrator); return MigrateOutcome::fine;
    case MigrateCommand::lint: return printAnswers(migrator->lint(), form);
    case MigrateCommand::up: goUp(application, database, store::Migrator::Reach::open, listener); break;
    case MigrateCommand::finish: goUp(application, database, store::Migrator::Reach::finished, listener); break;
    case MigrateCommand::down: takeBack(application, database, *migrator, to); break;
    case MigrateCommand::forget:
      for (const store::KeptTable& each : migrator->forget()) say(stdout, "forgot " + rowsOf(each));
      return MigrateOutcome::fine;
    case MigrateCommand::log: printLog(*migrator); return MigrateOutcome::fine;
    case MigrateCommand::baseline: return adopt(*migrator, application);
    case MigrateCommand::status: break;
  }
  return printStatus(*migrator);
}

void bringUp(const Application& application, store::Database& database, const store::MigrationListener& say) {
  goUp(application, database, store::Migrator::Reach::open, say);
}

int releaseOf(const Application& application) {
  if (application.migrations.empty()) return 0;
  return store::releaseOf(application.migrations.back().name);
}

}  // namespace ingot::rt::service
