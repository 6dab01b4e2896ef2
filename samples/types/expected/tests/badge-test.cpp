// The rules of Badge, each broken alone, and its routes. Made by Ingot; changes belong in the definition.
#include <ingot/rt/testing.hpp>

#include "application.hpp"
#include "fixtures.hpp"
#include "models/badge.hpp"

namespace app {

rt::Uuid Fixtures::makeBadge(rt::Session& session) {
  if (!badge_) {
    Badge::Input input;
    input.ownerId.set(makeOwner(session));
    fillDefaults(input, rt::Write::create, rt::Timestamp{});
    badge_ = insertRow(session, input).id;
  }
  return *badge_;
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

class BadgeTest : public rt::testing::ServiceTest {
 protected:
  BadgeTest()
      : ServiceTest(application()) {
    valid_ = Body{
        {"number", "5"},
    };
    write([&]([[maybe_unused]] rt::Session& session) {
      path_ = "/v1/badges";
      valid_ = valid_.with("ownerId", quoted(fixtures_.makeOwner(session)));
    });
  }

  Fixtures fixtures_;
  std::string path_;
  Body valid_;
};

TEST_F(BadgeTest, LivesThroughItsRoutes) {
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

TEST_F(BadgeTest, KeepsWhatWasSent) {
  const auto reply = post(path_, valid_);
  ASSERT_EQ(reply.status, 201) << reply.body;
  EXPECT_EQ(reply.at("number"), "5");
}

TEST_F(BadgeTest, FillsWhatIsLeftOut) {
  const auto reply = post(path_, valid_.without("spareId").without("number"));
  ASSERT_EQ(reply.status, 201) << reply.body;
  EXPECT_EQ(reply.at("spareId"), "null");
  EXPECT_EQ(reply.at("number"), "null");
}

TEST_F(BadgeTest, ReplacesWhatIsLeftOut) {
  const auto created = post(path_, valid_);
  ASSERT_EQ(created.status, 201) << created.body;
  const auto reply = put(created.header("location"), valid_.without("spareId").without("number"));
  ASSERT_EQ(reply.status, 200) << reply.body;
  EXPECT_EQ(reply.at("spareId"), "null");
  EXPECT_EQ(reply.at("number"), "null");
}

TEST_F(BadgeTest, ChangesEachField) {
  const auto created = post(path_, valid_);
  ASSERT_EQ(created.status, 201) << created.body;
  const std::string location = created.header("location");
  auto expected = valid_;
  expected = expected.with("spareId", created.at("id"));
  ASSERT_EQ(patch(location, Body{{"spareId", created.at("id")}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  expected = expected.with("spareId", "null");
  ASSERT_EQ(patch(location, Body{{"spareId", "null"}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  expected = expected.with("number", "6");
  ASSERT_EQ(patch(location, Body{{"number", "6"}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  expected = expected.with("number", "null");
  ASSERT_EQ(patch(location, Body{{"number", "null"}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  ASSERT_EQ(put(location, valid_).status, 200);
  EXPECT_TRUE(holds(get(location), valid_));
}

TEST_F(BadgeTest, RefusesUnknownFields) {
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("no such field", "1")), invalid(), "no such field", "unknown_field"));
}

TEST_F(BadgeTest, RefusesFieldsThatTheServiceSets) {
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("id", "1")), invalid(), "id", "read_only"));
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("createdAt", "1")), invalid(), "createdAt", "read_only"));
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("updatedAt", "1")), invalid(), "updatedAt", "read_only"));
}

TEST_F(BadgeTest, OwnerIdIsRequired) {
  EXPECT_TRUE(refuses(path_, valid_, "ownerId", "null", "required"));
  EXPECT_TRUE(hasProblem(post(path_, valid_.with("ownerId", "null").with("no such field", "1")), invalid(), "ownerId", "required"));
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.without("ownerId")), invalid(), "ownerId", "required"));
}

TEST_F(BadgeTest, OwnerIdRefersToARow) {
  EXPECT_TRUE(refuses(path_, valid_, "ownerId", "\"00000000-0000-7000-8000-000000000000\"", "missing_reference"));
}

TEST_F(BadgeTest, SpareIdRefersToARow) {
  EXPECT_TRUE(refuses(path_, valid_, "spareId", "\"00000000-0000-7000-8000-000000000000\"", "missing_reference"));
}

TEST_F(BadgeTest, NumberHasAType) {
  EXPECT_TRUE(refuses(path_, valid_, "number", "true", "wrong_type"));
}

TEST_F(BadgeTest, NumberHasAMinimum) {
  EXPECT_TRUE(refuses(path_, valid_, "number", "0", "too_small"));
  EXPECT_EQ(post(path_, valid_.with("number", "1")).status, 201);
}

TEST_F(BadgeTest, UniqueConstraint1) {
  ASSERT_EQ(post(path_, valid_).status, 201);
  EXPECT_EQ(post(path_, valid_).status, 409);
}

TEST_F(BadgeTest, FiltersItsList) {
  const auto first = post(path_, valid_);
  ASSERT_EQ(first.status, 201) << first.body;
  const auto row = patch(first.header("location"), Body{});
  ASSERT_EQ(row.status, 200) << row.body;
  EXPECT_EQ(total(path_, "ownerId", quoted(rt::Uuid{})), 0);
  EXPECT_EQ(total(path_, "ownerId", row.at("ownerId")), 1);
}

TEST_F(BadgeTest, IncludesWhatItRefersTo) {
  const auto row = post(path_, valid_);
  ASSERT_EQ(row.status, 201) << row.body;
  EXPECT_EQ(get(row.header("location") + "?include=owner").at("owner.id"), row.at("ownerId"));
  EXPECT_EQ(get(path_ + "?include=owner").at("data.0.owner.id"), row.at("ownerId"));
  EXPECT_EQ(get(row.header("location") + "?include=spare").at("spare"), "null");
}

TEST_F(BadgeTest, IncludesWhatRefersToIt) {
  rt::Uuid id;
  write([&](rt::Session& session) { id = fixtures_.makeBadge(session); });
  const std::string location = path_ + "/" + rt::format(id);
  EXPECT_EQ(get(location + "?include=spareOf").at("spareOf"), "null");
}

TEST_F(BadgeTest, OwnerMayBeDeleted) {
  const auto row = post(path_, valid_);
  ASSERT_EQ(row.status, 201) << row.body;
  const std::string location = row.header("location");
  write([&](rt::Session& session) { session.execute(rt::Statement{"DELETE FROM owners WHERE id = $1"}, rt::Params(fixtures_.makeOwner(session))); });
  EXPECT_EQ(get(location).status, 404);
}

}  // namespace

}  // namespace app
