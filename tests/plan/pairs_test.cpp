// Named pairs of definitions, through the whole compiler: what is expected is told, and nothing else. A finding that breaks and
// is not expected is a false alarm, which makes people look away.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>

#include "codegen/compare/rule.h"
#include "tests/plan/pairs.h"

namespace ingot {
namespace {

auto Breaks(const std::string& rule) -> bool {
  const auto rules = codegen::compare::AllRules();
  const auto found = std::ranges::find_if(rules, [&](auto each) { return codegen::compare::SpecOf(each).id == rule; });
  return found != rules.end() && codegen::compare::SpecOf(*found).kind == codegen::compare::Kind::kBreaking;
}

TEST(Pairs, AreToldAsExpected) {
  const auto pairs = test::Pairs();
  size_t breaking = 0;
  size_t false_alarms = 0;
  size_t missed = 0;
  for (const test::Pair& pair : pairs) {
    const bool expected = std::ranges::any_of(pair.expected, [](const test::Told& told) { return Breaks(told.rule); });
    const test::Comparison comparison = test::CompareDefinitions(pair.before, pair.after);
    ASSERT_EQ(comparison.error, "") << pair.name;
    breaking += expected ? 1 : 0;
    false_alarms += comparison.breaking && !expected ? 1 : 0;
    missed += !comparison.breaking && expected ? 1 : 0;
    EXPECT_EQ(comparison.told, pair.expected) << pair.name << ": " << testing::PrintToString(comparison.told);
    EXPECT_EQ(comparison.breaking_code, expected ? 1 : 0) << pair.name;
  }
  std::printf("%zu pairs, %zu of them breaking; %zu false alarms, %zu missed\n", pairs.size(), breaking, false_alarms, missed);
  EXPECT_GE(pairs.size(), 60U);
  EXPECT_LE(breaking * 2, pairs.size()) << "half of the pairs break nothing";
  EXPECT_EQ(false_alarms, 0U);
  EXPECT_EQ(missed, 0U);
}

}  // namespace
}  // namespace ingot
