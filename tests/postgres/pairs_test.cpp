// Two definitions that nobody wrote, and rows: up, down and up again leads to the schema that a new database gets, and loses nothing.
// INGOT_PAIRS says how many pairs are tried, INGOT_PAIR the one seed.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <functional>
#include <iostream>

#include "tests/postgres/databases.h"
#include "tests/postgres/migrations.h"
#include "tests/postgres/random_definition.h"
#include "tests/postgres/random_rows.h"
#include "tests/support/postgres.h"

namespace ingot::test {
namespace {

constexpr size_t kUsual = 30;

using Names = std::map<std::pair<std::string, std::string>, std::pair<std::string, std::string>>;

// Two definitions, what leads from the one to the other, and what is the same in both.
struct Pair {
  RandomDefinition from;
  RandomDefinition to;
  std::string texts[2];
  Migration first;
  Migration second;
  Migration fresh;
  std::map<std::string, std::string> tables;  // of the first definition, and what they are called in the second
  Names columns;                              // table and column likewise, where the values stay
  std::map<std::string, std::set<std::string>> added;  // columns of tables that stay
};

auto TableOf(const Schema& schema, const std::string& model) -> const Table* {
  const auto found = std::ranges::find_if(schema.tables, [&](const Table& table) { return table.model == model && table.Followed().empty(); });
  return found == schema.tables.end() ? nullptr : &*found;
}

auto ColumnOf(const Table& table, const std::string& field) -> const Column* {
  const auto found = std::ranges::find(table.columns, field, &Column::field);
  return found == table.columns.end() ? nullptr : &*found;
}

void MatchColumns(const Table& was, const Table& now, const RandomModel& before, const RandomModel& after, Pair& pair) {
  pair.tables[was.name] = now.name;
  const auto same = [&](const std::string& from, const std::string& to) { pair.columns[{was.name, from}] = {now.name, to}; };
  same("row_version", "row_version");
  if (was.timestamps && now.timestamps) {
    same("created_at", "created_at");
    same("updated_at", "updated_at");
  }
  if (!was.deleted_of.empty()) same("deleted_at", "deleted_at");
  for (const RandomField& field : before.fields) {
    const RandomField* to = after.FieldOf(field.uid);
    if (to == nullptr || (field.type != to->type && !(IsText(field.type) && IsText(to->type)))) continue;
    same(ColumnOf(was, field.name)->name, ColumnOf(now, to->name)->name);
  }
  for (const RandomField& field : after.fields) {
    if (before.FieldOf(field.uid) == nullptr) pair.added[now.name].insert(ColumnOf(now, field.name)->name);
  }
}

void Match(Pair& pair) {
  for (const RandomModel& before : pair.from.models) {
    const RandomModel* after = pair.to.ModelOf(before.uid);
    if (after == nullptr) continue;
    const Table& was = *TableOf(pair.first.schema, before.name);
    const Table& now = *TableOf(pair.second.schema, after->name);
    MatchColumns(was, now, before, *after, pair);
    const auto follow = [&](const std::string& from, const std::string& to) {
      if (!from.empty() && !to.empty()) MatchColumns(*FindTable(pair.first.schema, from), *FindTable(pair.second.schema, to), before, *after, pair);
    };
    follow(was.history, now.history);
    follow(was.deleted, now.deleted);
  }
}

// Nothing: the second definition needs a value that it does not give.
auto NewPair(uint64_t seed) -> std::optional<Pair> {
  Random random(seed);
  Pair pair;
  pair.from = NewDefinition(random);
  pair.to = Changed(pair.from, random);
  pair.texts[0] = Written(pair.from, nullptr);
  pair.texts[1] = Written(pair.to, &pair.from);
  const auto from = AppOf(pair.texts[0]);
  const auto to = AppOf(pair.texts[1]);
  if (!from || !to) return std::nullopt;
  pair.first = MigrationTo(*from, std::nullopt);
  auto second = TryMigrationTo(*to, pair.first.schema);
  if (!second) return std::nullopt;
  pair.second = *std::move(second);
  pair.fresh = MigrationTo(*to, std::nullopt);
  Match(pair);
  return pair;
}

// One pair on one database.
class Trial {
 public:
  Trial(const Pair& pair, uint64_t seed, TriedDatabase& database, TriedDatabase& other)
      : pair_(pair), database_(database), other_(other), rows_(seed, database.Dialect() == "postgres") {}

