#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "compiler/base/json_text.h"
#include "tests/compiler-front/front.h"

namespace ingot::frontend {
namespace {

using front_test::Corpora;
using front_test::Parse;
using front_test::ReadAll;

TEST(JsonTestSuite, IsJudgedRightly) {
  const auto corpora = Corpora();
  if (!corpora) GTEST_SKIP() << "INGOT_CORPORA is not set";
  size_t accepted = 0;
  size_t refused = 0;
  for (const auto& entry : std::filesystem::directory_iterator(*corpora + "/json-test-suite/test_parsing")) {
    const std::string name = entry.path().filename().string();
    const auto parsed = Parse(ReadAll(entry.path().string()));
    ASSERT_EQ(parsed->ok(), parsed->sink.errors() == 0) << name;
    if (name.starts_with("y_")) {
      EXPECT_TRUE(parsed->ok()) << name << "\n" << parsed->Console();
      ++accepted;
    } else if (name.starts_with("n_")) {
      EXPECT_FALSE(parsed->ok()) << name;
      ++refused;
    }
  }
  EXPECT_EQ(accepted, 95U);
  EXPECT_EQ(refused, 188U);
}

TEST(NaughtyStrings, SurviveTheRoundTrip) {
  const auto corpora = Corpora();
  if (!corpora) GTEST_SKIP() << "INGOT_CORPORA is not set";
  const auto list = Parse(ReadAll(*corpora + "/naughty-strings/blns.json"));
  ASSERT_TRUE(list->ok()) << list->Console();
  EXPECT_EQ(list->tree->root().size(), 515U);
  for (const ast::Node item : list->tree->root().Items()) {
    const std::string text = "{" + JsonString(item.text()) + ": [" + JsonString(item.text()) + "]}";
    const auto parsed = Parse(text);
    ASSERT_TRUE(parsed->ok()) << text << parsed->Console();
    const auto again = Parse(ast::Print(parsed->tree->root()));
    ASSERT_TRUE(again->ok());
    const ast::Node value = again->tree->root().Find(item.text());
    ASSERT_TRUE(value) << text;
    EXPECT_EQ((*value.Items().begin()).text(), item.text());
  }
}

}  // namespace
}  // namespace ingot::frontend
