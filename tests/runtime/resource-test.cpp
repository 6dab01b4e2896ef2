// Entity tags and preconditions of single rows.
#include <gtest/gtest.h>

#include <ingot/rt/resource.hpp>

#include "list/entity-tag.hpp"

namespace ingot::rt {
namespace {

Request with(std::string_view name, std::string_view value, Method method = Method::get) {
  Request request;
  request.method = method;
  request.path = "/api/things";
  request.headers.push_back({name, value});
  return request;
}

JsonWriter object() {
  JsonWriter json;
  json.beginObject();
  json.endObject();
  return json;
}

int statusOfIfMatch(std::string_view tag) {
  try {
    (void)ifMatch(with("If-Match", tag));
  } catch (const Failure& failure) {
    return failure.status();
  }
  return 0;
}

TEST(IfMatch, ReadsOurTags) {
  EXPECT_EQ(ifMatch(Request{}), std::nullopt);
  EXPECT_EQ(ifMatch(with("if-match", "*")), std::nullopt);
  EXPECT_EQ(ifMatch(with("if-match", "\"7\"")), 7);
  EXPECT_EQ(statusOfIfMatch("W/\"7\""), 412);
  for (const std::string_view tag : {"7", "\"\"", "\"x\"", "\"-1\"", "\"0\"", "\"1\", \"2\"", "\""})
    EXPECT_EQ(statusOfIfMatch(tag), 400) << tag;
}

TEST(RowResponse, AnswersWithTheStrongTag) {
  const Response plain = rowResponse(Request{}, 3, object());
  EXPECT_EQ(plain.status(), 200);
  EXPECT_EQ(plain.headers().at(0).second, "\"3\"");
  for (const std::string_view tags : {"\"3\"", "W/\"3\"", "*", "\"1\", \"3\"", " \"1\",W/\"3\" "}) {
    EXPECT_EQ(rowResponse(with("if-none-match", tags), 3, object()).status(), 304) << tags;
  }
  for (const std::string_view tags : {"\"4\"", "3", "\"33\"", "\"1\",\"2\""})
    EXPECT_EQ(rowResponse(with("if-none-match", tags), 3, object()).status(), 200) << tags;
  EXPECT_EQ(rowResponse(with("if-none-match", "\"3\"", Method::patch), 3, object()).status(), 200)
      << "the answer to a write";
  EXPECT_EQ(rowResponse(with("if-none-match", "\"3\"", Method::head), 3, object()).status(), 304);
}

TEST(CreatedResponse, SaysWhereTheRowIs) {
  const Response created = createdResponse(with("x", "y", Method::post), Uuid{}, 1, object());
  EXPECT_EQ(created.status(), 201);
  EXPECT_EQ(created.headers().at(0), (std::pair<std::string, std::string>{
                                         "Location", "/api/things/00000000-0000-0000-0000-000000000000"}));
}

TEST(WeakTag, DependsOnEveryByte) {
  const std::string body(100, 'x');
  for (std::size_t i = 0; i < body.size(); ++i) {
    std::string other = body;
    other[i] = 'y';
    EXPECT_NE(weakTag(body), weakTag(other));
  }
  EXPECT_NE(weakTag(std::string_view("\0", 1)), weakTag(""));
  EXPECT_EQ(weakTag("abc"), weakTag("abc"));
}

}  // namespace
}  // namespace ingot::rt
