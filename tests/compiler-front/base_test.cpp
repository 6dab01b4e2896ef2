#include <array>
#include <set>
#include <string>
#include <variant>

#include <gtest/gtest.h>

#include "compiler/base/edit_distance.h"
#include "compiler/base/json_text.h"
#include "compiler/base/match.h"
#include "compiler/base/names.h"
#include "compiler/base/sha256.h"
#include "compiler/base/span.h"
#include "compiler/base/store.h"
#include "compiler/base/utf8.h"

namespace ingot {
namespace {

TEST(Id, IsInvalidUntilGivenAndSortsLast) {
  const Id<int> none;
  const Id<int> first(0);
  EXPECT_FALSE(none.valid());
  EXPECT_TRUE(first.valid());
  EXPECT_LT(first, Id<int>(1));
  EXPECT_LT(first, none);
}

TEST(Store, KeepsOrderAndGivesIds) {
  Store<std::string> store;
  const auto a = store.Add("a");
  const auto b = store.Add("b");
  EXPECT_EQ(store[a] + store[b], "ab");
  EXPECT_EQ(store.Ids(), (std::vector{a, b}));
  EXPECT_FALSE(store.Contains({}));
  std::string all;
  for (const std::string& value : store) all += value;
  EXPECT_EQ(all, "ab");
}

TEST(Match, VisitsEveryCase) {
  const auto name = [](const std::variant<int, std::string>& value) {
    return std::visit(Match{[](int) { return "int"; }, [](const std::string&) { return "string"; }}, value);
  };
  EXPECT_STREQ(name(1), "int");
  EXPECT_STREQ(name("x"), "string");
}

TEST(Names, Snake) {
  const std::array<std::pair<std::string, std::string>, 12> cases{{{"repoUrl", "repo_url"},
                                                                   {"userID", "user_id"},
                                                                   {"HTTPServer", "http_server"},
                                                                   {"Project", "project"},
                                                                   {"sha256Hash", "sha256_hash"},
                                                                   {"aB", "a_b"},
                                                                   {"ABC", "abc"},
                                                                   {"a1B2", "a1_b2"},
                                                                   {"user_id", "user_id"},
                                                                   {"toolkit-sync", "toolkit_sync"},
                                                                   {"__x__", "x"},
                                                                   {"", ""}}};
  for (const auto& [name, snake] : cases) EXPECT_EQ(SnakeCase(name), snake) << name;
}

TEST(Names, OtherStyles) {
  EXPECT_EQ(KebabCase("repoUrl"), "repo-url");
  EXPECT_EQ(PascalCase("toolkit-sync"), "ToolkitSync");
  EXPECT_EQ(CamelCase("HTTPServer"), "httpServer");
  EXPECT_EQ(CamelCase(""), "");
  EXPECT_EQ(FoldName("user_ID"), FoldName("USERID"));
  EXPECT_EQ(AsciiLower("\xC3\x89X"), "\xC3\x89x");
}

TEST(NearestName, FindsWhatWasMeant) {
  const std::array<std::string_view, 5> types{"string", "text", "timestamp", "int", "bigint"};
  EXPECT_EQ(NearestName("strng", types), "string");
  EXPECT_EQ(NearestName("String", types), "string");
  EXPECT_EQ(NearestName("tetx", types), "text");
  EXPECT_EQ(NearestName("timestmp", types), "timestamp");
  EXPECT_EQ(NearestName("unrelated", types), std::nullopt);
  EXPECT_EQ(NearestName("x", types), std::nullopt);
  EXPECT_EQ(NearestName("", types), std::nullopt);
  EXPECT_EQ(NearestName(std::string(5000, 's'), types), std::nullopt);
}

TEST(EditDistance, CountsASwapAsOne) {
  EXPECT_EQ(EditDistance("name", "nmae", 3), 1U);
  EXPECT_EQ(EditDistance("abc", "abc", 0), 0U);
  EXPECT_EQ(EditDistance("abc", "xyz", 2), 3U);
  EXPECT_EQ(EditDistance("", "ab", 5), 2U);
}

TEST(Utf8, KnowsWhatIsValid) {
  EXPECT_TRUE(IsUtf8("a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80"));
  EXPECT_EQ(CountCodePoints("a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80"), 4U);
  const std::array<std::string_view, 8> invalid{"\xC0\xAF",     "\xED\xA0\x80",    "\xF4\x90\x80\x80",
                                                "\xFF",         "\xE2\x82",        "\x80",
                                                "\xE0\x80\x80", "\xF0\x80\x80\x80"};
  for (const std::string_view text : invalid) {
    EXPECT_FALSE(IsUtf8(text));
    EXPECT_EQ(FirstInvalidUtf8("0123456789" + std::string(text)), 10U);
  }
}

TEST(Utf8, EncodesWhatItDecodes) {
  for (char32_t value = 0; value <= 0x10FFFF; value += 0x1F) {
    if (value >= 0xD800 && value <= 0xDFFF) continue;
    std::string text;
    AppendUtf8(text, value);
    const auto code_point = DecodeUtf8(text);
    ASSERT_TRUE(code_point);
    ASSERT_EQ(code_point->value, value);
    ASSERT_EQ(code_point->size, text.size());
  }
}

TEST(JsonText, EscapesWhatATerminalObeys) {
  EXPECT_EQ(JsonString("a\"\\\n"), R"("a\"\\\n")");
  EXPECT_EQ(JsonString(std::string_view("\0\x1b\x7f", 3)), R"("\u0000\u001b\u007f")");
  EXPECT_EQ(JsonString("\xE2\x80\xAE"), R"("\u202e")");
  EXPECT_EQ(JsonString("\xC3\xA9"), "\"\xC3\xA9\"");
  EXPECT_EQ(JsonString("\xFF"), "\"\xEF\xBF\xBD\"");
}

TEST(Sha256, MatchesTheStandard) {
  EXPECT_EQ(Sha256Hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(Sha256Hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

}  // namespace
}  // namespace ingot
