#include <gtest/gtest.h>
#include <re2/re2.h>

#include "compiler/check/pattern_sample.h"

namespace ingot::check {
namespace {

auto SampleOfPattern(std::string pattern, SampleShape shape) -> std::optional<std::string> {
  auto text = PatternSampler(pattern).Sample(shape);
  const re2::RE2 expression(pattern, re2::RE2::Quiet);
  return text && re2::RE2::FullMatch(*text, expression) ? text : std::nullopt;
}

TEST(PatternSample, UnderstandsTheCommonSubset) {
  const struct {
    std::string_view pattern;
    std::string_view sample;
  } cases[] = {
      {"", ""},
      {"abc", "abc"},
      {"[a-z]+", "a"},
      {"[^a-z]{3}", "111"},
      {"\\d{4}-\\d{2}", "1111-11"},
      {"(a|b)c", "ac"},
      {"(?:x){2,3}", "xx"},
      {"(?P<year>\\d)", "1"},
      {"^a$", "a"},
      {"\\Aa\\z", "a"},
      {"a*b?c+", "c"},
      {"a{2,}", "aa"},
      {"\\.\\[\\\\", ".[\\"},
      {"[]x]", "x"},
      {"[^]a]", "1"},
      {"[[:upper:]]", "A"},
      {"\\x41\\x{1F600}", "A😀"},
      {"\\p{Lu}\\pN", "A1"},
      {"a\\x0Bb\\xC2", "a\x0B" "b\u00c2"},
      {"(?i)ABC", "ABC"},
      {"é+", "é"},
      {".", "a"},
      {"a{,3}", "a{,3}"},
      {"\\bword\\b", "word"},
      {"(a(b(c)))", "abc"},
      {"|a", ""},
      {"a+?b*?", "a"},
  };
  for (const auto& [pattern, sample] : cases) {
    const auto made = SampleOfPattern(std::string(pattern), {});
    ASSERT_TRUE(made.has_value()) << pattern;
    EXPECT_EQ(*made, sample) << pattern;
  }
}

TEST(PatternSample, GivesUpRatherThanBeWrong) {
  for (const std::string_view pattern :
       {"[", "a\\bb", "\\Qa\\E", "[^\\x00-\\x{10FFFF}]", "(", "a$b", "\\C"}) {
    EXPECT_FALSE(SampleOfPattern(std::string(pattern), {}).has_value()) << pattern;
  }
  EXPECT_FALSE(SampleOfPattern(std::string(200, '(') + std::string(200, ')'), {}).has_value());
  EXPECT_FALSE(SampleOfPattern("(((a{100}){10}){10})", {}).has_value());
}

TEST(PatternSample, GrowsOnePartOrAll) {
  EXPECT_EQ(SampleOfPattern("a+b+", {.repeats = 2}), "aaabbb");
  EXPECT_EQ(SampleOfPattern("a+b+", {.repeats = 2, .which = 1}), "abbb");
  EXPECT_EQ(SampleOfPattern("a|bb|c", {.choice = 1}), "bb");
  EXPECT_EQ(SampleOfPattern("\\w\\d", {.letter = 'c'}), "c3");
}

}  // namespace
}  // namespace ingot::check
