// The rules of Room, each broken alone. Made by Ingot; changes belong in the definition.
#include <ingot/rt/testing.hpp>

#include "application.hpp"
#include "fixtures.hpp"
#include "models/room.hpp"

namespace app {

rt::Uuid Fixtures::makeRoom() {
  if (!room_) {
    Room::Input input;
    input.ownerId.set(makeOwner());
    input.number.set(1);
    fillRoom(input, rt::Timestamp{});
    room_ = insertRoom(session_, input, rt::Timestamp{}).id;
  }
  return *room_;
}

namespace {

using rt::testing::Body;
using rt::testing::hasOnlyProblem;
using rt::testing::hasProblem;
using rt::testing::holds;
using rt::testing::quoted;
using rt::testing::repeated;

class RoomTest : public rt::testing::ServiceTest {
 protected:
  RoomTest()
      : ServiceTest(application()) {
    valid_ = Body{
        {"number", "1"},
    };
    write([&](rt::Session& session) {
      Fixtures fixtures(session);
      path_ = "/v1/owners/" + rt::format(fixtures.makeOwner()) + "/rooms";
    });
  }

  std::string path_;
  Body valid_;
};

TEST_F(RoomTest, LivesThroughItsRoutes) {
  const auto created = post(path_, valid_);
  ASSERT_EQ(created.status, 201) << created.body;
  const std::string location = created.header("location");
  const auto read = get(location);
  ASSERT_EQ(read.status, 200) << read.body;
  EXPECT_EQ(read.body, created.body);
  EXPECT_EQ(get(path_).status, 200);
  EXPECT_EQ(put(location, valid_, {{"If-Match", read.header("etag")}}).status, 200);
  EXPECT_EQ(patch(location, Body{}, {{"If-Match", read.header("etag")}}).status, 412);
  EXPECT_EQ(patch(location, Body{}).status, 200);
  EXPECT_EQ(del(location).status, 204);
  EXPECT_EQ(get(location).status, 404);
}

TEST_F(RoomTest, KeepsWhatWasSent) {
  const auto reply = post(path_, valid_);
  ASSERT_EQ(reply.status, 201) << reply.body;
  EXPECT_EQ(reply.at("number"), "1");
}

TEST_F(RoomTest, ChangesEachField) {
  const auto created = post(path_, valid_);
  ASSERT_EQ(created.status, 201) << created.body;
  const std::string location = created.header("location");
  auto expected = valid_;
  expected = expected.with("number", "2");
  ASSERT_EQ(patch(location, Body{{"number", "2"}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  ASSERT_EQ(put(location, valid_).status, 200);
  EXPECT_TRUE(holds(get(location), valid_));
}

TEST_F(RoomTest, RefusesUnknownFields) {
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("no such field", "1")), 422, "no such field", "unknown_field"));
}

TEST_F(RoomTest, RefusesFieldsThatTheServiceSets) {
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("id", "1")), 422, "id", "read_only"));
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("ownerId", "1")), 422, "ownerId", "read_only"));
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("createdAt", "1")), 422, "createdAt", "read_only"));
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("updatedAt", "1")), 422, "updatedAt", "read_only"));
}

TEST_F(RoomTest, NumberIsRequired) {
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.without("number")), 422, "number", "required"));
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("number", "null")), 422, "number", "required"));
  EXPECT_TRUE(hasProblem(post(path_, valid_.with("number", "null").with("no such field", "1")), 422, "number", "required"));
}

TEST_F(RoomTest, NumberHasAType) {
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("number", "true")), 422, "number", "wrong_type"));
}

TEST_F(RoomTest, NumberHasAMinimum) {
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("number", "0")), 422, "number", "too_small"));
  EXPECT_EQ(post(path_, valid_.with("number", "1")).status, 201);
}

TEST_F(RoomTest, UniqueConstraint1) {
  ASSERT_EQ(post(path_, valid_).status, 201);
  EXPECT_TRUE(hasProblem(post(path_, valid_), 409, "ownerId", "not_unique"));
  EXPECT_TRUE(hasProblem(post(path_, valid_), 409, "number", "not_unique"));
}

}  // namespace

}  // namespace app