  void Run() {
    const std::string fresh = Fresh();
    Begin();
    const std::string before = database_.Schema();
    const Cells cells = CellsOf(database_, pair_.first.schema);
    if (failed_) return;
    if (const std::string error = Up(database_, Both()); !error.empty()) return Refused(error, before, cells);
    Same(database_.Schema(), fresh, "the schema above");
    Compare(Translated(cells), CellsOf(database_, pair_.second.schema), false, "what was there, above");
    if (failed_ || pair_.second.texts.empty()) return;

    rows_.Rename(pair_.tables);
    Expect(database_.Apply(rows_.Insert(pair_.second.schema)), "rows above");
    Expect(database_.Apply(rows_.Update(pair_.second.schema, pair_.added)), "changes above");
    Expect(database_.Apply(rows_.Delete(pair_.second.schema)), "deletions above");
    const Cells above = CellsOf(database_, pair_.second.schema);
    if (failed_) return;
    if (const std::string error = Down(database_, Both()); !error.empty()) {
      if (!MayRefuseDown()) Expect(error, "down");
      ++refused_down;
    } else {
      Same(database_.Schema(), before, "the schema below");
      Compare(cells, CellsOf(database_, pair_.first.schema), true, "what was there, below");
    }
    Expect(Up(database_, Both()), "up again");
    Same(database_.Schema(), fresh, "the schema above again");
    if (!failed_) Compare(above, CellsOf(database_, pair_.second.schema), true, "what was there, above again");
  }

  // Programs of both releases write while both may.
  void RunWindow(bool finishes) {
    Begin();
    const std::string before = database_.Schema();
    if (failed_ || pair_.second.texts.empty()) return;
    if (const std::string error = Open(database_, Both()); !error.empty()) return MayRefuse() ? void(++refused_up) : Expect(error, "up to the window");
    const std::string later = "SET search_path = public_v2, public;\n";
    Expect(database_.Apply(rows_.Insert(pair_.first.schema)), "rows of the release before");
    Expect(database_.Apply(rows_.Update(pair_.first.schema, All(pair_.first.schema))), "changes of the release before");
    Expect(database_.Apply(rows_.Delete(pair_.first.schema)), "deletions of the release before");
    (void)CellsOf(database_, pair_.first.schema);  // it reads all
    rows_.Rename(pair_.tables);
    Expect(database_.Apply(later + rows_.Insert(pair_.second.schema)), "rows of the new release");
    Expect(database_.Apply(later + rows_.Update(pair_.second.schema, All(pair_.second.schema))), "changes of the new release");
    Expect(database_.Apply(later + rows_.Delete(pair_.second.schema)), "deletions of the new release");
    const Cells above = CellsOf(database_, pair_.second.schema, later);
    if (failed_) return;
    if (!finishes) return BackFromWindow(before);
    Expect(Up(database_, Both()), "the end of the window");
    Same(database_.Schema(), Fresh(), "the schema after the window");
    if (!failed_) Compare(above, CellsOf(database_, pair_.second.schema), false, "what the new release saw");
  }

  // A process for each step, and all of them are killed.
  void RunKilled() {
    Begin();
    if (failed_ || pair_.second.texts.empty() || MayRefuse()) return;
    const std::string before = database_.Schema();
    const Cells cells = CellsOf(database_, pair_.first.schema);
    kills += static_cast<size_t>(UpThroughKills(database_, Both()));
    Same(database_.Schema(), Fresh(), "the schema after kills");
    if (!failed_) Compare(Translated(cells), CellsOf(database_, pair_.second.schema), false, "what was there, after kills");
    if (failed_) return;
    kills += static_cast<size_t>(DownThroughKills(database_, Both()));
    Same(database_.Schema(), before, "the schema below after kills");
    if (!failed_) Compare(cells, CellsOf(database_, pair_.first.schema), true, "what was there, below after kills");
  }

  // Up and down from each step.
  void RunBack() {
    Begin();
    if (failed_ || pair_.second.texts.empty() || MayRefuse()) return;
    const std::string before = database_.Schema();
    const Cells cells = CellsOf(database_, pair_.first.schema);
    const std::string& up = pair_.second.texts.at("postgres.up");
    for (int step = 1; up.find("\n-- step " + std::to_string(step) + ":") != std::string::npos && !failed_; ++step) {
      UpUntilKilled(database_, Both(), step);
      Expect(Down(database_, Both()), "down from step " + std::to_string(step));
      Same(database_.Schema(), before, "the schema below step " + std::to_string(step));
      if (!failed_) Compare(cells, CellsOf(database_, pair_.first.schema), true, "what was there, below step " + std::to_string(step));
      ++kills;
    }
  }

