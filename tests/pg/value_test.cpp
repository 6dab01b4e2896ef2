// The one form of JSON values: order of keys, and numbers.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <regex>
#include <sstream>

#include "compiler/ast/key_order.h"
#include "compiler/ast/value.h"
#include "compiler/diagnostics/collecting_sink.h"
#include "compiler/frontend/json/parse.h"
#include "compiler/source/row_origin.h"

namespace ingot::ast {
namespace {

TEST(Value, WritesNumbersAsADatabaseKeepsThem) {
  // As `SELECT '...'::jsonb` answers.
  const std::pair<const char*, const char*> cases[] = {
      {"0", "0"},       {"-0", "0"},        {"-0.0", "0.0"},     {"1e2", "100"},           {"1.5e3", "1500"},
      {"1.50", "1.50"}, {"1.50e1", "15.0"}, {"1E-3", "0.001"},   {"-12.5e-1", "-1.25"},    {"0.001e2", "0.1"},
      {"0e5", "0"},     {"1.0", "1.0"},     {"10", "10"},        {"123.456e2", "12345.6"}, {"0.0e0", "0.0"},
      {"1e+2", "100"},  {"-1e0", "-1"},     {"0.10e-1", "0.010"}};
  for (const auto& [written, plain] : cases) EXPECT_EQ(PlainNumber(written), plain) << written;
}

TEST(Value, WritesANumberOfManyDigitsInOneWay) {
  EXPECT_EQ(PlainNumber("1e5000"), PlainNumber("1" + std::string(5000, '0')));
  EXPECT_EQ(PlainNumber("-12.50e5000"), "-1.25e5001");
  EXPECT_EQ(PlainNumber("1e-5000"), PlainNumber("0." + std::string(4999, '0') + "1"));
  EXPECT_EQ(PlainNumber("0e99999"), "0");
  EXPECT_EQ(PlainNumber("1e99999999999999999999"), "1e99999999999999999999");
}

TEST(Value, OrdersKeys) {
  source::SourceMap sources;
  diag::CollectingSink sink;
  const auto id = sources.Add("x", R"({"zebra": 1, "max": {"b": 1, "aa": 2}, "type": "string", "apple": [{"y": 1, "name": 2}], "name": "x"})");
  Value value = ToValue(frontend::ParseJson(sources, id, sink)->root());
  Canonicalise(value);
  EXPECT_EQ(PrintCompact(value), R"({"name":"x","type":"string","max":{"aa":2,"b":1},"apple":[{"name":2,"y":1}],"zebra":1})");
}

// A key that the table lacks would stand at the end, in the order of letters.
TEST(Value, KnowsEveryKeyOfTheLanguage) {
  static const std::regex kKey(R"re(Key\{"([A-Za-z]+)")re");
  size_t keys = 0;
  for (const auto& entry : std::filesystem::directory_iterator(INGOT_SOURCE_DIR "/compiler/check")) {
    std::ostringstream text;
    text << std::ifstream(entry.path()).rdbuf();
    const std::string source = text.str();
    for (std::sregex_iterator found(source.begin(), source.end(), kKey), end; found != end; ++found) {
      ++keys;
      EXPECT_NE(KeyPlace((*found)[1].str()), KeyPlace("no key of the language")) << (*found)[1].str();
    }
  }
  EXPECT_GT(keys, 100U);
}

TEST(JsonPath, LeadsToAPlace) {
  const std::string text = R"({"a": {"b c": [1, {"d\"e": "x"}], "f": -2.5}, "g": [[], [true]]})";
  const auto path = [&](const char* what) { return source::JsonPathAt(text, static_cast<uint32_t>(text.find(what))); };
  EXPECT_EQ(path("{\"a\""), "");
  EXPECT_EQ(path("\"a\""), ".a");
  EXPECT_EQ(path("1,"), ".a[\"b c\"][0]");
  EXPECT_EQ(path("\"x\""), ".a[\"b c\"][1][\"d\\\\\\\"e\"]");
  EXPECT_EQ(path("-2.5"), ".a.f");
  EXPECT_EQ(path("true"), ".g[1][0]");
  for (uint32_t offset = 0; offset <= text.size() + 3; ++offset) static_cast<void>(source::JsonPathAt(text, offset));
}

TEST(JsonPath, SurvivesWhatIsNoJson) {
  const std::string pieces[] = {"{", "}", "[", "]", ",", ":", "\"", "\\", "a", " ", "\"k\"", "1"};
  uint32_t seed = 7;
  for (int i = 0; i < 20'000; ++i) {
    std::string text;
    for (int k = 0; k < 12; ++k) {
      seed = seed * 1664525 + 1013904223;
      text += pieces[(seed >> 16) % std::size(pieces)];
    }
    for (uint32_t offset = 0; offset <= text.size(); ++offset) static_cast<void>(source::JsonPathAt(text, offset));
  }
}

}  // namespace
}  // namespace ingot::ast
