// RE2 patterns as ECMA-262 patterns, judged by the engines of both.
#include "codegen/targets/openapi/ecma_pattern.h"

#include <gtest/gtest.h>

#include <re2/re2.h>

#include <nlohmann/json.hpp>

#include "tests/support/command.h"
#include "tests/support/folder.h"

namespace ingot::codegen::openapi {
namespace {

TEST(EcmaPattern, SaysTheSame) {
  EXPECT_EQ(EcmaPattern("[A-Z]{3}-\\d{4}"), "^(?:[A-Z]{3}-\\d{4})$");
  EXPECT_EQ(EcmaPattern("a.c"), "^(?:a[^\\n]c)$");
  EXPECT_EQ(EcmaPattern("\\-\\s\\."), "^(?:-[\\t\\n\\f\\r ]\\.)$");
  EXPECT_EQ(EcmaPattern("a{,2}"), "^(?:a\\{,2\\})$");
  EXPECT_EQ(EcmaPattern("[]a]"), "^(?:[\\]a])$");
  EXPECT_EQ(EcmaPattern("a|b"), "^(?:a|b)$");
}

TEST(EcmaPattern, LeavesOutWhatCannotBeSaid) {
  for (const char* pattern : {"(?i)a", "(?P<n>a)", "[[:alpha:]]", "\\pL", "\\p{Greek}", "\\Qa.b\\E", "\\x{10FFFF}", "a**", "^*", "\\123", "\\z",
                              "\\A", "[\\S]", "\\C", "[\\w-z]"}) {
    EXPECT_EQ(EcmaPattern(pattern), std::nullopt) << pattern;
  }
}

// Every pattern on every text, by RE2 and by the engine of Node.js.
TEST(EcmaPattern, IsOneWithRe2) {
  if (test::RunCommand("/", "node --version").code != 0) GTEST_SKIP() << "node is not installed";
  const std::vector<std::string> patterns{
      "[A-Z]{3}-\\d{4}", "a.c", ".*", ".+", "\\s*", "\\S+", "[^a]", "[^\\s]*", "\\w+", "\\W", "[\\w.-]+", "[\\d-]+", "[]a]+", "[^]a]+", "[a\\]]+",
      "[{}()|/]+", "a{2}", "a{2,}", "a{2,3}?", "a{,2}", "{", "}", "]", "x}", "\\{", "(a|b)*c", "(?:ab)+", "a??", "^a$", "a|^b", "\\bab\\b", "\\Ba",
      "[\\x41-\\x43]+", "\\x41", "\\t", "\\a", "[\\a]", "[+\\-*/]+", "[a-]+", "[-a]+", "[^-]", "\\\"", "\\'", "é+", "[é😀]", ".", "[^\\n]", "\\/",
      "a/b", "", "()", "[$^]+", "\\$\\^", "[.]", "97[89]-[0-9]{10}", "#[0-9a-fA-F]{6}", "[a-z0-9]+(-[a-z0-9]+)*", "\\d+(\\.\\d+)?", "[[a]+", "a\\|b",
      "[\\[\\]]+", "[\\\\]", "[\\^a]", "\\&", "[&&]", "[--a]", "[a-c-e]", "\\v"};
  const std::vector<std::string> texts{"", "a", "b", "ab", "abc", "aa", "aaa", "aaaa", "ABC-1234", "A", "ABC", "a\nc", "a\rc", "a\u2028c", "axc", " ", "\t",
                                       "\n", "\v", "\u00A0", "\u2003", "é", "éé", "😀", "]", "]a", "[", "[a", "{", "}", "x}", "{}()|/", "a{,2}", "a-b",
                                       "-", "--", "--a", "a-", "+-*/", "\"", "'", "/", "a/b", "$^", "^a", "#00ffAA", "1.5", "15", "978-0441478125", "\\",
                                       "&", "&&", "a|b", "c", "d", "e", "\x07", "-a", "b-c", "_", "0", "a.b-c", "\u0663"};
  nlohmann::json cases = nlohmann::json::array();
  for (const std::string& pattern : patterns) {
    const re2::RE2 wanted(pattern, re2::RE2::Quiet);
    const auto ecma = EcmaPattern(pattern);
    if (!wanted.ok() || !ecma) continue;
    for (const std::string& text : texts) cases.push_back({*ecma, text, re2::RE2::FullMatch(text, wanted)});
  }
  ASSERT_GT(cases.size(), patterns.size() * texts.size() * 8 / 10);
  test::TemporaryFolder folder;
  test::WriteFile(folder.path() + "/cases.json", cases.dump());
  test::WriteFile(folder.path() + "/judge.js",
                  "for (const [pattern, text, wanted] of require('./cases.json')) {\n"
                  "  if (new RegExp(pattern, 'u').test(text) !== wanted) { console.log(pattern, JSON.stringify(text), wanted); process.exitCode = 1; }\n"
                  "}\n");
  const auto judged = test::RunCommand(folder.path(), "node judge.js");
  EXPECT_EQ(judged.code, 0) << judged.output;
}

}  // namespace
}  // namespace ingot::codegen::openapi
