// The rules of Change, each broken alone, and its routes. Made by Ingot; changes belong in the definition.
#include <ingot/rt/testing.hpp>

#include "application.hpp"
#include "fixtures.hpp"
#include "models/change.hpp"

namespace app {

rt::Uuid Fixtures::makeChange(rt::Session& session) {
  if (!change_) {
    Change::Input input;
    input.account.set(rt::Uuid{{17, 17, 17, 17, 17, 17, 17, 17, 17, 17, 17, 17, 17, 17, 17, 17}});
    input.what.set("what d");
    fillDefaults(input, rt::Write::create, rt::Timestamp{});
    change_ = insertRow(session, input).id;
  }
  return *change_;
}

namespace {

using rt::testing::Body;
using rt::testing::hasOnlyProblem;
using rt::testing::hasProblem;
using rt::testing::holds;
using rt::testing::listed;
using rt::testing::lists;
using rt::testing::quoted;
using rt::testing::repeated;
using rt::testing::zeros;

class ChangeTest : public rt::testing::ServiceTest {
 protected:
  ChangeTest()
      : ServiceTest(application()) {
    valid_ = Body{
        {"account", "\"11111111-1111-1111-1111-111111111111\""},
        {"what", quoted("what d")},
    };
    write([&]([[maybe_unused]] rt::Session& session) {
      path_ = "/api/changes";
    });
  }

  Fixtures fixtures_;
  std::string path_;
  Body valid_;
};

TEST_F(ChangeTest, LivesThroughItsRoutes) {
  const auto created = post(path_, valid_);
  ASSERT_EQ(created.status, 201) << created.body;
  const std::string location = created.header("location");
  const auto read = get(location);
  ASSERT_EQ(read.status, 200) << read.body;
  EXPECT_EQ(read.body, created.body);
  EXPECT_EQ(get(path_).status, 200);
  EXPECT_EQ(put(location, valid_, {{"If-Match", read.header("etag")}}).status, 200);
  EXPECT_EQ(patch(location, Body{}, {{"If-Match", read.header("etag")}}).status, 412);
  EXPECT_EQ(del(location, {{"If-Match", read.header("etag")}}).status, 412);
  EXPECT_EQ(patch(location, Body{}).status, 200);
  EXPECT_EQ(del(location).status, 204);
  EXPECT_EQ(get(location).status, 404);
}

TEST_F(ChangeTest, KeepsWhatWasSent) {
  const auto reply = post(path_, valid_);
  ASSERT_EQ(reply.status, 201) << reply.body;
  EXPECT_EQ(reply.at("account"), "\"11111111-1111-1111-1111-111111111111\"");
  EXPECT_EQ(reply.at("what"), quoted("what d"));
}

TEST_F(ChangeTest, ChangesEachField) {
  const auto created = post(path_, valid_);
  ASSERT_EQ(created.status, 201) << created.body;
  const std::string location = created.header("location");
  auto expected = valid_;
  expected = expected.with("account", "\"12121212-1212-1212-1212-121212121212\"");
  ASSERT_EQ(patch(location, Body{{"account", "\"12121212-1212-1212-1212-121212121212\""}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  expected = expected.with("what", quoted("what c"));
  ASSERT_EQ(patch(location, Body{{"what", quoted("what c")}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  ASSERT_EQ(put(location, valid_).status, 200);
  EXPECT_TRUE(holds(get(location), valid_));
}

TEST_F(ChangeTest, RefusesUnknownFields) {
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("no such field", "1")), invalid(), "no such field", "unknown_field"));
}

TEST_F(ChangeTest, RefusesFieldsThatTheServiceSets) {
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("id", "1")), invalid(), "id", "read_only"));
}

TEST_F(ChangeTest, AccountIsRequired) {
  EXPECT_TRUE(refuses(path_, valid_, "account", "null", "required"));
  EXPECT_TRUE(hasProblem(post(path_, valid_.with("account", "null").with("no such field", "1")), invalid(), "account", "required"));
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.without("account")), invalid(), "account", "required"));
}

TEST_F(ChangeTest, AccountHasAType) {
  EXPECT_TRUE(refuses(path_, valid_, "account", "true", "wrong_type"));
}

TEST_F(ChangeTest, WhatIsRequired) {
  EXPECT_TRUE(refuses(path_, valid_, "what", "null", "required"));
  EXPECT_TRUE(hasProblem(post(path_, valid_.with("what", "null").with("no such field", "1")), invalid(), "what", "required"));
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.without("what")), invalid(), "what", "required"));
}

TEST_F(ChangeTest, WhatHasAType) {
  EXPECT_TRUE(refuses(path_, valid_, "what", "true", "wrong_type"));
}

TEST_F(ChangeTest, WhatHasAMaximumLength) {
  EXPECT_TRUE(refuses(path_, valid_, "what", repeated("x", 201), "too_long"));
  EXPECT_EQ(post(path_, valid_.with("what", repeated("x", 200))).status, 201);
}

TEST_F(ChangeTest, FiltersItsList) {
  const auto first = post(path_, valid_);
  ASSERT_EQ(first.status, 201) << first.body;
  const auto second = post(path_, valid_.with("account", "\"12121212-1212-1212-1212-121212121212\"").with("what", quoted("what c")));
  ASSERT_EQ(second.status, 201) << second.body;
  const auto row = patch(first.header("location"), Body{});
  ASSERT_EQ(row.status, 200) << row.body;
  EXPECT_EQ(total(path_, "account", "\"12121212-1212-1212-1212-121212121212\""), 1);
  EXPECT_EQ(total(path_, "account", row.at("account")), 1);
}

}  // namespace

}  // namespace app
