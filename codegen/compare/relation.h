// Is what may be now more, or less, than what might be before? For types, bounds and patterns.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "codegen/compare/shape.h"

namespace ingot::codegen::compare {

enum class Relation {
  kSame,
  kNarrower,
  kWider,
  kOther,  // some values are new and some are gone, or nothing says that it is not so
};

// Types and formats; null aside.
auto RelateTypes(const Shape& before, const Shape& after) -> Relation;

// Two patterns that differ only in how often something repeats are known to be wider or narrower.
auto RelatePatterns(const std::set<std::string>& before, const std::set<std::string>& after) -> Relation;

// What became narrower and what became wider, in words: `at most 100 characters, before 200`.
struct BoundChanges {
  std::vector<std::string> narrower;
  std::vector<std::string> wider;
};
auto RelateBounds(const Shape& before, const Shape& after) -> BoundChanges;

// Below, equal, above 0, as the numbers are, whatever their size; other texts of equal form (dates) as their characters are.
// Nothing when neither.
auto CompareAmounts(const Json& left, const Json& right) -> std::optional<int>;

}  // namespace ingot::codegen::compare
