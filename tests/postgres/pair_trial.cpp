#include "tests/postgres/pair_trial.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

namespace ingot::test {
namespace {

constexpr size_t kMostShown = 5;

auto All(const Schema& schema) -> std::map<std::string, std::set<std::string>> {
  std::map<std::string, std::set<std::string>> all;
  for (const Table& table : schema.tables) {
    for (const Column& column : table.columns) all[table.name].insert(column.name);
  }
  return all;
}

// The lines that only one of two texts has.
auto Apart(const std::string& actual, const std::string& expected) -> std::string {
  const auto lines = [](const std::string& text) {
    std::multiset<std::string> all;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);) all.insert(line);
    return all;
  };
  const auto is = lines(actual);
  const auto wanted = lines(expected);
  std::string apart;
  for (const std::string& line : wanted) apart += is.contains(line) ? "" : "\n- " + line;
  for (const std::string& line : is) apart += wanted.contains(line) ? "" : "\n+ " + line;
  return apart;
}

}  // namespace

void PairTrial::Run() {
  const std::string fresh = Fresh();
  Begin();
  const std::string before = database_.Schema();
  const Cells cells = CellsOf(database_, pair_.first.schema);
  if (failed_ || !GoesUp(before, cells)) return;
  Same(database_.Schema(), fresh, "the schema above");
  Compare(Above(pair_, cells), CellsOf(database_, pair_.second.schema), FilledAbove(pair_), "what was there, above");
  if (failed_ || pair_.second.texts.empty()) return;

  rows_.Rename(pair_.tables);
  Change(pair_.second.schema, pair_.added, "above");
  const Cells above = CellsOf(database_, pair_.second.schema);
  if (failed_) return;
  if (const std::string error = Down(database_, Both()); !error.empty()) {
    if (!MayRefuseDown(pair_, cells, above, error)) Expect(error, "down");
    ++refused_down;
  } else {
    Same(database_.Schema(), before, "the schema below");
    Compare(Below(pair_, cells, above), CellsOf(database_, pair_.first.schema), FilledBelow(pair_), "what was there, below");
  }
  Expect(Up(database_, Both()), "up again");
  Same(database_.Schema(), fresh, "the schema above again");
  if (!failed_) Compare(above, CellsOf(database_, pair_.second.schema), FilledAgain(pair_), "what was there, above again");
}

void PairTrial::RunWindow(bool finishes) {
  Begin();
  const std::string before = database_.Schema();
  if (failed_ || pair_.second.texts.empty()) return;
  const Cells cells = CellsOf(database_, pair_.first.schema);
  if (const std::string error = Open(database_, Both()); !error.empty()) {
    if (!MayRefuseUp(pair_, cells, error)) Expect(error, "up to the window");
    return void(++refused_up);
  }
  if (database_.Schema() == before) return;  // all of it waits for the end
  Change(pair_.first.schema, All(pair_.first.schema), "of the release before");
  (void)CellsOf(database_, pair_.first.schema);  // it reads all
  rows_.Rename(pair_.tables);
  const std::string later = "SET search_path = public_v2, public;\n";
  Change(pair_.second.schema, All(pair_.second.schema), "of the new release", later);
  const Cells above = CellsOf(database_, pair_.second.schema, later);
  if (failed_) return;
  if (!finishes) return BackFromWindow(before, cells);
  // What the release before left out until now.
  const Cells last = CellsOf(database_, pair_.first.schema);
  if (const std::string error = Up(database_, Both()); !error.empty()) {
    if (!MayRefuseUp(pair_, last, error)) return Expect(error, "the end of the window");
    ++refused_up;
    return BackFromWindow(before, cells);
  }
  Same(database_.Schema(), Fresh(), "the schema after the window");
  if (!failed_) Compare(WithoutOrphans(pair_, above), CellsOf(database_, pair_.second.schema), {}, "what the new release saw");
}

