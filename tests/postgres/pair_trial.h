// One pair on one database: the ways that a migration may take, and what has to be there at their ends.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "tests/postgres/pair_expectations.h"

namespace ingot::test {

// What differs fails the test.
class PairTrial {
 public:
  // `other` is for a new database to compare with.
  PairTrial(const Pair& pair, uint64_t seed, TriedDatabase& database, TriedDatabase& other)
      : pair_(pair), database_(database), other_(other), rows_(seed, database.Dialect() == "postgres") {}

  // Up, down and up.
  void Run();
  // Programs of both releases write while both may.
  void RunWindow(bool finishes);
  // A process for each step, and all of them are killed.
  void RunKilled();
  // Up and down from each step.
  void RunBack();

  static inline size_t kills = 0;
  static inline size_t refused_up = 0;
  static inline size_t refused_down = 0;

 private:
  auto Both() const -> std::vector<Migration>;
  auto Fresh() -> std::string;
  // The first migration, and rows.
  void Begin();
  void Change(const Schema& schema, const std::map<std::string, std::set<std::string>>& columns, const std::string& whose, const std::string& before = "");
  // Does the way up go through? Where it may not, all has to be as it was.
  auto GoesUp(const std::string& before, const Cells& cells) -> bool;
  void BackFromWindow(const std::string& before, const Cells& cells);

  void Compare(const Cells& expected, const Cells& actual, const Places& filled, const std::string& what);
  void Expect(const std::string& error, const std::string& what);
  void Same(const std::string& actual, const std::string& expected, const std::string& what);
  void Fail(const std::string& why);

  const Pair& pair_;
  TriedDatabase& database_;
  TriedDatabase& other_;
  RowMaker rows_;
  bool failed_ = false;
};

}  // namespace ingot::test
