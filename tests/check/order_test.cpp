#include <algorithm>

#include <gtest/gtest.h>

#include "tests/check/definition.h"

namespace ingot::check {
namespace {

TEST(Order, OfFilesAndElementsChangesNothing) {
  std::vector<std::string> documents{
      R"({"ingot": 1, "app": {"name": "x", "auth": "none"}})",
      R"({"ingot": 1, "enums": [{"name": "B", "values": ["2", "1"]}, {"name": "A", "values": ["1"]}]})",
      R"({"ingot": 1, "models": [
          {"name": "Part", "fields": [{"name": "whole", "type": "ref", "model": "Whole", "required": true, "inverse": "parts"},
                                      {"name": "kind", "type": "B", "default": "1"}],
           "resource": {"path": "parts", "under": "whole", "sort": ["kind"]}}]})",
      R"({"ingot": 1, "models": [
          {"name": "Whole", "fields": [{"name": "b", "type": "A"}, {"name": "a", "type": "int", "computed": "1 + 1"}],
           "unique": [["b"]], "resource": {"path": "wholes"}},
          {"name": "Alone", "fields": []}]})"};
  std::ranges::sort(documents);
  std::string first;
  do {
    const Checked checked = CheckDocuments(documents);
    ASSERT_TRUE(checked.app.has_value());
    const std::string printed = ir::Print(*checked.app);
    if (first.empty()) first = printed;
    ASSERT_EQ(printed, first);
  } while (std::ranges::next_permutation(documents).found);
}

TEST(Order, ManyModelsInARowAreWalkedWithoutRecursion) {
  std::string models;
  for (int i = 0; i < 9'999; ++i) {
    models += "{\"name\": \"M" + std::to_string(i) +
              "\", \"fields\": [{\"name\": \"next\", \"type\": \"ref\", \"required\": true, \"model\": \"M" +
              std::to_string(i + 1) + "\"}]},";
  }
  const std::string begin = R"({"ingot": 1, "app": {"name": "x", "auth": "none"}, "models": [)";
  const auto with_last = [&](const std::string& last) { return begin + models + last + "]}"; };
  EXPECT_TRUE(CheckDocuments({with_last(R"({"name": "M9999", "fields": []})")}).app.has_value());

  const Checked circle = CheckDocuments({with_last(
      R"({"name": "M9999", "fields": [{"name": "next", "type": "ref", "required": true, "model": "M0"}]})")});
  ASSERT_EQ(circle.findings.errors, 1U);
  EXPECT_EQ(circle.findings.diagnostics[0].code, diag::Code::RequiredCycle);
  EXPECT_LT(circle.findings.diagnostics[0].message.size(), 1000U);

  const Checked many =
      CheckDocuments({with_last(R"({"name": "M9999", "fields": []}, {"name": "N", "fields": []})")});
  ASSERT_EQ(many.findings.errors, 1U);
  EXPECT_EQ(many.findings.diagnostics[0].code, diag::Code::TooManyElements);
}

}  // namespace
}  // namespace ingot::check
