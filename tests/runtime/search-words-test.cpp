// What is looked for: the words of whatever a client types.
#include <gtest/gtest.h>

#include <random>

#include "resource/search-words.hpp"

namespace ingot::rt {
namespace {

using Words = std::vector<std::string>;

TEST(SearchWords, StandBetweenSpacesAndPunctuation) {
  EXPECT_EQ(searchWords("iron  cast-skillet"), (Words{"iron", "cast", "skillet"}));
  EXPECT_EQ(searchWords("tom@a.example/b_c?d=e"), (Words{"tom", "a", "example", "b", "c", "d", "e"}));
  EXPECT_EQ(searchWords("\u201cna\u00efve\u201d\u2026\u00abx\u00bb\u3000\u6771\u4eac\u3002\u5927\u962a"), (Words{"na\u00efve", "x", "\u6771\u4eac", "\u5927\u962a"}));
  EXPECT_EQ(searchWords("a\u200bb\u200fc\u00add\u00a0e\tf\x01g\x7fh"), (Words{"a", "b", "c", "d", "e", "f", "g", "h"}));
}

TEST(SearchWords, AreNoLanguage) {
  EXPECT_EQ(searchWords("NEAR(a b) AND title:x OR NOT -y ^z*"), (Words{"NEAR", "a", "b", "AND", "title", "x", "OR", "NOT", "y", "z"}));
  EXPECT_EQ(searchWords("'a' & !b | c:*A <-> \\d"), (Words{"a", "b", "c", "A", "d"}));
}

TEST(SearchWords, AreNoneInSignsAlone) {
  for (const char* text : {"", " ", "\"", "''", "!!!", "* ^ : ( ) \\", "\u200f\u202e", "\u2026\u3001\u3002", "\u00d7\u00f7\u00a7"}) EXPECT_TRUE(searchWords(text).empty()) << text;
}

TEST(SearchWords, ComeOnce) { EXPECT_EQ(searchWords("a b a b A"), (Words{"a", "b", "A"})); }

TEST(SearchWords, KeepMarksAndWhatIsNoSign) {
  EXPECT_EQ(searchWords("cafe\u0301 \u05e9\u05c1\u05b8\u05dc\u05d5\u05b9\u05dd \u00bd x\u00b2 \u00b5m 2\u00aa"),
            (Words{"cafe\u0301", "\u05e9\u05c1\u05b8\u05dc\u05d5\u05b9\u05dd", "\u00bd", "x\u00b2", "\u00b5m", "2\u00aa"}));
  EXPECT_EQ(searchWords("a\U0001F600b \U00010FFFF"), (Words{"a\U0001F600b", "\U00010FFFF"}));
}

// One character alone is a whole word.
TEST(SearchWords, AreQuotedForEitherDatabase) {
  const Words words = searchWords("iron \u00e9 x don't");
  EXPECT_EQ(ftsQueryOf(words), "\"iron\"* \"\u00e9\"* \"x\" \"don\"* \"t\"");
  EXPECT_EQ(tsqueryOf(words), "'iron':* & '\u00e9':* & 'x' & 'don':* & 't'");
}

// Nothing that is quoted can end the quotes, and no bytes are read that are not there.
TEST(SearchWords, HoldNothingThatTheLanguagesOfQueriesKnow) {
  std::mt19937 random(7);
  const std::vector<std::string> parts{"'", "\"", "\\", "*", "^", ":", "&", "|", "!", "<->", "(", ")", "{", "}", "-", "+", "~", ",", ".", "a", "NEAR", "\u00e9", "\u05e9\u05c1",
                                       "\u6771", "\U0001F600", "\u200f", "\ufeff", "\x01", "\x7f", "\xff", "\xc3", "\xed\xa0\x80", "\xf0\x9f", "\x80"};
  for (int i = 0; i < 20'000; ++i) {
    std::string text;
    for (std::size_t count = random() % 12; count > 0; --count) text += parts[random() % parts.size()];
    for (const std::string& word : searchWords(text)) {
      ASSERT_FALSE(word.empty());
      for (const char c : word) ASSERT_TRUE(static_cast<unsigned char>(c) >= 0x80 || std::isalnum(static_cast<unsigned char>(c)) != 0) << text;
    }
  }
}

}  // namespace
}  // namespace ingot::rt
