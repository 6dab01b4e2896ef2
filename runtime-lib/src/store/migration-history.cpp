#include "store/migration-history.hpp"

#include <algorithm>
#include <charconv>
#include <stdexcept>

#include <ingot/rt/expr.hpp>

namespace ingot::rt::store {
namespace {

std::string titleOf(const KnownMigration& migration, bool up) { return "the migration " + std::string(migration.name) + (up ? " (up)" : " (down)"); }

std::string quantity(int step, std::size_t steps) { return "step " + std::to_string(step) + " of " + std::to_string(steps); }

}  // namespace

int releaseOf(std::string_view migration) {
  int number = 0;
  const auto [end, error] = std::from_chars(migration.data(), migration.data() + migration.size(), number);
  return error == std::errc() && number > 0 ? number : 0;
}

std::vector<KnownMigration> readMigrations(std::span<const Migration> migrations, TextOf textOf) {
  std::vector<KnownMigration> known;
  known.reserve(migrations.size());
  for (const Migration& each : migrations) {
    const MigrationText& text = textOf(each);
    const bool hasWayDown = text.down.find_first_not_of(" \t\r\n") != std::string_view::npos;
    known.push_back({each.name, expr::sha256(std::string(text.up) + '\0' + std::string(text.down)), readScript(each.name, text), hasWayDown});
  }
  return known;
}

void demandKnown(std::span<const AppliedMigration> applied, std::span<const KnownMigration> known) {
  for (std::size_t i = 0; i < applied.size(); ++i) {
    const auto found = std::find_if(known.begin(), known.end(), [&](const KnownMigration& each) { return each.name == applied[i].name; });
    if (found == known.end()) {
      if (i == known.size() && i + 1 == applied.size() && applied[i].admitsPrevious) return;
      throw std::runtime_error("the database has the migration " + applied[i].name +
                               ", which this program does not know: the database is newer, or another service's");
    }
    if (found->checksum != applied[i].checksum) {
      throw std::runtime_error("the migration " + applied[i].name +
                               " was changed after it was applied: restore its text, and put the change into a new migration");
    }
    if (found != known.begin() + static_cast<std::ptrdiff_t>(i)) {
      throw std::runtime_error("the migration " + std::string(known[i].name) + " is not applied, but the later " +
                               applied[i].name + " is");
    }
  }
}

std::optional<MigrationMove> nextUp(std::span<const AppliedMigration> applied, std::span<const KnownMigration> known, bool finished) {
  if (applied.size() > known.size()) return std::nullopt;
  for (std::size_t i = 0; i < known.size(); ++i) {
    const MigrationScript& script = known[i].script;
    const int position = i < applied.size() ? applied[i].position : 0;
    if (i < applied.size() && applied[i].begun < position) return MigrationMove{i, position};  // half taken back: it is made anew
    const bool last = i + 1 == known.size();
    const int target = last && !finished ? script.expanding() : static_cast<int>(script.up.size());
    if (position < target) return MigrationMove{i, position + 1};
  }
  return std::nullopt;
}

std::vector<PlannedStep> planUp(std::vector<AppliedMigration> applied, std::span<const KnownMigration> known, bool finished) {
  std::vector<PlannedStep> plan;
  while (const auto move = nextUp(applied, known, finished)) {
    const KnownMigration& migration = known[move->migration];
    const MigrationStep& step = migration.script.up[static_cast<std::size_t>(move->step - 1)];
    const int steps = static_cast<int>(migration.script.up.size());
    std::string about = step.about;
    if (!step.condition.empty()) about = "if " + step.condition + " exists" + (about.empty() ? "" : ", ") + about;
    plan.push_back({std::string(migration.name), move->step, steps, step.contracts, std::move(about), std::string(step.sql)});
    if (applied.size() <= move->migration) applied.push_back({std::string(migration.name), migration.checksum});
    applied[move->migration].position = applied[move->migration].begun = move->step;
  }
  return plan;
}

std::string rowsOf(const PlannedStep& step) {
  constexpr std::string_view kEvery = "s every row of ";
  const std::size_t at = step.about.find(kEvery);
  if (at == std::string::npos) return "";
  const std::size_t begin = at + kEvery.size();
  return step.about.substr(begin, step.about.find(',', begin) - begin);
}

std::optional<MigrationMove> nextDown(std::span<const AppliedMigration> applied, std::size_t migration) {
  if (applied.size() <= migration) return std::nullopt;
  return MigrationMove{migration, std::max({applied[migration].position, applied[migration].begun, 1})};
}

std::vector<MigrationStatus> statusOf(std::span<const AppliedMigration> applied, std::span<const KnownMigration> known, bool windows) {
  using State = MigrationStatus::State;
  const auto stateOf = [&](bool recorded, int position, const MigrationScript& script) {
    if (position == static_cast<int>(script.up.size())) return State::applied;
    if (!recorded) return windows && script.expanding() == 0 ? State::open : State::pending;
    return position < script.expanding() ? State::begun : State::open;
  };
  std::vector<MigrationStatus> states;
  for (std::size_t i = 0; i < known.size(); ++i) {
    const bool recorded = i < applied.size();
    const int position = recorded ? applied[i].position : 0;
    states.push_back({std::string(known[i].name), stateOf(recorded, position, known[i].script), position, static_cast<int>(known[i].script.up.size())});
  }
  for (std::size_t i = known.size(); i < applied.size(); ++i)
    states.push_back({applied[i].name, State::unknown, applied[i].position, applied[i].steps});
  return states;
}

void migrationFailed(const KnownMigration& migration, int step, bool up, std::string_view why) {
  const bool counted = !up && !migration.script.down.empty();
  const std::size_t steps = counted ? static_cast<std::size_t>(migration.script.down.front().number) : migration.script.up.size();
  std::string text = titleOf(migration, up) + " failed and was undone";
  if (steps > 1) text += ", at " + quantity(step, steps);
  throw std::runtime_error(text + ": " + std::string(why));
}

void stepFailed(const KnownMigration& migration, int step, bool up, std::string_view why) {
  const std::size_t steps = migration.script.up.size();
  if (steps == 1) migrationFailed(migration, step, up, why);
  throw std::runtime_error(titleOf(migration, up) + " stopped at " + quantity(step, steps) + ", which was undone: " + std::string(why) +
                           (up ? ". It goes on from there with `migrate up`, and back with `migrate down`" : ". It goes on from there with `migrate down`"));
}

void demandWayDown(std::span<const AppliedMigration> applied, std::span<const KnownMigration> known) {
  if (applied.empty()) return;
  if (applied.size() > known.size())
    throw std::runtime_error("the migration " + applied.back().name + " is of a later release: take it back with that one's program");
  const KnownMigration& migration = known[applied.size() - 1];
  if (!migration.hasWayDown) throw std::runtime_error("the migration " + std::string(migration.name) + " has no way down");
}

}  // namespace ingot::rt::store
