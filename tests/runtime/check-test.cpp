// Checks: codes, words, and forms of text.
#include <gmock/gmock.h>

#include <ingot/rt/input.hpp>

#include "check/formats.hpp"
#include "check/pattern.hpp"

namespace ingot::rt {
namespace {

std::vector<Problem> problemsOf(Checks& checks) {
  try {
    checks.finish();
  } catch (const Failure& failure) {
    EXPECT_EQ(failure.status(), 422);
    EXPECT_EQ(failure.code(), "invalid");
    return failure.problems();
  }
  return {};
}

TEST(Checks, CollectsEveryProblemWithWords) {
  Checks checks(Write::create);
  checks.required("a", Input<std::string>{});
  checks.minLength("b", Input<std::string>(""), 1);
  checks.minLength("c", Input<std::string>("\xF0\x9F\x92\xA9"), 2);
  checks.maxLength("d", Input<std::string>("abc"), 2);
  checks.min("e", Input<std::int64_t>(0), 1);
  checks.max("f", Input<Decimal<2>>(Decimal<2>{101}), Decimal<2>{100});
  checks.pattern("g", Input<std::string>("b"), "a+");
  checks.email("h", Input<std::string>("x"));
  checks.precision("i", Input<Decimal<2>>(Decimal<2>{10'000}), 4);
  const auto problems = problemsOf(checks);
  std::string all;
  for (const Problem& problem : problems)
    all += problem.path + " " + problem.code + ": " + problem.message + "\n";
  EXPECT_EQ(all,
            "a required: must be given\n"
            "b too_short: must not be empty\n"
            "c too_short: must have at least 2 characters\n"
            "d too_long: must have at most 2 characters\n"
            "e too_small: must be at least 1\n"
            "f too_large: must be at most 1.00\n"
            "g pattern_mismatch: must match the pattern a+\n"
            "h invalid_format: must be an e-mail address\n"
            "i precision: must have at most 4 digits in all\n");
}

TEST(Checks, AcceptsTheBounds) {
  Checks checks(Write::create);
  checks.minLength("a", Input<std::string>("x"), 1);
  checks.maxLength("b", Input<std::string>("\xF0\x9F\x92\xA9\xF0\x9F\x92\xA9"), 2);
  checks.min("c", Input<std::int64_t>(1), 1);
  checks.precision("d", Input<Decimal<2>>(Decimal<2>{-9'999}), 4);
  checks.maxLength("e", Input<std::string>{}, 0);
  EXPECT_TRUE(problemsOf(checks).empty());
}

TEST(Checks, APatchMayLeaveARequiredFieldOutButNotClearIt) {
  Checks checks(Write::patch);
  Input<std::string> cleared;
  cleared.setNull();
  checks.required("absent", Input<std::string>{});
  checks.required("cleared", cleared);
  const auto problems = problemsOf(checks);
  ASSERT_EQ(problems.size(), 1U);
  EXPECT_EQ(problems[0].path, "cleared");
}

TEST(Checks, OnlyTheFirstProblemOfAPlaceCounts) {
  Checks checks(Write::create);
  checks.add("a", "wrong_type", "must be a string");
  checks.required("a", Input<std::string>{});
  EXPECT_TRUE(checks.failed("a"));
  EXPECT_EQ(problemsOf(checks).size(), 1U);
}

TEST(Email, IsPragmatic) {
  for (const std::string_view text : {"a@b.co", "first.last+tag@sub.example.com", "o'brien@example.org",
                                      "\xC3\xA9@example.com", "a@\xC3\xA9.example"}) {
    EXPECT_TRUE(isEmail(text)) << text;
  }
  const std::string longLocal = std::string(65, 'a') + "@b.co";
  const std::string longDomain = "a@" + std::string(64, 'b') + ".co";
  const std::string longAll = "a@" + std::string(60, 'b') + "." + std::string(60, 'b') + "." +
                              std::string(60, 'b') + "." + std::string(70, 'b') + ".co";
  for (const std::string_view text : std::initializer_list<std::string_view>{
           "",         "a",        "@",        "a@",        "@b.co",       "a@b",
           "a@@b.co",  ".a@b.co",  "a.@b.co",  "a..b@c.co", "a b@c.co",    "a@b..co",
           "a@-b.co",  "a@b-.co",  "a@b.co.",  "a@b.123",   "a@[1.2.3.4]", "\"a\"@b.co",
           "a@b.co\n", "a,b@c.co", "a<b@c.co", longLocal,   longDomain,    longAll}) {
    EXPECT_FALSE(isEmail(text)) << text;
  }
}

TEST(Url, IsHttpWithAHost) {
  for (const std::string_view text :
       {"http://a", "https://example.com/x?y=z#w", "HTTPS://EXAMPLE.com:8443/%20", "http://[::1]:80/",
        "http://127.0.0.1"}) {
    EXPECT_TRUE(isUrl(text)) << text;
  }
  const std::string tooLong = "http://a/" + std::string(2048, 'x');
  for (const std::string_view text : std::initializer_list<std::string_view>{
           "", "a", "//a", "http:", "http://", "http:///x", "ftp://a", "javascript:alert(1)", "http://u:p@a",
           "http://u@a", "http://a b", "http://a/%zz", "http://a:99999", "http://\xC3\xA9", " http://a",
           "http://a\n", "http://[::1", tooLong}) {
    EXPECT_FALSE(isUrl(text)) << text;
  }
}

TEST(Slug, IsLowerCaseInGroups) {
  for (const std::string_view text : {"a", "a-b", "a1-2b-c", "0"}) EXPECT_TRUE(isSlug(text)) << text;
  for (const std::string_view text : {"", "-", "a-", "-a", "a--b", "A", "a_b", "a b", "\xC3\xA9"})
    EXPECT_FALSE(isSlug(text)) << text;
}

TEST(Pattern, MatchesTheWholeTextInLinearTime) {
  EXPECT_TRUE(matchesPattern("abc", "[a-c]+"));
  EXPECT_FALSE(matchesPattern("abcd", "[a-c]+"));
  EXPECT_TRUE(matchesPattern("\xF0\x9F\x92\xA9", "."));
  EXPECT_FALSE(matchesPattern(std::string(100'000, 'a') + "!", "(a+)+"));
  EXPECT_THROW((void)matchesPattern("a", "("), std::logic_error);
}

}  // namespace
}  // namespace ingot::rt
