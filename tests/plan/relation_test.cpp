// Wider or narrower: patterns and amounts.
#include <gtest/gtest.h>

#include "codegen/compare/relation.h"

namespace ingot::codegen::compare {
namespace {

TEST(Relation, KnowsPatternsThatDifferInCounts) {
  const auto relate = [](const std::string& before, const std::string& after) { return RelatePatterns({before}, {after}); };
  EXPECT_EQ(relate("a{2}", "a{2}"), Relation::kSame);
  EXPECT_EQ(relate("a{2}", "a{1,2}"), Relation::kWider);
  EXPECT_EQ(relate("a{2}", "a{2,}"), Relation::kWider);
  EXPECT_EQ(relate("a{2,}", "a{2,9}"), Relation::kNarrower);
  EXPECT_EQ(relate("a{2,4}", "a{3,5}"), Relation::kOther);
  EXPECT_EQ(relate("a{2}b{3}", "a{1,2}b{3,4}"), Relation::kWider);
  EXPECT_EQ(relate("a{2}b{3}", "a{1,2}b{2}"), Relation::kOther);
}

TEST(Relation, TakesWhatItCannotReadForOther) {
  const auto relate = [](const std::string& before, const std::string& after) { return RelatePatterns({before}, {after}); };
  EXPECT_EQ(relate("a", "b"), Relation::kOther);
  EXPECT_EQ(relate("[{2}]", "[{3}]"), Relation::kOther) << "a class holds characters";
  EXPECT_EQ(relate("a\\{2}", "a\\{3}"), Relation::kOther) << "an escaped brace is one";
  EXPECT_EQ(relate("(?!a{2})b", "(?!a{1,2})b"), Relation::kOther) << "more must not be there, so less may";
  EXPECT_EQ(relate("(?!a{2})b{2}", "(?!a{2})b{1,2}"), Relation::kWider);
  EXPECT_EQ(relate("a{99999999999}", "a{99999999998}"), Relation::kOther);
  EXPECT_EQ(relate("a{", "a{2"), Relation::kOther);
  EXPECT_EQ(relate("((((", "))))"), Relation::kOther);
}

TEST(Relation, HoldsSeveralPatternsAtOnce) {
  EXPECT_EQ(RelatePatterns({"a", "b"}, {"a"}), Relation::kWider);
  EXPECT_EQ(RelatePatterns({"a"}, {"a", "b"}), Relation::kNarrower);
  EXPECT_EQ(RelatePatterns({}, {"a"}), Relation::kNarrower);
  EXPECT_EQ(RelatePatterns({"a", "b"}, {"a", "c"}), Relation::kOther);
}

TEST(Relation, ComparesAmountsOfAnySize) {
  EXPECT_LT(CompareAmounts(Json(1), Json(2)).value(), 0);
  EXPECT_EQ(CompareAmounts(Json("1.50"), Json("1.5")).value(), 0);
  EXPECT_EQ(CompareAmounts(Json("-0"), Json("0.0")).value(), 0);
  EXPECT_GT(CompareAmounts(Json("-9"), Json("-10")).value(), 0);
  EXPECT_LT(CompareAmounts(Json("9223372036854775806"), Json("9223372036854775807")).value(), 0);
  EXPECT_LT(CompareAmounts(Json(1e300), Json(2e300)).value(), 0);
  EXPECT_LT(CompareAmounts(Json("2020-01-01"), Json("2020-02-01")).value(), 0);
  EXPECT_FALSE(CompareAmounts(Json("PT5M"), Json("PT1H")).has_value());
}

}  // namespace
}  // namespace ingot::codegen::compare
