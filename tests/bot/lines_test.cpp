// What of foreign text comes into the log.
#include "bot/store/lines.h"

#include <gtest/gtest.h>

namespace ingot::bot {
namespace {

constexpr const char* kNot = "\xEF\xBF\xBD";

TEST(BotLines, KeepsWhatCanBeShown) {
  EXPECT_EQ(CleanLine("plain\twith a tab", 100), "plain\twith a tab");
  EXPECT_EQ(CleanLine("größer → 😀", 100), "größer → 😀");
  EXPECT_EQ(CleanLine("end\r", 100), "end");
  EXPECT_EQ(CleanLine("\x1b[1;31merror\x1b[0m: x", 100), "error: x");
  EXPECT_EQ(CleanLine("\x1b]0;title\x07", 100), std::string("]0;title") + kNot);
}

TEST(BotLines, ReplacesWhatIsNoText) {
  EXPECT_EQ(CleanLine(std::string("a\0b", 3), 100), std::string("a") + kNot + "b");
  for (const char* wrong : {"\x80", "\xC0\x80", "\xC3", "\xED\xA0\x80", "\xF5\x80\x80\x80", "\xE0\x80\x80", "\xF4\x90\x80\x80", "\xFF"}) {
    const std::string clean = CleanLine(wrong, 100);
    EXPECT_TRUE(clean.starts_with(kNot)) << wrong;
    EXPECT_EQ(clean.size() % 3, 0U);
  }
}

TEST(BotLines, CutsBetweenCharacters) {
  EXPECT_EQ(CleanLine("0123456789", 10), "0123456789");
  EXPECT_EQ(CleanLine("0123456789a", 10), "0123 [cut]");
  std::string wide;
  for (int i = 0; i < 3000; ++i) wide += "€";
  const std::string cut = CleanLine(wide, 4096);
  EXPECT_LE(cut.size(), 4096U);
  EXPECT_TRUE(cut.ends_with("€ [cut]"));
}

}  // namespace
}  // namespace ingot::bot
