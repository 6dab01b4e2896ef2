// Two definitions that nobody wrote, and rows: up, down and up again leads to the schema that a new database gets, and loses nothing.
// INGOT_PAIRS says how many pairs are tried, of them those after INGOT_PAIRS_FROM; INGOT_PAIR the one seed, with all texts when it fails.
#include <gtest/gtest.h>

#include <cstdlib>
#include <functional>
#include <iostream>

#include "tests/postgres/pair_trial.h"
#include "tests/support/postgres.h"

namespace ingot::test {
namespace {

constexpr size_t kUsual = 30;

auto Wanted(const char* variable, size_t usual) -> size_t {
  const char* text = std::getenv(variable);
  return text == nullptr ? usual : std::stoul(text);
}

// Calls `work` with each pair and pairs of databases of its own.
using Work = std::function<void(const Pair& pair, uint64_t seed, TriedDatabase& database, TriedDatabase& other)>;

void ForPairs(size_t usual, size_t stride, const std::vector<std::unique_ptr<TriedDatabase>>& databases, const Work& work) {
  const size_t only = Wanted("INGOT_PAIR", 0);
  const size_t first = only == 0 ? Wanted("INGOT_PAIRS_FROM", 0) + 1 : only;
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
    if (last > kUsual && tried % 100 == 0) std::cout << tried << " tried" << std::endl;
    if (testing::UnitTest::GetInstance()->current_test_info()->result()->total_part_count() == failures) continue;
    std::cout << "seed " << seed << std::endl;
    if (pair) std::cout << pair->texts[0] << pair->texts[1];
    if (!pair || only == 0) continue;
    for (const auto& [name, text] : pair->second.texts) std::cout << "==== " << name << "\n" << text;
  }
  std::cout << tried << " pairs, " << skipped << " of them need a value; refused up " << PairTrial::refused_up << ", down " << PairTrial::refused_down << "; kills "
            << PairTrial::kills << "\n";
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
  ForPairs(kUsual, 1, OnBoth(), [](const Pair& pair, uint64_t seed, TriedDatabase& database, TriedDatabase& other) { PairTrial(pair, seed, database, other).Run(); });
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
    PairTrial(pair, seed, database, other).RunWindow(seed % 4 == 1);
  });
}

TEST_F(PostgresPairs, SurviveAKillAtEachStep) {
  ForPairs(kUsual, 20, databases_, [](const Pair& pair, uint64_t seed, TriedDatabase& database, TriedDatabase& other) { PairTrial(pair, seed, database, other).RunKilled(); });
}

TEST_F(PostgresPairs, GoBackFromEachStep) {
  ForPairs(kUsual, 30, databases_, [](const Pair& pair, uint64_t seed, TriedDatabase& database, TriedDatabase& other) { PairTrial(pair, seed, database, other).RunBack(); });
}

}  // namespace
}  // namespace ingot::test
