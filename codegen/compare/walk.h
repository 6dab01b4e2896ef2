// Compares schemas, member by member.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "codegen/compare/rule.h"
#include "codegen/compare/shape.h"

namespace ingot::codegen::compare {

enum class Direction { kRequest, kResponse };

// A difference on its way up to the operation that it is told at.
struct Difference {
  Rule rule = Rule::kOperationRemoved;
  std::string path;   // from where the comparison began: `.data[].title`
  std::string text;
  std::string cause;  // differences of one cause are one; empty until it is known what declares the place
};

// Two documents. What is compared once is remembered, so the cost is that of the documents, however often a schema is used.
class Walk {
 public:
  Walk(const Json& before, const Json& after) : before_(before), after_(after) {}

  auto Compare(const Json& before, const Json& after, Direction direction) -> std::vector<Difference>;

 private:
  using Differences = std::vector<Difference>;
  struct Pair {
    const Shape& before;
    const Shape& after;
    bool request;
  };
  auto Contents(const Pair& pair, Direction direction) -> Differences;
  auto Members(const Pair& pair, Direction direction) -> Differences;
  void Below(const Part& before, const Part& after, const std::string& step, Direction direction, Differences& out);

  const Json& before_;
  const Json& after_;
  std::map<std::string, Differences> known_;  // by direction and the two components
  int depth_ = 0;
};

}  // namespace ingot::codegen::compare
