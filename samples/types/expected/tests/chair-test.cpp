// The rules of Chair, each broken alone. Made by Ingot; changes belong in the definition.
#include <ingot/rt/testing.hpp>

#include "application.hpp"
#include "fixtures.hpp"
#include "models/chair.hpp"

namespace app {

rt::Uuid Fixtures::makeChair() {
  if (!chair_) {
    Chair::Input input;
    input.roomId.set(makeRoom());
    input.material.set("sample a");
    fillChair(input, rt::Timestamp{});
    chair_ = insertChair(session_, input, rt::Timestamp{}).id;
  }
  return *chair_;
}

namespace {

using rt::testing::Body;
using rt::testing::hasOnlyProblem;
using rt::testing::hasProblem;
using rt::testing::holds;
using rt::testing::quoted;
using rt::testing::repeated;

class ChairTest : public rt::testing::ServiceTest {
 protected:
  ChairTest()
      : ServiceTest(application()) {
    valid_ = Body{
        {"material", quoted("sample a")},
    };
    write([&](rt::Session& session) {
      Fixtures fixtures(session);
      path_ = "/v1/owners/" + rt::format(fixtures.makeOwner()) + "/rooms/" + rt::format(fixtures.makeRoom()) + "/chairs";
    });
  }

  std::string path_;
  Body valid_;
};

TEST_F(ChairTest, LivesThroughItsRoutes) {
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

TEST_F(ChairTest, KeepsWhatWasSent) {
  const auto reply = post(path_, valid_);
  ASSERT_EQ(reply.status, 201) << reply.body;
  EXPECT_EQ(reply.at("material"), quoted("sample a"));
}

TEST_F(ChairTest, FillsWhatIsLeftOut) {
  const auto reply = post(path_, valid_.without("material"));
  ASSERT_EQ(reply.status, 201) << reply.body;
  EXPECT_EQ(reply.at("material"), "\"wood\"");
}

TEST_F(ChairTest, ChangesEachField) {
  const auto created = post(path_, valid_);
  ASSERT_EQ(created.status, 201) << created.body;
  const std::string location = created.header("location");
  auto expected = valid_;
  expected = expected.with("material", quoted("sample b"));
  ASSERT_EQ(patch(location, Body{{"material", quoted("sample b")}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  ASSERT_EQ(put(location, valid_).status, 200);
  EXPECT_TRUE(holds(get(location), valid_));
}

TEST_F(ChairTest, RefusesUnknownFields) {
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("no such field", "1")), 422, "no such field", "unknown_field"));
}

TEST_F(ChairTest, RefusesFieldsThatTheServiceSets) {
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("id", "1")), 422, "id", "read_only"));
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("roomId", "1")), 422, "roomId", "read_only"));
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("createdAt", "1")), 422, "createdAt", "read_only"));
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("updatedAt", "1")), 422, "updatedAt", "read_only"));
}

TEST_F(ChairTest, MaterialIsRequired) {
  EXPECT_EQ(post(path_, valid_.without("material")).status, 201);
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("material", "null")), 422, "material", "required"));
  EXPECT_TRUE(hasProblem(post(path_, valid_.with("material", "null").with("no such field", "1")), 422, "material", "required"));
}

TEST_F(ChairTest, MaterialHasAType) {
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("material", "true")), 422, "material", "wrong_type"));
}

}  // namespace

}  // namespace app
