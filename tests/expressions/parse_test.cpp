#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "compiler/base/json_text.h"
#include "compiler/diagnostics/collecting_sink.h"
#include "compiler/frontend/expr/parse.h"

namespace ingot::frontend {
namespace {

auto Show(const ExprNode& node) -> std::string {
  if (node.children.empty()) return node.text + (node.kind == ExprKind::kCall ? "()" : "");
  std::string text = "(" + node.text;
  for (const ExprNode& child : node.children) text += " " + Show(child);
  return text + ")";
}

// The tree of `text`, or the codes of what was reported.
auto Parse(std::string_view text) -> std::string {
  const Span span{SourceId(0), 0, static_cast<uint32_t>(JsonString(text).size())};
  diag::CollectingSink sink;
  diag::Emitter emitter(sink);
  const auto tree = ParseExpression(text, TextPlaces(span, text), emitter);
  EXPECT_EQ(tree.has_value(), sink.ok());
  if (tree) return Show(*tree);
  std::string codes;
  for (const auto& diagnostic : sink.Collected().diagnostics) codes += diag::CodeText(diagnostic.code) + " ";
  return codes;
}

TEST(Parse, OperatorsBindAsDocumented) {
  EXPECT_EQ(Parse("a + b * c - d"), "(- (+ a (* b c)) d)");
  EXPECT_EQ(Parse("a || b && c || d"), "(|| a (&& b c) d)");
  EXPECT_EQ(Parse("a ?? b + 1 == c"), "(== (?? a (+ b 1)) c)");
  EXPECT_EQ(Parse("a ? b : c ? d : e"), "(?: a b (?: c d e))");
  EXPECT_EQ(Parse("!a == b"), "(== (! a) b)");
  EXPECT_EQ(Parse("-a.b * 2"), "(* (- (b a)) 2)");
  EXPECT_EQ(Parse("a in [1, 2] && b matches 'x'"), "(&& (in a 1 2) (matches b x))");
  EXPECT_EQ(Parse("f(g(), 1)"), "(f g() 1)");
}

TEST(Parse, ASignBelongsToItsLiteral) {
  EXPECT_EQ(Parse("-9223372036854775808"), "-9223372036854775808");
  EXPECT_EQ(Parse("--1"), "(- -1)");
  EXPECT_EQ(Parse("1 - -1.5"), "(- 1 -1.5)");
}

TEST(Parse, TextsAreDecoded) {
  EXPECT_EQ(Parse(R"('it\'s \\ "x"\n')"), "it's \\ \"x\"\n");
  EXPECT_EQ(Parse(R"("say 'x'")"), "say 'x'");
  EXPECT_EQ(Parse(R"(r'\d+')"), "\\d+");
  EXPECT_EQ(Parse("'\U0001F600'"), "\U0001F600");
}

TEST(Parse, LimitsHoldWithoutRecursion) {
  for (const std::string_view open :
       {"(", "!", "-", "f(", "a ? ", "a ? b : ", "a in [", "1 + (", "[", "!("}) {
    std::string text;
    while (text.size() + open.size() < kMostExpressionBytes) text += open;
    EXPECT_THAT(Parse(text), ::testing::HasSubstr("ING060"));
  }
  std::string chain = "1";
  while (chain.size() < kMostExpressionBytes - 2) chain += "-1";
  EXPECT_EQ(Parse(chain), "ING0602 ");
  std::string conditions = "a";
  while (conditions.size() < kMostExpressionBytes - 4) conditions += "&&a";
  EXPECT_THAT(Parse(conditions), ::testing::StartsWith("(&& a a"));
  EXPECT_EQ(Parse(std::string(kMostExpressionBytes + 1, 'a')), "ING0601 ");
  EXPECT_EQ(Parse(std::string(63, '(') + "1" + std::string(63, ')')), "1");
}

TEST(Places, EscapesOfJsonAreCounted) {
  // "\"\n\u0001é😀x"
  const std::string decoded = "\"\n\x01\u00E9\U0001F600x";
  const std::string raw = R"(\"\n\u0001é😀x)";
  const Span span{SourceId(0), 100, static_cast<uint32_t>(102 + raw.size())};
  const TextPlaces places(span, decoded);
  EXPECT_EQ(places.At(decoded.size() - 1, decoded.size()).begin, 101 + raw.size() - 1);
  EXPECT_EQ(places.At(1, 2).begin, 103U);
  EXPECT_EQ(places.Whole(), (Span{SourceId(0), 101, static_cast<uint32_t>(101 + raw.size())}));
}

TEST(Places, LongEscapesNeedTheRawText) {
  const std::string raw = R"(\u0061\/\ud83d\ude00b)";
  const std::string decoded = "a/\U0001F600b";
  const Span span{SourceId(0), 0, static_cast<uint32_t>(2 + raw.size())};
  EXPECT_EQ(TextPlaces(span, decoded).At(0, 1), span);
  EXPECT_EQ(TextPlaces(span, decoded, raw).At(0, 1), (Span{SourceId(0), 1, 7}));
  EXPECT_EQ(TextPlaces(span, decoded, raw).At(6, 7), (Span{SourceId(0), 21, 22}));
}

}  // namespace
}  // namespace ingot::frontend
