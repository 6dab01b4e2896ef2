// The rules of Room, each broken alone, and its routes. Made by Ingot; changes belong in the definition.
#include <ingot/rt/testing.hpp>

#include "application.hpp"
#include "fixtures.hpp"
#include "models/room.hpp"

namespace app {

rt::Uuid Fixtures::makeRoom(rt::Session& session) {
  if (!room_) {
    Room::Input input;
    input.ownerId.set(makeOwner(session));
    input.number.set(4);
    fillDefaults(input, rt::Write::create, rt::Timestamp{});
    room_ = insertRow(session, input).id;
  }
  return *room_;
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

class RoomTest : public rt::testing::ServiceTest {
 protected:
  RoomTest()
      : ServiceTest(application()) {
    valid_ = Body{
        {"number", "4"},
    };
    write([&]([[maybe_unused]] rt::Session& session) {
      path_ = "/v1/owners/" + rt::format(fixtures_.makeOwner(session)) + "/rooms";
    });
  }

  Fixtures fixtures_;
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
  EXPECT_EQ(del(location, {{"If-Match", read.header("etag")}}).status, 412);
  EXPECT_EQ(patch(location, Body{}).status, 200);
  EXPECT_EQ(read.at("updatedAt"), read.at("createdAt"));
  EXPECT_EQ(get(location).at("createdAt"), created.at("createdAt"));
  EXPECT_NE(get(location).at("updatedAt"), created.at("updatedAt"));
  EXPECT_EQ(del(location).status, 204);
  EXPECT_EQ(get(location).status, 404);
}

TEST_F(RoomTest, KeepsWhatWasSent) {
  const auto reply = post(path_, valid_);
  ASSERT_EQ(reply.status, 201) << reply.body;
  EXPECT_EQ(reply.at("number"), "4");
}

TEST_F(RoomTest, ChangesEachField) {
  const auto created = post(path_, valid_);
  ASSERT_EQ(created.status, 201) << created.body;
  const std::string location = created.header("location");
  auto expected = valid_;
  expected = expected.with("number", "3");
  ASSERT_EQ(patch(location, Body{{"number", "3"}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  ASSERT_EQ(put(location, valid_).status, 200);
  EXPECT_TRUE(holds(get(location), valid_));
}

TEST_F(RoomTest, RefusesUnknownFields) {
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("no such field", "1")), invalid(), "no such field", "unknown_field"));
}

TEST_F(RoomTest, RefusesFieldsThatTheServiceSets) {
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("id", "1")), invalid(), "id", "read_only"));
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("ownerId", "1")), invalid(), "ownerId", "read_only"));
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("createdAt", "1")), invalid(), "createdAt", "read_only"));
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("updatedAt", "1")), invalid(), "updatedAt", "read_only"));
}

TEST_F(RoomTest, NumberIsRequired) {
  EXPECT_TRUE(refuses(path_, valid_, "number", "null", "required"));
  EXPECT_TRUE(hasProblem(post(path_, valid_.with("number", "null").with("no such field", "1")), invalid(), "number", "required"));
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.without("number")), invalid(), "number", "required"));
}

TEST_F(RoomTest, NumberHasAType) {
  EXPECT_TRUE(refuses(path_, valid_, "number", "true", "wrong_type"));
}

TEST_F(RoomTest, NumberHasAMinimum) {
  EXPECT_TRUE(refuses(path_, valid_, "number", "0", "too_small"));
  EXPECT_EQ(post(path_, valid_.with("number", "1")).status, 201);
}

TEST_F(RoomTest, ComesBackWhenItIsRestored) {
  const auto created = post(path_, valid_);
  ASSERT_EQ(created.status, 201) << created.body;
  const std::string location = created.header("location");
  EXPECT_EQ(post(location + "/restore", Body{}).status, 404);
  ASSERT_EQ(del(location).status, 204);
  EXPECT_EQ(get(location).status, 404);
  EXPECT_TRUE(lists(get(path_), {}));
  const auto second = post(path_, valid_);
  ASSERT_EQ(second.status, 201) << second.body;
  EXPECT_EQ(post(location + "/restore", Body{}).status, 409);
  ASSERT_EQ(del(second.header("location")).status, 204);
  const auto restored = post(location + "/restore", Body{});
  ASSERT_EQ(restored.status, 200) << restored.body;
  EXPECT_TRUE(holds(restored, valid_));
  EXPECT_NE(restored.header("etag"), created.header("etag"));
  EXPECT_EQ(get(location).body, restored.body);
  EXPECT_EQ(post(location + "/restore", Body{}).status, 404);
}

