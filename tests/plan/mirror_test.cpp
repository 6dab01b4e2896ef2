// What is added on the way there is removed on the way back; and a definition does not differ from itself.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "codegen/compare/rule.h"
#include "tests/plan/pairs.h"
#include "tests/support/command.h"
#include "tests/support/sample.h"

namespace ingot {
namespace {

using Ids = std::set<std::string>;

// What a rule may be on the way back.
const std::map<std::string, Ids>& Mirrors() {
  static const std::vector<std::pair<Ids, Ids>> both{
      {{"operation-removed"}, {"operation-added"}},
      {{"operation-renamed"}, {"operation-renamed"}},
      {{"prefix-changed"}, {"prefix-changed"}},
      {{"parameter-removed", "header-ignored"}, {"parameter-added", "required-parameter-added"}},
      {{"parameter-required"}, {"parameter-optional"}},
      {{"request-body-removed"}, {"request-body-added", "request-body-required"}},
      {{"request-member-removed"}, {"request-member-added", "request-required-member-added"}},
      {{"request-member-required"}, {"request-member-optional"}},
      {{"request-null-refused"}, {"request-null-accepted"}},
      {{"request-type-changed"}, {"request-type-changed", "request-type-widened"}},
      {{"request-enum-value-removed"}, {"request-enum-value-added"}},
      {{"request-bounds-narrowed"}, {"request-bounds-widened"}},
      {{"request-pattern-changed"}, {"request-pattern-changed", "request-pattern-widened"}},
      {{"default-changed"}, {"default-changed"}},
      {{"success-status-changed"}, {"success-status-changed"}},
      {{"error-status-added"}, {"error-status-removed"}},
      {{"error-shape-changed"}, {"error-shape-changed"}},
      {{"response-member-removed"}, {"response-member-added"}},
      {{"response-null-added"}, {"response-null-removed"}},
      {{"response-type-changed"}, {"response-type-changed", "response-type-narrowed"}},
      {{"response-enum-value-added"}, {"response-enum-value-removed"}},
      {{"reference-changed"}, {"reference-changed"}},
      {{"guard-added"}, {"guard-removed"}},
      {{"guard-changed"}, {"guard-changed"}},
      {{"row-rule-added"}, {"row-rule-removed"}},
      {{"unique-added"}, {"unique-removed"}},
  };
  static const std::map<std::string, Ids> mirrors = [] {
    std::map<std::string, Ids> made;
    for (const auto& [ones, others] : both) {
      for (const std::string& one : ones) made[one].insert(others.begin(), others.end());
      for (const std::string& other : others) made[other].insert(ones.begin(), ones.end());
    }
    return made;
  }();
  return mirrors;
}

TEST(Mirror, WhatIsToldThereIsToldBack) {
  for (const test::Pair& pair : test::Pairs()) {
    const test::Comparison back = test::CompareDefinitions(pair.after, pair.before);
    ASSERT_EQ(back.error, "") << pair.name;
    EXPECT_EQ(back.told.size(), pair.expected.size()) << pair.name << ": " << testing::PrintToString(back.told.size());
    for (const test::Told& told : pair.expected) {
      ASSERT_TRUE(Mirrors().contains(told.rule)) << told.rule;
      const Ids& wanted = Mirrors().at(told.rule);
      const bool found = std::ranges::any_of(back.told, [&](const test::Told& each) { return wanted.contains(each.rule) && each.operations == told.operations; });
      EXPECT_TRUE(found) << pair.name << ": " << told.rule << " at " << told.place << " is not told back";
    }
  }
}

TEST(Mirror, NothingDiffersFromItself) {
  for (const char* sample : {"hooks", "meta-platform", "toolkit-sync", "tracker", "types"}) {
    const std::string path = test::Quoted(test::SamplePath(sample));
    const auto plan = test::RunCommand("/", test::Quoted(INGOT_BINARY_DIR "/bin/ingot") + " plan " + path + " --against " + path);
    EXPECT_EQ(plan.code, 0);
    EXPECT_NE(plan.output.find("\nAPI: no change\nPermissions: no change\nData: no change\nFiles: no change\n"), std::string::npos) << plan.output;
  }
  for (const test::Pair& pair : test::Pairs()) EXPECT_TRUE(test::CompareDefinitions(pair.after, pair.after).told.empty()) << pair.name;
}

}  // namespace
}  // namespace ingot
