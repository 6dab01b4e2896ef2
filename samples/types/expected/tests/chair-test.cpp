// The rules of Chair, each broken alone, and its routes. Made by Ingot; changes belong in the definition.
#include <ingot/rt/testing.hpp>

#include "application.hpp"
#include "fixtures.hpp"
#include "models/chair.hpp"

namespace app {

rt::Uuid Fixtures::makeChair(rt::Session& session) {
  if (!chair_) {
    Chair::Input input;
    input.roomId.set(makeRoom(session));
    input.material.set("material d");
    fillDefaults(input, rt::Write::create, rt::Timestamp{});
    chair_ = insertRow(session, input).id;
  }
  return *chair_;
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

class ChairTest : public rt::testing::ServiceTest {
 protected:
  ChairTest()
      : ServiceTest(application()) {
    valid_ = Body{
        {"material", quoted("material d")},
    };
    write([&]([[maybe_unused]] rt::Session& session) {
      path_ = "/v1/owners/" + rt::format(fixtures_.makeOwner(session)) + "/rooms/" + rt::format(fixtures_.makeRoom(session)) + "/chairs";
    });
  }

  Fixtures fixtures_;
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
  EXPECT_EQ(del(location, {{"If-Match", read.header("etag")}}).status, 412);
  EXPECT_EQ(patch(location, Body{}).status, 200);
  EXPECT_EQ(read.at("updatedAt"), read.at("createdAt"));
  EXPECT_EQ(get(location).at("createdAt"), created.at("createdAt"));
  EXPECT_NE(get(location).at("updatedAt"), created.at("updatedAt"));
  EXPECT_EQ(del(location).status, 204);
  EXPECT_EQ(get(location).status, 404);
}

TEST_F(ChairTest, KeepsWhatWasSent) {
  const auto reply = post(path_, valid_);
  ASSERT_EQ(reply.status, 201) << reply.body;
  EXPECT_EQ(reply.at("material"), quoted("material d"));
}

TEST_F(ChairTest, FillsWhatIsLeftOut) {
  const auto reply = post(path_, valid_.without("material"));
  ASSERT_EQ(reply.status, 201) << reply.body;
  EXPECT_EQ(reply.at("material"), "\"wood\"");
}

TEST_F(ChairTest, ReplacesWhatIsLeftOut) {
  const auto created = post(path_, valid_);
  ASSERT_EQ(created.status, 201) << created.body;
  const auto reply = put(created.header("location"), valid_.without("material"));
  ASSERT_EQ(reply.status, 200) << reply.body;
  EXPECT_EQ(reply.at("material"), "\"wood\"");
}

TEST_F(ChairTest, ChangesEachField) {
  const auto created = post(path_, valid_);
  ASSERT_EQ(created.status, 201) << created.body;
  const std::string location = created.header("location");
  auto expected = valid_;
  expected = expected.with("material", quoted("material c"));
  ASSERT_EQ(patch(location, Body{{"material", quoted("material c")}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  ASSERT_EQ(put(location, valid_).status, 200);
  EXPECT_TRUE(holds(get(location), valid_));
}

TEST_F(ChairTest, RefusesUnknownFields) {
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("no such field", "1")), invalid(), "no such field", "unknown_field"));
}

TEST_F(ChairTest, RefusesFieldsThatTheServiceSets) {
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("id", "1")), invalid(), "id", "read_only"));
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("roomId", "1")), invalid(), "roomId", "read_only"));
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("version", "1")), invalid(), "version", "read_only"));
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("createdAt", "1")), invalid(), "createdAt", "read_only"));
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("updatedAt", "1")), invalid(), "updatedAt", "read_only"));
}

TEST_F(ChairTest, MaterialIsRequired) {
  EXPECT_TRUE(refuses(path_, valid_, "material", "null", "required"));
  EXPECT_TRUE(hasProblem(post(path_, valid_.with("material", "null").with("no such field", "1")), invalid(), "material", "required"));
  EXPECT_EQ(post(path_, valid_.without("material")).status, 201);
}

TEST_F(ChairTest, MaterialHasAType) {
  EXPECT_TRUE(refuses(path_, valid_, "material", "true", "wrong_type"));
}

