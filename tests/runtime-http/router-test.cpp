// The router against examples, and against a matcher that tries every route.
#include "service/router.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <set>
#include <stdexcept>

namespace ingot::rt::service {
namespace {

using testing::HasSubstr;

Response none(Context&, Request&) { return Response(204); }

constexpr Route kRoutes[] = {
    {Method::get, "/", none},
    {Method::get, "/docs", none},
    {Method::post, "/docs", none},
    {Method::get, "/docs/{doc}", none},
    {Method::get, "/docs/mine", none},
    {Method::get, "/docs/{doc}/parts/{part}", none},
    {Method::get, "/docs/mine/all", none},
    {Method::del, "/items/{id}", none},
};

std::string outcome(const Router& router, Method method, std::string_view path) {
  const Router::Match match = router.match(method, path);
  switch (match.outcome) {
    case Router::Outcome::badPath: return "bad";
    case Router::Outcome::notFound: return "none";
    case Router::Outcome::methodNotAllowed: return "allow " + std::string(match.allow);
    case Router::Outcome::found: break;
  }
  std::string text(kRoutes[match.route].path);
  for (const auto& [name, value] : match.parameters) text += " " + std::string(name) + "=" + value;
  return text;
}

TEST(Router, Examples) {
  const Router router(kRoutes);
  const struct {
    Method method;
    std::string_view path;
    std::string expected;
  } cases[] = {
      {Method::get, "/", "/"},
      {Method::get, "/docs", "/docs"},
      {Method::head, "/docs", "/docs"},
      {Method::get, "/docs/", "none"},
      {Method::get, "//docs", "none"},
      {Method::get, "/docs/1", "/docs/{doc} doc=1"},
      {Method::get, "/docs/mine", "/docs/mine"},
      {Method::get, "/docs/%6Dine", "/docs/mine"},
      {Method::get, "/docs/mine/parts/2", "/docs/{doc}/parts/{part} doc=mine part=2"},
      {Method::get, "/docs/a%2Fb", "/docs/{doc} doc=a/b"},
      {Method::get, "/docs/a%20b+c", "/docs/{doc} doc=a b+c"},
      {Method::get, "/docs/%C3%A9", "/docs/{doc} doc=\xC3\xA9"},
      {Method::put, "/docs", "allow GET, HEAD, POST, OPTIONS"},
      {Method::options, "/docs", "allow GET, HEAD, POST, OPTIONS"},
      {Method::get, "/items/1", "allow DELETE, OPTIONS"},
      {Method::get, "/items", "none"},
      {Method::get, "/docs/%00", "bad"},
      {Method::get, "/docs/%C3", "bad"},
      {Method::get, "/docs/%4", "bad"},
      {Method::get, "/docs/%zz", "bad"},
      {Method::get, "/docs/../docs", "bad"},
      {Method::get, "/docs/%2e%2E/docs", "bad"},
      {Method::get, "/./docs", "bad"},
      {Method::get, "/docs/...", "/docs/{doc} doc=..."},
      {Method::get, "*", "bad"},
      {Method::get, "", "bad"},
  };
  for (const auto& [method, path, expected] : cases) EXPECT_EQ(outcome(router, method, path), expected) << path;
}

std::string refused(std::vector<Route> routes) {
  try {
    const Router router(routes);
  } catch (const std::runtime_error& error) {
    return error.what();
  }
  return "(taken)";
}

TEST(Router, RefusesWhatContradictsItself) {
  EXPECT_THAT(refused({{Method::get, "/a/{x}", none}, {Method::get, "/a/{y}", none}}), HasSubstr("answers the same as /a/{x}"));
  EXPECT_THAT(refused({{Method::get, "/a", none}, {Method::get, "/a", none}}), HasSubstr("answers the same"));
  EXPECT_THAT(refused({{Method::get, "/{x}/{x}", none}}), HasSubstr("twice"));
  EXPECT_THAT(refused({{Method::get, "a", none}}), HasSubstr("slash"));
  EXPECT_THAT(refused({{Method::get, "/a/", none}}), HasSubstr("empty segment"));
  EXPECT_THAT(refused({{Method::get, "/a//b", none}}), HasSubstr("empty segment"));
  EXPECT_THAT(refused({{Method::get, "/a{x}", none}}), HasSubstr("no whole segment"));
  EXPECT_THAT(refused({{Method::get, "/{}", none}}), HasSubstr("no whole segment"));
  EXPECT_THAT(refused({{Method::get, "/{a-b}", none}}), HasSubstr("no name"));
  EXPECT_EQ(refused({{Method::get, "/a/{x}", none}, {Method::post, "/a/{y}", none}}), "(taken)");
}

std::vector<std::string> segmentsOf(std::string_view path) {
  std::vector<std::string> segments(1);
  for (const char c : path.substr(1)) {
    if (c == '/') {
      segments.emplace_back();
    } else {
      segments.back() += c;
    }
  }
  return segments;
}

// The shape of a path: parameters lose their names.
std::string shapeOf(std::string_view path) {
  std::string shape;
  for (const std::string& segment : segmentsOf(path)) shape += "/" + (segment.front() == '{' ? "{}" : segment);
  return shape;
}

// The shape that wins for `path`: of those that fit, the one with the first written-out segment.
std::string naive(const std::vector<std::string>& patterns, std::string_view path) {
  const auto wanted = segmentsOf(path);
  std::string best;
  std::string bestRank;
  for (const std::string& pattern : patterns) {
    const auto segments = segmentsOf(pattern);
    if (segments.size() != wanted.size()) continue;
    std::string rank;
    for (std::size_t i = 0; i < segments.size(); ++i) {
      const bool parameter = segments[i].front() == '{';
      if (parameter ? wanted[i].empty() : segments[i] != wanted[i]) break;
      rank += parameter ? '1' : '0';
    }
    if (rank.size() != segments.size() || (!best.empty() && rank >= bestRank)) continue;
    best = shapeOf(pattern);
    bestRank = rank;
  }
  return best;
}

TEST(Router, AgreesWithANaiveMatcher) {
  std::mt19937 random(20261121);
  const auto pick = [&](int count) { return static_cast<int>(random() % static_cast<unsigned>(count)); };
  const auto path = [&](bool pattern) {
    std::string text;
    for (int i = pick(4); i >= 0; --i) {
      const int choice = pick(pattern ? 5 : 3);
      text += choice < 3 ? "/" + std::string(1, static_cast<char>('a' + choice)) : "/{p" + std::to_string(i) + "}";
    }
    return text;
  };
  for (int round = 0; round < 300; ++round) {
    std::vector<std::string> patterns;
    std::vector<Route> routes;
    std::set<std::string> shapes;
    for (int i = 0; i < 12; ++i) {
      std::string pattern = path(true);
      if (shapes.insert(shapeOf(pattern)).second) patterns.push_back(std::move(pattern));
    }
    for (const std::string& pattern : patterns) routes.push_back({Method::get, pattern, none});
    const Router router(routes);
    for (int i = 0; i < 60; ++i) {
      const std::string asked = path(false);
      const Router::Match match = router.match(Method::get, asked);
      const std::string found = match.outcome == Router::Outcome::found ? shapeOf(routes[match.route].path) : "";
      ASSERT_EQ(found, naive(patterns, asked)) << asked;
    }
  }
}

}  // namespace
}  // namespace ingot::rt::service