  static inline size_t kills = 0;
  static inline size_t refused_up = 0;
  static inline size_t refused_down = 0;

 private:
  auto Both() const -> std::vector<Migration> { return pair_.second.texts.empty() ? std::vector{pair_.first} : std::vector{pair_.first, pair_.second}; }

  static auto All(const Schema& schema) -> std::map<std::string, std::set<std::string>> {
    std::map<std::string, std::set<std::string>> all;
    for (const Table& table : schema.tables) {
      for (const Column& column : table.columns) all[table.name].insert(column.name);
    }
    return all;
  }

  auto Fresh() -> std::string {
    other_.Clear();
    Expect(Up(other_, {pair_.fresh}), "the second definition's first migration");
    return other_.Schema();
  }

  void Begin() {
    Expect(Up(database_, {pair_.first}), "the first migration");
    Expect(database_.Apply(rows_.Insert(pair_.first.schema)), "rows");
    Expect(database_.Apply(rows_.Update(pair_.first.schema, All(pair_.first.schema))), "changes");
    Expect(database_.Apply(rows_.Delete(pair_.first.schema)), "deletions");
  }

  void BackFromWindow(const std::string& before) {
    if (const std::string error = Down(database_, Both()); !error.empty()) {
      if (!MayRefuseDown()) Expect(error, "down from the window");
      ++refused_down;
      return;
    }
    Same(database_.Schema(), before, "the schema below the window");
  }

  // A reference to other rows than before is refused where its rows refer to others; nothing is lost by it.
  void Refused(const std::string& error, const std::string& before, const Cells& cells) {
    if (!MayRefuse()) return Expect(error, "up");
    ++refused_up;
    if (database_.Dialect() == "postgres") Expect(Down(database_, Both()), "down from where it was refused");
    Same(database_.Schema(), before, "the schema after a refusal");
    if (!failed_) Compare(cells, CellsOf(database_, pair_.first.schema), true, "after a refusal");
  }

  auto Aims() const -> bool {
    for (const RandomModel& model : pair_.from.models) {
      const RandomModel* now = pair_.to.ModelOf(model.uid);
      for (const RandomField& field : model.fields) {
        const RandomField* to = now == nullptr ? nullptr : now->FieldOf(field.uid);
        if (to != nullptr && field.type == "ref" && to->type == "ref" && field.target != to->target) return true;
      }
    }
    return false;
  }

  // References to other rows than before, and values that must be there now.
  auto MayRefuse() const -> bool {
    bool demands = false;
    for (const RandomModel& model : pair_.to.models) {
      const RandomModel* was = pair_.from.ModelOf(model.uid);
      for (const RandomField& field : model.fields) {
        const RandomField* old = was == nullptr ? nullptr : was->FieldOf(field.uid);
        demands = demands || (old != nullptr && !old->required && field.required && field.default_value.empty());
      }
    }
    return demands || Aims();
  }

  // A row that came above has no value for a reference, or none that is the only one.
  auto MayRefuseDown() const -> bool {
    if (Aims()) return true;
    for (const Table& table : pair_.first.schema.tables) {
      for (const Column& column : table.columns) {
        if (!column.required) continue;
        const auto to = pair_.columns.find({table.name, column.name});
        const bool stays = to != pair_.columns.end() && FindColumn(*FindTable(pair_.second.schema, to->second.first), to->second.second)->required;
        const bool unique = std::ranges::any_of(table.indexes, [&](const auto& index) { return index.unique && std::ranges::count(index.columns, column.name) > 0; });
        if (!stays && (column.reference || column.type == "enum" || unique)) return true;
      }
    }
    return false;
  }

  auto Translated(const Cells& cells) const -> Cells {
    Cells translated;
    for (const auto& [key, value] : cells) {
      const auto to = pair_.columns.find({key.table, key.column});
      if (to != pair_.columns.end()) translated[{to->second.first, to->second.second, key.row}] = value;
    }
    return translated;
  }

  // `later`: rows may have been changed in columns of the other definition, and so in their versions and times.
  void Compare(const Cells& expected, const Cells& actual, bool later, const std::string& what) {
    size_t differences = 0;
    for (const auto& [key, value] : expected) {
      const auto found = actual.find(key);
      if (found != actual.end() && found->second == value) continue;
      if (found != actual.end() && value == kNullCell) continue;  // filled
      if (found != actual.end() && later && (key.column == "row_version" || key.column == "updated_at" || key.column == "created_at")) continue;
      if (++differences > 5) continue;
      Fail(what + ": " + key.table + "." + key.column + " of " + key.row + ": " + value + " became " + (found == actual.end() ? "nothing" : found->second));
    }
  }