TEST_F(RoomTest, UniqueConstraint1) {
  ASSERT_EQ(post(path_, valid_).status, 201);
  EXPECT_TRUE(hasProblem(post(path_, valid_), 409, "ownerId", "not_unique"));
  EXPECT_TRUE(hasProblem(post(path_, valid_), 409, "number", "not_unique"));
}

TEST_F(RoomTest, FiltersItsList) {
  const auto first = post(path_, valid_);
  ASSERT_EQ(first.status, 201) << first.body;
  const auto second = post(path_, valid_.with("number", "3"));
  ASSERT_EQ(second.status, 201) << second.body;
  const auto row = patch(first.header("location"), Body{});
  ASSERT_EQ(row.status, 200) << row.body;
  EXPECT_EQ(total(path_, "number", "3"), 1);
  EXPECT_EQ(total(path_, "number", row.at("number")), 1);
  EXPECT_EQ(total(path_, "number[gt]", row.at("number")), 0);
  EXPECT_EQ(total(path_, "number[gte]", row.at("number")), 1);
  EXPECT_EQ(total(path_, "number[lt]", row.at("number")), 1);
  EXPECT_EQ(total(path_, "number[lte]", row.at("number")), 2);
}

TEST_F(RoomTest, IncludesWhatItRefersTo) {
  const auto row = post(path_, valid_);
  ASSERT_EQ(row.status, 201) << row.body;
  EXPECT_EQ(get(row.header("location") + "?include=owner").at("owner.id"), row.at("ownerId"));
  EXPECT_EQ(get(path_ + "?include=owner").at("data.0.owner.id"), row.at("ownerId"));
}

TEST_F(RoomTest, IncludesWhatRefersToIt) {
  rt::Uuid id;
  write([&](rt::Session& session) { id = fixtures_.makeRoom(session); });
  const std::string location = path_ + "/" + rt::format(id);
  write([&](rt::Session& session) { id = fixtures_.makeChair(session); });
  EXPECT_EQ(get(location + "?include=chairs").at("chairs.0.id"), quoted(id));
  EXPECT_EQ(get(path_ + "?include=chairs").at("data.0.chairs.0.id"), quoted(id));
}

TEST_F(RoomTest, LivesUnderItsParents) {
  const auto row = post(path_, valid_);
  ASSERT_EQ(row.status, 201) << row.body;
  const std::string location = row.header("location");
  const std::string id = location.substr(path_.size());
  std::string stray;
  write([&]([[maybe_unused]] rt::Session& session) { stray = "/v1/owners/" + rt::format(rt::Uuid{}) + "/rooms"; });
  EXPECT_EQ(get(stray).status, 404);
  EXPECT_EQ(post(stray, valid_).status, 404);
  EXPECT_EQ(get(stray + id).status, 404);
  EXPECT_EQ(patch(stray + id, Body{}).status, 404);
  EXPECT_EQ(put(stray + id, valid_).status, 404);
  EXPECT_EQ(del(stray + id).status, 404);
  EXPECT_EQ(get(location).header("etag"), row.header("etag"));
}

TEST_F(RoomTest, OwnerMayBeDeleted) {
  const auto row = post(path_, valid_);
  ASSERT_EQ(row.status, 201) << row.body;
  const std::string location = row.header("location");
  write([&](rt::Session& session) { session.execute(rt::Statement{"DELETE FROM owners WHERE id = $1"}, rt::Params(fixtures_.makeOwner(session))); });
  EXPECT_EQ(get(location).status, 404);
}

}  // namespace

}  // namespace app
