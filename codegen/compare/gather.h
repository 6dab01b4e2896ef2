// Collects differences and makes findings of them: one for each cause, told at the plainest of the places that it reaches.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "codegen/compare/compare.h"
#include "codegen/compare/operations.h"
#include "codegen/compare/walk.h"

namespace ingot::codegen::compare {

class Gather {
 public:
  // `place` is a part of the operation: `query limit`, `body`, `response 200`; or empty. A difference without a cause
  // is told once for the path.
  void Add(const Operation& operation, const std::string& place, const Difference& difference);
  // Of the service as a whole.
  void Add(Rule rule, std::string text);

  auto Finish() -> std::vector<Finding>;

 private:
  struct Told {
    Finding finding;
    std::vector<size_t> order;  // how plain the place is, the least first
    std::map<std::vector<size_t>, std::string> reached;
  };
  auto RankOf(const Operation& operation) -> std::vector<size_t>;
  void Fold(Rule kept, Rule folded);

  std::map<std::string, Told> told_;  // by rule, cause and text
  std::map<std::string, size_t> paths_;
};

}  // namespace ingot::codegen::compare
