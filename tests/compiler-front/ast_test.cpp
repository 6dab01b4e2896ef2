#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/compiler-front/front.h"

namespace ingot::ast {
namespace {

using front_test::Parse;
using front_test::Parsed;

auto ParseAll(std::vector<std::string> texts) -> std::unique_ptr<Parsed> {
  auto parsed = std::make_unique<Parsed>();
  for (size_t i = 0; i < texts.size(); ++i)
    parsed->sources.Add(std::string(1, static_cast<char>('a' + i)) + ".json", texts[i]);
  parsed->tree = frontend::ParseJson(parsed->sources, parsed->sink);
  return parsed;
}

TEST(Tree, ReadsEveryKind) {
  const auto parsed = Parse(
      R"({"n": null, "b": true, "f": false, "i": -1.50e+3, "s": "a\u0000\n\ud83d\ude00", "a": [1, []], "o": {}})");
  ASSERT_TRUE(parsed->ok()) << parsed->Console();
  const Node root = parsed->tree->root();
  EXPECT_EQ(root.kind(), Kind::kObject);
  EXPECT_EQ(root.size(), 7U);
  EXPECT_TRUE(root.Find("n").IsNull());
  EXPECT_TRUE(root.Find("b").boolean());
  EXPECT_FALSE(root.Find("f").boolean());
  EXPECT_EQ(root.Find("i").text(), "-1.50e+3");
  EXPECT_EQ(root.Find("s").text(), std::string_view("a\0\n\xF0\x9F\x98\x80", 7));
  EXPECT_EQ(root.Find("a").size(), 2U);
  EXPECT_EQ((*root.Find("a").Items().begin()).text(), "1");
  EXPECT_EQ(root.Find("o").size(), 0U);
  EXPECT_FALSE(root.Find("missing"));
  EXPECT_FALSE(root.Find("a").Find("x"));
  for (const Member member : root.Find("o").Members()) FAIL() << member.name();
}

TEST(Tree, SpansHoldTheWholeToken) {
  const std::string text =
      "  { \"k\\u0041\" : [ 10 , \"x\" ] , \"b\":tru"
      "e }\n";
  const auto parsed = Parse(text);
  ASSERT_TRUE(parsed->ok());
  const auto cut = [&](Span span) { return text.substr(span.begin, span.size()); };
  const Node root = parsed->tree->root();
  EXPECT_EQ(cut(root.span()), text.substr(2, text.size() - 3));
  const Member first = *root.Members().begin();
  EXPECT_EQ(first.name(), "kA");
  EXPECT_EQ(cut(first.key.span()), "\"k\\u0041\"");
  EXPECT_EQ(cut(first.value.span()), "[ 10 , \"x\" ]");
  EXPECT_EQ(cut((*first.value.Items().begin()).span()), "10");
  EXPECT_EQ(cut(root.Find("b").span()), "true");
}

TEST(Tree, KeepsDuplicateKeysAndOrder) {
  const auto parsed = Parse(R"({"b": 1, "a": 2, "b": 3})");
  std::string order;
  for (const Member member : parsed->tree->root().Members())
    order += std::string(member.name()) + std::string(member.value.text());
  EXPECT_EQ(order, "b1a2b3");
  EXPECT_EQ(parsed->tree->root().Find("b").text(), "1");
}

TEST(Tree, HandlesSurviveAMove) {
  auto parsed = Parse("[1]");
  const Node root = parsed->tree->root();
  const Tree moved = std::move(*parsed->tree);
  EXPECT_EQ(root.size(), 1U);
  EXPECT_EQ(root, moved.root());
}

TEST(Print, IsCanonicalAndStable) {
  const auto parsed = Parse(
      R"({"ingot":1,"models":[{"name":"A","fields":[{"name":"x","type":"int"}]}],"e":[],"o":{},"t":"a\/\u00e9"})");
  const std::string printed = Print(parsed->tree->root());
  EXPECT_EQ(printed,
            "{\n"
            "  \"ingot\": 1,\n"
            "  \"models\": [\n"
            "    {\n"
            "      \"name\": \"A\",\n"
            "      \"fields\": [\n"
            "        { \"name\": \"x\", \"type\": \"int\" }\n"
            "      ]\n"
            "    }\n"
            "  ],\n"
            "  \"e\": [],\n"
            "  \"o\": {},\n"
            "  \"t\": \"a/\xC3\xA9\"\n"
            "}\n");
  EXPECT_EQ(Print(Parse(printed)->tree->root()), printed);
}

TEST(Print, BreaksWhatDoesNotFit) {
  const auto parsed =
      Parse("[" + std::string("\"aaaaaaaaaaaaaaaaaaaa\",") + "\"" + std::string(80, 'b') + "\"]");
  EXPECT_EQ(Print(parsed->tree->root()),
            "[\n  \"aaaaaaaaaaaaaaaaaaaa\",\n  \"" + std::string(80, 'b') + "\"\n]\n");
}

TEST(Print, WithSpans) {
  EXPECT_EQ(PrintWithSpans(Parse(R"({"a": [1, "x"]})")->tree->root()),
            "object of 1 @0:0..15\n"
            "  \"a\" @1..4 = array of 2 @6..14\n"
            "    1 @7..8\n"
            "    \"x\" @10..13\n");
}

TEST(Merge, OneDocumentStaysAsItIs) {
  const auto parsed = ParseAll({R"({"ingot": 1, "models": [1, 2], "x": {"y": []}})"});
  ASSERT_TRUE(parsed->ok());
  EXPECT_EQ(Print(parsed->tree->root()),
            Print(Parse(R"({"ingot": 1, "models": [1, 2], "x": {"y": []}})")->tree->root()));
}

TEST(Merge, JoinsArraysByKey) {
  const auto parsed =
      ParseAll({R"({"ingot": 1, "models": [{"name": "A"}], "enums": []})",
                R"({"models": [{"name": "B"}, {"name": "C"}], "ingot": 1, "app": {"name": "x"}})",
                R"({"ingot": 1, "models": [], "enums": ["e"]})"});
  ASSERT_TRUE(parsed->ok()) << parsed->Console();
  EXPECT_EQ(Print(parsed->tree->root()),
            "{\n"
            "  \"ingot\": 1,\n"
            "  \"models\": [\n"
            "    { \"name\": \"A\" },\n"
            "    { \"name\": \"B\" },\n"
            "    { \"name\": \"C\" }\n"
            "  ],\n"
            "  \"enums\": [\"e\"],\n"
            "  \"app\": { \"name\": \"x\" }\n"
            "}\n");
  const Node models = parsed->tree->root().Find("models");
  std::string sources;
  for (const Node model : models.Items()) sources += parsed->sources.Name(model.span().source);
  EXPECT_EQ(sources, "a.jsonb.jsonb.json");
}

TEST(Merge, KeepsWhatItCannotJoinForTheCheck) {
  const auto parsed = ParseAll({R"({"ingot": 1, "models": [1], "models": [2], "auth": "none"})",
                                R"({"ingot": 1, "models": 3, "auth": "x"})"});
  ASSERT_TRUE(parsed->ok());
  std::string keys;
  for (const Member member : parsed->tree->root().Members()) keys += std::string(member.name()) + " ";
  EXPECT_EQ(keys, "ingot models models auth models auth ");
}

TEST(Merge, ReportsEveryDocument) {
  const auto parsed =
      ParseAll({R"([1])", R"({"models": []})", R"({"ingot": 2})", R"({"ingot": "1"})", R"({"ingot": 1)"});
  EXPECT_FALSE(parsed->ok());
  // A syntax error stops before the documents are judged.
  EXPECT_EQ(parsed->sink.errors(), 1U);
  const auto judged = ParseAll({R"([1])", R"({"models": []})", R"({"ingot": 2})", R"({"ingot": "1"})"});
  std::string codes;
  for (const auto& found : judged->sink.Collected().diagnostics) codes += diag::CodeText(found.code) + " ";
  EXPECT_EQ(codes, "ING0201 ING0202 ING0203 ING0203 ");
}

TEST(Merge, TwoAppsShowBothPlaces) {
  const auto parsed = ParseAll({R"({"ingot": 1, "app": {}})", "{\"ingot\": 1,\n \"app\": {}}"});
  EXPECT_FALSE(parsed->ok());
  const std::string out = parsed->Console();
  EXPECT_NE(out.find("b.json:2:2"), std::string::npos) << out;
  EXPECT_NE(out.find("a.json:1:14"), std::string::npos) << out;
}

}  // namespace
}  // namespace ingot::ast
