// Definitions with random faults: the check never crashes, and says either what is wrong or what it made.
#include <fstream>
#include <random>
#include <sstream>

#include <gtest/gtest.h>

#include "compiler/base/utf8.h"
#include "tests/check/definition.h"

namespace ingot::check {
namespace {

auto ReadSample(const std::string& name) -> std::string {
  std::ifstream file(std::string(INGOT_SOURCE_DIR) + "/samples/" + name + "/app.json");
  std::ostringstream text;
  text << file.rdbuf();
  return std::move(text).str();
}

// Strings, numbers, words and single marks; white space is left out.
auto Tokens(const std::string& text) -> std::vector<std::string> {
  std::vector<std::string> tokens;
  for (size_t at = 0; at < text.size();) {
    size_t end = at + 1;
    if (text[at] == '"') {
      while (end < text.size() && text[end] != '"') end += text[end] == '\\' ? 2 : 1;
      ++end;
    } else if (std::isalnum(static_cast<unsigned char>(text[at])) != 0 || text[at] == '-') {
      while (end < text.size() && std::string_view(",:]} \n").find(text[end]) == std::string_view::npos)
        ++end;
    }
    if (std::isspace(static_cast<unsigned char>(text[at])) == 0) tokens.push_back(text.substr(at, end - at));
    at = end;
  }
  return tokens;
}

auto IsMark(const std::string& token) -> bool {
  return std::string_view("{}[],:").find(token[0]) != std::string_view::npos;
}

// Positions of values and keys.
auto Places(const std::vector<std::string>& tokens) -> std::vector<size_t> {
  std::vector<size_t> places;
  for (size_t i = 0; i < tokens.size(); ++i) {
    if (!IsMark(tokens[i])) places.push_back(i);
  }
  return places;
}

class Mutation : public testing::TestWithParam<const char*> {};

TEST_P(Mutation, IsReportedOrHarmless) {
  const std::vector<std::string> original = Tokens(ReadSample(GetParam()));
  const std::vector<size_t> places = Places(original);
  const std::vector<std::string> odd{"null",         "0",           "-1",           "1e300",
                                     "\"\"",         "\"\\u0000\"", "[]",           "{}",
                                     "true",         "\"[\"",       "\"now()\"",    "\"a b\"",
                                     "[[\"name\"]]", "\"ref\"",     "\"computed\"", "\"decimal(1,0)\""};
  std::mt19937 random(20260101);
  const auto pick = [&](size_t count) { return static_cast<size_t>(random() % count); };
  size_t accepted = 0;
  for (int round = 0; round < 1000; ++round) {
    std::vector<std::string> tokens = original;
    for (size_t faults = 1 + pick(3); faults > 0; --faults) {
      const size_t place = places[pick(places.size())];
      const bool is_key = place + 1 < tokens.size() && tokens[place + 1] == ":";
      const bool from_sample = is_key || pick(2) == 0;
      std::string replacement = from_sample ? original[places[pick(places.size())]] : odd[pick(odd.size())];
      if (is_key && replacement[0] != '"') replacement = "\"key\"";
      tokens[place] = replacement;
    }
    std::string text;
    for (const std::string& token : tokens) text += token;
    SCOPED_TRACE(text);
    const Checked checked = CheckDocuments({text});
    ASSERT_EQ(checked.app.has_value(), checked.findings.errors == 0);
    accepted += checked.app ? 1 : 0;
    if (checked.app) {
      ASSERT_FALSE(ir::Print(*checked.app).empty());
    }
    for (const diag::Diagnostic& finding : checked.findings.diagnostics) {
      ASSERT_TRUE(finding.span.valid());
      ASSERT_TRUE(IsUtf8(finding.message));
    }
  }
  EXPECT_GT(accepted, 0U);
}

INSTANTIATE_TEST_SUITE_P(Samples, Mutation, testing::Values("hooks", "toolkit-sync", "tracker", "types"),
                         [](const auto& sample) {
                           std::string name = sample.param;
                           std::erase(name, '-');
                           return name;
                         });

}  // namespace
}  // namespace ingot::check