TEST_F(ChairTest, ComesBackWhenItIsRestored) {
  const auto created = post(path_, valid_);
  ASSERT_EQ(created.status, 201) << created.body;
  const std::string location = created.header("location");
  EXPECT_EQ(post(location + "/restore", Body{}).status, 404);
  ASSERT_EQ(del(location).status, 204);
  EXPECT_EQ(get(location).status, 404);
  EXPECT_TRUE(lists(get(path_), {}));
  const auto restored = post(location + "/restore", Body{});
  ASSERT_EQ(restored.status, 200) << restored.body;
  EXPECT_TRUE(holds(restored, valid_));
  EXPECT_NE(restored.header("etag"), created.header("etag"));
  EXPECT_EQ(get(location).body, restored.body);
  EXPECT_EQ(post(location + "/restore", Body{}).status, 404);
  EXPECT_EQ(get(location + "/revisions").at("total"), "2");
}

TEST_F(ChairTest, KeepsEveryVersion) {
  const auto created = post(path_, valid_);
  ASSERT_EQ(created.status, 201) << created.body;
  const std::string location = created.header("location");
  ASSERT_EQ(put(location, valid_).status, 200);
  ASSERT_EQ(patch(location, Body{}).at("version"), "3");
  EXPECT_EQ(created.at("version"), "1");
  const auto all = get(location + "/revisions");
  EXPECT_EQ(all.at("total"), "3") << all.body;
  EXPECT_TRUE(lists(all, {get(location), get(location + "/revisions/2"), created}));
  EXPECT_TRUE(lists(get(location + "/revisions?limit=1&page=3"), {created}));
  const auto old = get(location + "/revisions/1");
  EXPECT_EQ(old.body, created.body);
  EXPECT_EQ(old.header("etag"), created.header("etag"));
  EXPECT_EQ(get(location + "/revisions/4").status, 404);
  EXPECT_EQ(get(location + "/revisions?sort=id").status, 400);
  ASSERT_EQ(del(location).status, 204);
  EXPECT_EQ(get(location + "/revisions").status, 404);
  EXPECT_EQ(get(location + "/revisions/1").status, 404);
}

TEST_F(ChairTest, IncludesWhatItRefersTo) {
  const auto row = post(path_, valid_);
  ASSERT_EQ(row.status, 201) << row.body;
  EXPECT_EQ(get(row.header("location") + "?include=room").at("room.id"), row.at("roomId"));
  EXPECT_EQ(get(path_ + "?include=room").at("data.0.room.id"), row.at("roomId"));
}

TEST_F(ChairTest, IncludesWhatRefersToIt) {
  rt::Uuid id;
  write([&](rt::Session& session) { id = fixtures_.makeChair(session); });
  const std::string location = path_ + "/" + rt::format(id);
  EXPECT_EQ(get(location + "?include=notes").at("notes"), "[]");
}

TEST_F(ChairTest, LivesUnderItsParents) {
  const auto row = post(path_, valid_);
  ASSERT_EQ(row.status, 201) << row.body;
  const std::string location = row.header("location");
  const std::string id = location.substr(path_.size());
  std::string stray;
  write([&]([[maybe_unused]] rt::Session& session) { stray = "/v1/owners/" + rt::format(fixtures_.makeOwner(session)) + "/rooms/" + rt::format(rt::Uuid{}) + "/chairs"; });
  EXPECT_EQ(get(stray).status, 404);
  EXPECT_EQ(post(stray, valid_).status, 404);
  EXPECT_EQ(get(stray + id).status, 404);
  EXPECT_EQ(patch(stray + id, Body{}).status, 404);
  EXPECT_EQ(put(stray + id, valid_).status, 404);
  EXPECT_EQ(del(stray + id).status, 404);
  write([&]([[maybe_unused]] rt::Session& session) { stray = "/v1/owners/" + rt::format(rt::Uuid{}) + "/rooms/" + rt::format(fixtures_.makeRoom(session)) + "/chairs"; });
  EXPECT_EQ(get(stray).status, 404);
  EXPECT_EQ(post(stray, valid_).status, 404);
  EXPECT_EQ(get(stray + id).status, 404);
  EXPECT_EQ(patch(stray + id, Body{}).status, 404);
  EXPECT_EQ(put(stray + id, valid_).status, 404);
  EXPECT_EQ(del(stray + id).status, 404);
  EXPECT_EQ(get(location).header("etag"), row.header("etag"));
}

TEST_F(ChairTest, RoomMayBeDeleted) {
  const auto row = post(path_, valid_);
  ASSERT_EQ(row.status, 201) << row.body;
  const std::string location = row.header("location");
  write([&](rt::Session& session) { session.execute(rt::Statement{"DELETE FROM rooms WHERE id = $1"}, rt::Params(fixtures_.makeRoom(session))); });
  EXPECT_EQ(get(location).status, 404);
}

}  // namespace

}  // namespace app
