// Every rule occurs in a pair of definitions or in a test of the comparison, and has an id of its own.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "codegen/compare/rule.h"

namespace ingot::codegen::compare {
namespace {

namespace fs = std::filesystem;

auto Read(const fs::path& path) -> std::string {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

TEST(Rules, EachOccursInATest) {
  const fs::path folder = fs::path(INGOT_SOURCE_DIR) / "tests/plan";
  std::string texts = Read(folder / "compare_test.cpp");
  for (const auto& entry : fs::directory_iterator(folder / "pairs")) texts += Read(entry.path());
  for (const Rule rule : AllRules()) {
    const std::string id(SpecOf(rule).id);
    const bool told = texts.find("\"" + id + "\"") != std::string::npos || texts.find("\"" + id + " at ") != std::string::npos;
    EXPECT_TRUE(told) << id;
  }
}

TEST(Rules, EachHasAnIdAndAMeaningOfItsOwn) {
  std::set<std::string_view> ids;
  std::set<std::string_view> meanings;
  for (const Rule rule : AllRules()) {
    const RuleSpec& spec = SpecOf(rule);
    EXPECT_TRUE(ids.insert(spec.id).second) << spec.id;
    EXPECT_TRUE(meanings.insert(spec.meaning).second) << spec.meaning;
    EXPECT_EQ(spec.id.find_first_not_of("abcdefghijklmnopqrstuvwxyz-"), std::string_view::npos) << spec.id;
  }
}

}  // namespace
}  // namespace ingot::codegen::compare
