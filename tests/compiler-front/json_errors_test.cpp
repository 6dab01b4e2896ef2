#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "compiler/base/json_text.h"
#include "tests/compiler-front/front.h"

namespace ingot::frontend {
namespace {

using front_test::Parse;
using ::testing::HasSubstr;

struct Case {
  std::string text;
  std::string error;  // name, line:column

  friend void PrintTo(const Case& value, std::ostream* out) {
    *out << JsonString(value.text) << " -> " << value.error;
  }
};

class JsonError : public ::testing::TestWithParam<Case> {};

TEST_P(JsonError, IsNamedAndPlaced) {
  const auto parsed = Parse(GetParam().text);
  EXPECT_EQ(parsed->FirstError(), GetParam().error) << GetParam().text << "\n" << parsed->Console();
  EXPECT_EQ(parsed->sink.errors(), GetParam().error.empty() ? 0U : 1U);
  EXPECT_EQ(parsed->ok(), GetParam().error.empty());
}

using namespace std::string_literals;

INSTANTIATE_TEST_SUITE_P(
    All, JsonError,
    ::testing::Values(
        Case{"{}", ""}, Case{" 1 ", ""}, Case{"\xEF\xBB\xBF{}", ""},
        Case{"\xEF\xBB\xBF{1}", "ExpectedKey 1:2"}, Case{"", "EmptyFile 1:1"},
        Case{" \n\t ", "EmptyFile 1:1"}, Case{"\xEF\xBB\xBF", "EmptyFile 1:1"},
        Case{"{\"a\": \"\xFF\"}", "InvalidUtf8 1:8"}, Case{"\xFF\xFE{\0"s, "InvalidUtf8 1:1"},
        Case{"{\"a\": 1,}", "TrailingComma 1:8"}, Case{"[1, 2,\n]", "TrailingComma 1:6"},
        Case{"{\"a\": 1\n\"b\": 2}", "ExpectedComma 1:8"}, Case{"[1 2]", "ExpectedComma 1:3"},
        Case{"[\"a\" \"b\"]", "ExpectedComma 1:5"}, Case{"{\"a\": 1; \"b\": 2}", "ExpectedComma 1:8"},
        Case{"{'a': 1}", "SingleQuotes 1:2"}, Case{"{\"a\": 'x'}", "SingleQuotes 1:7"},
        Case{"{\n  // x\n  \"a\": 1}", "CommentInJson 2:3"}, Case{"[1, /* x */ 2]", "CommentInJson 1:5"},
        Case{"# x\n{}", "CommentInJson 1:1"}, Case{"{} // x", "CommentInJson 1:4"},
        Case{"{a: 1}", "ExpectedKey 1:2"}, Case{"{\"a\": 1, b: 2}", "ExpectedKey 1:10"},
        Case{"{,}", "ExpectedKey 1:2"}, Case{"{1: 2}", "ExpectedKey 1:2"},
        Case{"{\"a\" 1}", "ExpectedColon 1:6"}, Case{"{\"a\" = 1}", "ExpectedColon 1:6"},
        Case{"{\"a\"}", "ExpectedColon 1:5"}, Case{"{\"a\":}", "ExpectedValue 1:6"},
        Case{"{\"a\": , \"b\": 1}", "ExpectedValue 1:7"}, Case{"[,1]", "ExpectedValue 1:2"},
        Case{"[1,,2]", "ExpectedValue 1:4"}, Case{"[:1]", "ExpectedValue 1:2"},
        Case{"{\"a\": tru}", "InvalidLiteral 1:7"}, Case{"{\"a\": True}", "InvalidLiteral 1:7"},
        Case{"[nullx]", "InvalidLiteral 1:2"}, Case{"[None]", "InvalidLiteral 1:2"},
        Case{"NaN", "InvalidLiteral 1:1"}, Case{"[-Infinity]", "InvalidLiteral 1:2"},
        Case{"tru", "InvalidLiteral 1:1"}, Case{"[\"a\"x]", "ExpectedComma 1:5"},
        Case{"[01]", "InvalidNumber 1:2"}, Case{"[-01]", "InvalidNumber 1:2"},
        Case{"[+1]", "InvalidNumber 1:2"}, Case{"[.5]", "InvalidNumber 1:2"},
        Case{"[1.]", "InvalidNumber 1:2"}, Case{"[1.e5]", "InvalidNumber 1:2"},
        Case{"[1e]", "InvalidNumber 1:2"}, Case{"[0x1F]", "InvalidNumber 1:2"},
        Case{"[-]", "InvalidNumber 1:2"}, Case{"[1, 2e+]", "InvalidNumber 1:5"},
        Case{"[1e999]", "InvalidNumber 1:2"}, Case{"-", "InvalidNumber 1:1"},
        Case{"[\"a]", "UnterminatedString 1:2"}, Case{"{\"a: 1,\n\"b\": 2}", "UnterminatedString 1:2"},
        Case{"[\"a\n\"]", "UnterminatedString 1:2"}, Case{"\"", "UnterminatedString 1:1"},
        Case{"[\"\\", "InvalidEscape 1:3"}, Case{"[\"\\u12", "InvalidEscape 1:3"},
        Case{"[\"a\tb\"]", "ControlCharacterInString 1:4"},
        Case{"[\"a\0b\"]"s, "ControlCharacterInString 1:4"}, Case{"[\"\\x41\"]", "InvalidEscape 1:3"},
        Case{"[\"\\\xC3\xA9\"]", "InvalidEscape 1:3"}, Case{"[\"\\u12G4\"]", "InvalidEscape 1:3"},
        Case{"[\"\\ud800\"]", "LoneSurrogate 1:3"}, Case{"[\"a\\udc00\"]", "LoneSurrogate 1:4"},
        Case{"[\"\\ud83d\\ude00\\\\\\udc00\"]", "LoneSurrogate 1:17"},
        Case{"[\"\\ud800\\ud800\\udc00\"]", "LoneSurrogate 1:3"},
        Case{"{\"\\udc00\": 1}", "LoneSurrogate 1:3"}, Case{"{\"a\": [1, 2", "UnclosedBracket 1:12"},
        Case{"[", "UnclosedBracket 1:2"}, Case{"{\"a\":", "UnclosedBracket 1:6"},
        Case{"{\"a\": 1,\n", "UnclosedBracket 2:1"}, Case{"[1}", "MismatchedBracket 1:3"},
        Case{"{\"a\": 1]", "MismatchedBracket 1:8"}, Case{"]", "MismatchedBracket 1:1"},
        Case{"{}}", "MismatchedBracket 1:3"}, Case{"{} {}", "TextAfterDocument 1:4"},
        Case{"{},", "TextAfterDocument 1:3"}, Case{"1 2", "TextAfterDocument 1:3"},
        Case{"{}\0"s, "TextAfterDocument 1:3"}, Case{"[\0]"s, "UnexpectedCharacter 1:2"},
        Case{"\0"s, "UnexpectedCharacter 1:1"}, Case{"[\xC2\xA0]", "UnexpectedCharacter 1:2"},
        Case{"[@]", "UnexpectedCharacter 1:2"}, Case{"[\f]", "UnexpectedCharacter 1:2"},
        Case{"[\"\\uD8\0\"]"s, "InvalidEscape 1:3"}));

TEST(JsonHelp, SaysWhatToDo) {
  EXPECT_THAT(Parse("{a: 1}")->Console(), HasSubstr("help: write `\"a\"`"));
  EXPECT_THAT(Parse("[True]")->Console(), HasSubstr("help: write `true`"));
  EXPECT_THAT(Parse("[None]")->Console(), HasSubstr("help: write `null`"));
  EXPECT_THAT(Parse("[+1]")->Console(), HasSubstr("no `+` before it"));
  EXPECT_THAT(Parse("[007]")->Console(), HasSubstr("no zero before it"));
  EXPECT_THAT(Parse("\xFF\xFE")->Console(), HasSubstr("UTF-16"));
  EXPECT_THAT(Parse("{\n\"a\": [")->Console(), HasSubstr("opened here"));
  EXPECT_THAT(Parse("[\"\\q\"]")->Console(), HasSubstr("invalid escape `\\q`"));
}

TEST(JsonFolder, EveryFileReportsItsOwnError) {
  front_test::Parsed parsed;
  parsed.sources.Add("a.json", "{,}");
  parsed.sources.Add("b.json", "{\"ingot\": 1}");
  parsed.sources.Add("c.json", "[1,]");
  EXPECT_FALSE(ParseJson(parsed.sources, parsed.sink));
  EXPECT_EQ(parsed.sink.errors(), 2U);
}

}  // namespace
}  // namespace ingot::frontend