  void Expect(const std::string& error, const std::string& what) {
    if (!error.empty()) Fail(what + ": " + error);
  }
  void Same(const std::string& actual, const std::string& expected, const std::string& what) {
    if (actual == expected || failed_) return;
    Fail(what);
    EXPECT_EQ(actual, expected);
  }
  void Fail(const std::string& why) {
    failed_ = true;
    ADD_FAILURE() << database_.Dialect() << ": " << why;
  }

  const Pair& pair_;
  TriedDatabase& database_;
  TriedDatabase& other_;
  RowMaker rows_;
  bool failed_ = false;
};

auto Wanted(const char* variable, size_t usual) -> size_t {
  const char* text = std::getenv(variable);
  return text == nullptr ? usual : std::stoul(text);
}

// Calls `work` with each pair and pairs of databases of its own.
using Work = std::function<void(const Pair& pair, uint64_t seed, TriedDatabase& database, TriedDatabase& other)>;

void ForPairs(size_t usual, size_t stride, const std::vector<std::unique_ptr<TriedDatabase>>& databases, const Work& work) {
  const size_t only = Wanted("INGOT_PAIR", 0);
  const size_t first = only == 0 ? 1 : only;
  const size_t last = only == 0 ? Wanted("INGOT_PAIRS", usual) : only;
  size_t tried = 0;
  size_t skipped = 0;
  for (uint64_t seed = first; seed <= last; seed += only == 0 ? stride : 1) {
    ++tried;
    const auto pair = NewPair(seed);
    if (!pair) ++skipped;
    const int failures = testing::UnitTest::GetInstance()->current_test_info()->result()->total_part_count();
    for (size_t i = 0; pair && i < databases.size(); i += 2) {
      databases[i]->Clear();
      try {
        work(*pair, seed, *databases[i], *databases[i + 1]);
      } catch (const std::exception& error) {
        ADD_FAILURE() << databases[i]->Dialect() << ": " << error.what();
      }
    }
    if (testing::UnitTest::GetInstance()->current_test_info()->result()->total_part_count() == failures) continue;
    std::cout << "seed " << seed << "\n";
    if (pair) std::cout << pair->texts[0] << pair->texts[1];
  }
  std::cout << tried << " pairs, " << skipped << " of them need a value; refused up " << Trial::refused_up << ", down " << Trial::refused_down << "; kills "
            << Trial::kills << "\n";
  EXPECT_LE(skipped * 5, tried + 4);
}

auto OnBoth() -> std::vector<std::unique_ptr<TriedDatabase>> {
  std::vector<std::unique_ptr<TriedDatabase>> databases;
  if (Postgres::Missing().empty()) {
    databases.push_back(NewPostgres());
    databases.push_back(NewPostgres());
  }
  databases.push_back(NewSqlite());
  databases.push_back(NewSqlite());
  return databases;
}

TEST(Pairs, GoUpAndDownAndUp) {
  ForPairs(kUsual, 1, OnBoth(), [](const Pair& pair, uint64_t seed, TriedDatabase& database, TriedDatabase& other) { Trial(pair, seed, database, other).Run(); });
}

class PostgresPairs : public testing::Test {
 protected:
  void SetUp() override {
    if (const std::string why = Postgres::Missing(); !why.empty()) GTEST_SKIP() << why;
    databases_.push_back(NewPostgres());
    databases_.push_back(NewPostgres());
  }
  std::vector<std::unique_ptr<TriedDatabase>> databases_;
};

TEST_F(PostgresPairs, LetBothReleasesWork) {
  ForPairs(kUsual, 2, databases_, [](const Pair& pair, uint64_t seed, TriedDatabase& database, TriedDatabase& other) {
    Trial(pair, seed, database, other).RunWindow(seed % 4 == 1);
  });
}

TEST_F(PostgresPairs, SurviveAKillAtEachStep) {
  ForPairs(kUsual, 20, databases_, [](const Pair& pair, uint64_t seed, TriedDatabase& database, TriedDatabase& other) { Trial(pair, seed, database, other).RunKilled(); });
}

TEST_F(PostgresPairs, GoBackFromEachStep) {
  ForPairs(kUsual, 30, databases_, [](const Pair& pair, uint64_t seed, TriedDatabase& database, TriedDatabase& other) { Trial(pair, seed, database, other).RunBack(); });
}

}  // namespace
}  // namespace ingot::test
