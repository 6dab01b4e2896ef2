// Pairs of definitions and what is told of their difference.
#pragma once

#include <ostream>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

namespace ingot::test {

struct Told {
  std::string rule;
  std::string place;      // `GET /api/books · response 200 · title`, or `the API`
  size_t operations = 1;  // that it reaches
  friend auto operator==(const Told&, const Told&) -> bool = default;
  friend auto operator<=>(const Told&, const Told&) = default;
  friend void PrintTo(const Told& told, std::ostream* out) { *out << told.rule << " at " << told.place << " (" << told.operations << ")"; }
};

struct Pair {
  std::string name;
  nlohmann::json before;
  nlohmann::json after;
  std::vector<Told> expected;
};

// Those of tests/plan/pairs, by name.
auto Pairs() -> std::vector<Pair>;

// What `ingot plan --format json` says of the API and the permissions, and how `ingot breaking` ends.
struct Comparison {
  std::vector<Told> told;
  bool breaking = false;  // a finding is
  int breaking_code = -1;
  std::string error;  // what was printed when there is no plan
};
auto CompareDefinitions(const nlohmann::json& before, const nlohmann::json& after) -> Comparison;

}  // namespace ingot::test