void PairTrial::RunKilled() {
  Begin();
  const std::string before = database_.Schema();
  const Cells cells = CellsOf(database_, pair_.first.schema);
  if (failed_ || pair_.second.texts.empty() || !GoesUp(before, cells)) return;
  Expect(Down(database_, Both()), "down");
  kills += static_cast<size_t>(UpThroughKills(database_, Both()));
  Same(database_.Schema(), Fresh(), "the schema after kills");
  if (!failed_) Compare(Above(pair_, cells), CellsOf(database_, pair_.second.schema), FilledAbove(pair_), "what was there, after kills");
  if (failed_) return;
  kills += static_cast<size_t>(DownThroughKills(database_, Both()));
  Same(database_.Schema(), before, "the schema below after kills");
  if (!failed_) Compare(cells, CellsOf(database_, pair_.first.schema), FilledBelow(pair_), "what was there, below after kills");
}

void PairTrial::RunBack() {
  Begin();
  const std::string before = database_.Schema();
  const Cells cells = CellsOf(database_, pair_.first.schema);
  if (failed_ || pair_.second.texts.empty() || !GoesUp(before, cells)) return;
  Expect(Down(database_, Both()), "down");
  const std::string& up = pair_.second.texts.at("postgres.up");
  for (int step = 1; up.find("\n-- step " + std::to_string(step) + ":") != std::string::npos && !failed_; ++step) {
    UpUntilKilled(database_, Both(), step);
    Expect(Down(database_, Both()), "down from step " + std::to_string(step));
    Same(database_.Schema(), before, "the schema below step " + std::to_string(step));
    if (!failed_) Compare(cells, CellsOf(database_, pair_.first.schema), FilledBelow(pair_), "what was there, below step " + std::to_string(step));
    ++kills;
  }
}

auto PairTrial::Both() const -> std::vector<Migration> {
  return pair_.second.texts.empty() ? std::vector{pair_.first} : std::vector{pair_.first, pair_.second};
}

auto PairTrial::Fresh() -> std::string {
  other_.Clear();
  Expect(Up(other_, {pair_.fresh}), "the second definition's first migration");
  return other_.Schema();
}

void PairTrial::Begin() {
  Expect(Up(database_, {pair_.first}), "the first migration");
  Change(pair_.first.schema, All(pair_.first.schema), "of before");
}

void PairTrial::Change(const Schema& schema, const std::map<std::string, std::set<std::string>>& columns, const std::string& whose, const std::string& before) {
  Expect(database_.Apply(before + rows_.Insert(schema)), "rows " + whose);
  Expect(database_.Apply(before + rows_.Update(schema, columns)), "changes " + whose);
  Expect(database_.Apply(before + rows_.Delete(schema)), "deletions " + whose);
}

// The steps before the one that is refused stay on PostgreSQL, until someone goes back.
auto PairTrial::GoesUp(const std::string& before, const Cells& cells) -> bool {
  const std::string error = Up(database_, Both());
  if (error.empty()) return true;
  ++refused_up;
  if (!MayRefuseUp(pair_, cells, error)) Expect(error, "up");
  if (database_.Dialect() == "postgres") Expect(Down(database_, Both()), "down from where it was refused");
  Same(database_.Schema(), before, "the schema after a refusal");
  if (!failed_) Compare(cells, CellsOf(database_, pair_.first.schema), FilledBelow(pair_), "after a refusal");
  return false;
}

void PairTrial::BackFromWindow(const std::string& before, const Cells& cells) {
  const Cells above = CellsOf(database_, pair_.second.schema, "SET search_path = public_v2, public;\n");
  const std::string error = Down(database_, Both());
  if (error.empty()) return Same(database_.Schema(), before, "the schema below the window");
  ++refused_down;
  if (!MayRefuseDown(pair_, cells, above, error)) Expect(error, "down from the window");
}

void PairTrial::Compare(const Cells& expected, const Cells& actual, const Places& filled, const std::string& what) {
  const auto differences = Differences(expected, actual, filled);
  for (size_t i = 0; i < std::min(differences.size(), kMostShown); ++i) Fail(what + ": " + differences[i]);
}

void PairTrial::Expect(const std::string& error, const std::string& what) {
  if (!error.empty()) Fail(what + ": " + error);
}

void PairTrial::Same(const std::string& actual, const std::string& expected, const std::string& what) {
  if (actual != expected && !failed_) Fail(what + Apart(actual, expected));
}

void PairTrial::Fail(const std::string& why) {
  failed_ = true;
  ADD_FAILURE() << database_.Dialect() << ": " << why;
}

}  // namespace ingot::test
