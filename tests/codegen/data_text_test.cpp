// JSON, Markdown, environment and CMake text, read back where there is a reader.
#include <algorithm>
#include <cstdlib>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "codegen/text/cmake.h"
#include "codegen/text/env.h"
#include "codegen/text/json.h"
#include "codegen/text/json_object.h"
#include "codegen/text/markdown.h"
#include "compiler/base/utf8.h"
#include "tests/codegen/text_testing.h"

namespace ingot::codegen {
namespace {

using ::testing::ExitedWithCode;
using ::testing::HasSubstr;
using ::testing::Not;

auto Utf8Texts() -> std::vector<std::string> {
  std::vector<std::string> texts = HostileBytes();
  std::erase_if(texts, [](const std::string& text) { return !IsUtf8(text); });
  texts.insert(texts.end(), {"\u2028\u2029", "\u202Eabc", "\U0001F600", "\u00E9", "\uFFFF"});
  return texts;
}

void ExpectReadBack(const std::vector<std::string>& texts) {
  for (const std::string& text : texts) {
    const std::string quoted(JsonString::Quote(text).View());
    EXPECT_EQ(nlohmann::json::parse(quoted).get<std::string>(), text);
    EXPECT_THAT(quoted, Not(HasSubstr("<")));
    EXPECT_THAT(quoted, Not(HasSubstr("\n")));
    EXPECT_THAT(quoted, Not(HasSubstr("\u2028")));
  }
}

TEST(JsonString, EveryTextIsReadBack) { ExpectReadBack(Utf8Texts()); }

// A whole text of JSON means the same afterwards, and may stand in HTML and in JavaScript.
TEST(JsonLiteral, DocumentsAreReadBack) {
  for (const std::string& text : Utf8Texts()) {
    const nlohmann::json value = {{"</script>", text}, {text, nlohmann::json::array({1, -1.5e300, nullptr, true})}};
    for (const int indent : {-1, 2}) {
      const std::string made(JsonLiteral::Document(value.dump(indent)).View());
      EXPECT_EQ(nlohmann::json::parse(made), value);
      EXPECT_THAT(made, Not(HasSubstr("<")));
      EXPECT_THAT(made, Not(HasSubstr("\n")));
      EXPECT_THAT(made, Not(HasSubstr("\u2028")));
    }
  }
}

TEST(JsonLiteralDeathTest, WhatIsNoJsonIsABug) {
  EXPECT_EXIT(JsonLiteral::Document("{\"a\":1"), ExitedWithCode(70), HasSubstr("no JSON text"));
}

TEST(JsonObject, IsLaidOutToBeRead) {
  JsonObject small;
  small.Add("type", "string").Add("maxLength", JsonLiteral::Integer(3));
  EXPECT_EQ(small.Text().View(), "{ \"type\": \"string\", \"maxLength\": 3 }");
  EXPECT_EQ(JsonObject().Text().View(), "{}");
  EXPECT_EQ(JsonArray().Text().View(), "[]");
  JsonArray many;
  for (int i = 0; i < 3; ++i) many.Add(JsonString::Quote(std::string(40, 'x')));
  const std::string x = "\"" + std::string(40, 'x') + "\"";
  EXPECT_EQ(JsonObject().Add("a", many.Text()).Text().View(), "{\n  \"a\": [\n    " + x + ",\n    " + x + ",\n    " + x + "\n  ]\n}");
}

TEST(JsonString, EveryNaughtyStringIsReadBack) {
  const auto texts = NaughtyStrings();
  if (!texts) GTEST_SKIP() << "INGOT_CORPORA is not set";
  ExpectReadBack(*texts);
}

TEST(JsonString, IsNeverMadeOfWrongBytes) {
  EXPECT_EXIT(JsonString::Quote("\xC3"), ExitedWithCode(70), "JSON cannot hold this text");
  EXPECT_EXIT(JsonString::Quote("\xED\xA0\x80"), ExitedWithCode(70), "JSON cannot hold this text");
}

TEST(JsonText, Composes) {
  const auto text =
      JsonText::Of("{@: [@]}", JsonString::Quote("a"),
                   JsonText::Join(", ", std::vector{JsonLiteral::Integer(1), JsonLiteral::Double(0.5)}));
  EXPECT_EQ(text.View(), R"({"a": [1, 0.5]})");
}

TEST(MarkdownText, StaysOneLineOfWords) {
  EXPECT_EQ(MarkdownText::Plain("AI Toolkit Sync, v1.0").View(), "AI Toolkit Sync, v1.0");
  EXPECT_EQ(MarkdownText::Plain(" a\n\n# b\t\r\nc ").View(), "a \\# b c");
  EXPECT_EQ(MarkdownText::Plain("1. a").View(), "1\\. a");
  EXPECT_EQ(MarkdownText::Plain("[x](y) <b> `c` ![i](j)").View(),
            "\\[x\\]\\(y\\) \\<b\\> \\`c\\` \\!\\[i\\]\\(j\\)");
  EXPECT_EQ(MarkdownText::Plain("\u202Eabc\u200B").View(), "abc");
  EXPECT_EQ(MarkdownText::Plain("").View(), "");
  for (const std::string& text : Utf8Texts()) {
    const std::string plain(MarkdownText::Plain(text).View());
    EXPECT_EQ(plain.find('\n'), std::string::npos);
    for (std::size_t i = 0; i < plain.size(); ++i) {
      if (plain[i] == '\\') {
        ++i;
      } else {
        EXPECT_EQ(std::string_view("`*_[]<>#!|&~").find(plain[i]), std::string_view::npos) << plain;
      }
    }
  }
}

TEST(MarkdownText, CodeHoldsBackticks) {
  EXPECT_EQ(MarkdownText::Code("a b").View(), "`a b`");
  EXPECT_EQ(MarkdownText::Code("a`b").View(), "`` a`b ``");
  EXPECT_EQ(MarkdownText::Code("``").View(), "``` `` ```");
  EXPECT_EQ(MarkdownText::Code("").View(), "` `");
}

TEST(EnvText, IsBareOrQuoted) {
  EXPECT_EQ(EnvText::Value("sqlite:data/app.db").View(), "sqlite:data/app.db");
  EXPECT_EQ(EnvText::Value("a b").View(), "\"a b\"");
  EXPECT_EQ(EnvText::Value("").View(), "");
  EXPECT_EQ(EnvText::Value("#x=\"$HOME`id`\\\n").View(), "\"#x=\\\"\\$HOME\\`id\\`\\\\\\n\"");
  EXPECT_EXIT(EnvText::Value("a\rb"), ExitedWithCode(70), "environment file");
  EXPECT_EQ(EnvName::Named("maxBodyBytes").View(), "MAX_BODY_BYTES");
}

TEST(CMakeName, IsASlugOrAPath) {
  EXPECT_EQ(CMakeName::Slug("toolkit-sync").View(), "toolkit-sync");
  EXPECT_EQ(CMakeName::File(Path::Of("src/@.cpp", Path::Kebab("OrderLine"))).View(), "src/order-line.cpp");
  for (const std::string slug : {"", "A", "a;b", "a b", "${x}", "a--b", "a-", "-a", "a\"", "a\n"}) {
    EXPECT_EXIT(CMakeName::Slug(slug), ExitedWithCode(70), "this is no slug") << slug;
  }
}

TEST(Path, SpellsNames) {
  EXPECT_EQ(Path::Kebab("UserProfile").View(), "user-profile");
  EXPECT_EQ(Path::Snake("UserProfile").View(), "user_profile");
  EXPECT_EQ(Path::Kebab("Con").View(), "con-");
  EXPECT_EQ(Path::Number(7, 4).View(), "0007");
  EXPECT_EQ(Path::Number(12345, 4).View(), "12345");
  EXPECT_FALSE(Path::Checked("../a"));
  EXPECT_TRUE(Path::Checked("a/b.c"));
}

}  // namespace
}  // namespace ingot::codegen
