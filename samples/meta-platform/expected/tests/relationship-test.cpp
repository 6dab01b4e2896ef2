// The rules of Relationship, each broken alone, and its routes. Made by Ingot; changes belong in the definition.
#include <ingot/rt/testing.hpp>

#include "application.hpp"
#include "fixtures.hpp"
#include "models/relationship.hpp"

namespace app {

rt::Uuid Fixtures::makeRelationship(rt::Session& session) {
  if (!relationship_) {
    Relationship::Input input;
    input.applicationId.set(makeApplication(session));
    input.sourceModelId.set(makeModel(session));
    input.targetModelId.set(makeModel(session));
    input.kind.set(RelationshipKind{1});
    input.name.set("name i");
    fillDefaults(input, rt::Write::create, rt::Timestamp{});
    relationship_ = insertRow(session, input).id;
  }
  return *relationship_;
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

class RelationshipTest : public rt::testing::ServiceTest {
 protected:
  RelationshipTest()
      : ServiceTest(application()) {
    valid_ = Body{
        {"kind", "\"one-to-one\""},
        {"name", quoted("name i")},
        {"inverse", quoted("inverse l")},
        {"onDelete", "\"restrict\""},
    };
    write([&]([[maybe_unused]] rt::Session& session) {
      path_ = "/api/relationships";
      valid_ = valid_.with("applicationId", quoted(fixtures_.makeApplication(session)));
      valid_ = valid_.with("sourceModelId", quoted(fixtures_.makeModel(session)));
      valid_ = valid_.with("targetModelId", quoted(fixtures_.makeModel(session)));
    });
  }

  Fixtures fixtures_;
  std::string path_;
  Body valid_;
};

TEST_F(RelationshipTest, LivesThroughItsRoutes) {
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

TEST_F(RelationshipTest, KeepsWhatWasSent) {
  const auto reply = post(path_, valid_);
  ASSERT_EQ(reply.status, 201) << reply.body;
  EXPECT_EQ(reply.at("kind"), "\"one-to-one\"");
  EXPECT_EQ(reply.at("name"), quoted("name i"));
  EXPECT_EQ(reply.at("inverse"), quoted("inverse l"));
  EXPECT_EQ(reply.at("onDelete"), "\"restrict\"");
}

TEST_F(RelationshipTest, FillsWhatIsLeftOut) {
  const auto reply = post(path_, valid_.without("inverse").without("onDelete"));
  ASSERT_EQ(reply.status, 201) << reply.body;
  EXPECT_EQ(reply.at("inverse"), "null");
  EXPECT_EQ(reply.at("onDelete"), "null");
}

TEST_F(RelationshipTest, ReplacesWhatIsLeftOut) {
  const auto created = post(path_, valid_);
  ASSERT_EQ(created.status, 201) << created.body;
  const auto reply = put(created.header("location"), valid_.without("inverse").without("onDelete"));
  ASSERT_EQ(reply.status, 200) << reply.body;
  EXPECT_EQ(reply.at("inverse"), "null");
  EXPECT_EQ(reply.at("onDelete"), "null");
}

TEST_F(RelationshipTest, ChangesEachField) {
  const auto created = post(path_, valid_);
  ASSERT_EQ(created.status, 201) << created.body;
  const std::string location = created.header("location");
  auto expected = valid_;
  expected = expected.with("kind", "\"many-to-one\"");
  ASSERT_EQ(patch(location, Body{{"kind", "\"many-to-one\""}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  expected = expected.with("name", quoted("name j"));
  ASSERT_EQ(patch(location, Body{{"name", quoted("name j")}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  expected = expected.with("inverse", quoted("inverse k"));
  ASSERT_EQ(patch(location, Body{{"inverse", quoted("inverse k")}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  expected = expected.with("inverse", "null");
  ASSERT_EQ(patch(location, Body{{"inverse", "null"}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  expected = expected.with("onDelete", "\"cascade\"");
  ASSERT_EQ(patch(location, Body{{"onDelete", "\"cascade\""}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  expected = expected.with("onDelete", "null");
  ASSERT_EQ(patch(location, Body{{"onDelete", "null"}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  ASSERT_EQ(put(location, valid_).status, 200);
  EXPECT_TRUE(holds(get(location), valid_));
}

TEST_F(RelationshipTest, RefusesUnknownFields) {
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("no such field", "1")), invalid(), "no such field", "unknown_field"));
}

TEST_F(RelationshipTest, RefusesFieldsThatTheServiceSets) {
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("id", "1")), invalid(), "id", "read_only"));
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("createdAt", "1")), invalid(), "createdAt", "read_only"));
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("updatedAt", "1")), invalid(), "updatedAt", "read_only"));
}

TEST_F(RelationshipTest, ApplicationIdIsRequired) {
  EXPECT_TRUE(refuses(path_, valid_, "applicationId", "null", "required"));
  EXPECT_TRUE(hasProblem(post(path_, valid_.with("applicationId", "null").with("no such field", "1")), invalid(), "applicationId", "required"));
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.without("applicationId")), invalid(), "applicationId", "required"));
}

TEST_F(RelationshipTest, ApplicationIdRefersToARow) {
  EXPECT_TRUE(refuses(path_, valid_, "applicationId", "\"00000000-0000-7000-8000-000000000000\"", "missing_reference"));
}

TEST_F(RelationshipTest, SourceModelIdIsRequired) {
  EXPECT_TRUE(refuses(path_, valid_, "sourceModelId", "null", "required"));
  EXPECT_TRUE(hasProblem(post(path_, valid_.with("sourceModelId", "null").with("no such field", "1")), invalid(), "sourceModelId", "required"));
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.without("sourceModelId")), invalid(), "sourceModelId", "required"));
}

TEST_F(RelationshipTest, SourceModelIdRefersToARow) {
  EXPECT_TRUE(refuses(path_, valid_, "sourceModelId", "\"00000000-0000-7000-8000-000000000000\"", "missing_reference"));
}

TEST_F(RelationshipTest, TargetModelIdIsRequired) {
  EXPECT_TRUE(refuses(path_, valid_, "targetModelId", "null", "required"));
  EXPECT_TRUE(hasProblem(post(path_, valid_.with("targetModelId", "null").with("no such field", "1")), invalid(), "targetModelId", "required"));
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.without("targetModelId")), invalid(), "targetModelId", "required"));
}

TEST_F(RelationshipTest, TargetModelIdRefersToARow) {
  EXPECT_TRUE(refuses(path_, valid_, "targetModelId", "\"00000000-0000-7000-8000-000000000000\"", "missing_reference"));
}

TEST_F(RelationshipTest, KindIsRequired) {
  EXPECT_TRUE(refuses(path_, valid_, "kind", "null", "required"));
  EXPECT_TRUE(hasProblem(post(path_, valid_.with("kind", "null").with("no such field", "1")), invalid(), "kind", "required"));
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.without("kind")), invalid(), "kind", "required"));
}

TEST_F(RelationshipTest, KindHasAType) {
  EXPECT_TRUE(refuses(path_, valid_, "kind", "true", "wrong_type"));
}

TEST_F(RelationshipTest, KindIsAClosedList) {
  EXPECT_TRUE(refuses(path_, valid_, "kind", quoted("none of these"), "not_in_list"));
}

TEST_F(RelationshipTest, NameIsRequired) {
  EXPECT_TRUE(refuses(path_, valid_, "name", "null", "required"));
  EXPECT_TRUE(hasProblem(post(path_, valid_.with("name", "null").with("no such field", "1")), invalid(), "name", "required"));
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.without("name")), invalid(), "name", "required"));
}

TEST_F(RelationshipTest, NameHasAType) {
  EXPECT_TRUE(refuses(path_, valid_, "name", "true", "wrong_type"));
}

TEST_F(RelationshipTest, NameHasAMinimumLength) {
  EXPECT_TRUE(refuses(path_, valid_, "name", repeated("x", 0), "too_short"));
  EXPECT_EQ(post(path_, valid_.with("name", repeated("x", 1))).status, 201);
}

TEST_F(RelationshipTest, NameHasAMaximumLength) {
  EXPECT_TRUE(refuses(path_, valid_, "name", repeated("x", 41), "too_long"));
  EXPECT_EQ(post(path_, valid_.with("name", repeated("x", 40))).status, 201);
}

TEST_F(RelationshipTest, InverseHasAType) {
  EXPECT_TRUE(refuses(path_, valid_, "inverse", "true", "wrong_type"));
}

TEST_F(RelationshipTest, InverseHasAMinimumLength) {
  EXPECT_TRUE(refuses(path_, valid_, "inverse", repeated("x", 0), "too_short"));
  EXPECT_EQ(post(path_, valid_.with("inverse", repeated("x", 1))).status, 201);
}

TEST_F(RelationshipTest, InverseHasAMaximumLength) {
  EXPECT_TRUE(refuses(path_, valid_, "inverse", repeated("x", 41), "too_long"));
  EXPECT_EQ(post(path_, valid_.with("inverse", repeated("x", 40))).status, 201);
}

TEST_F(RelationshipTest, OnDeleteHasAType) {
  EXPECT_TRUE(refuses(path_, valid_, "onDelete", "true", "wrong_type"));
}

TEST_F(RelationshipTest, OnDeleteIsAClosedList) {
  EXPECT_TRUE(refuses(path_, valid_, "onDelete", quoted("none of these"), "not_in_list"));
}

TEST_F(RelationshipTest, UniqueConstraint1) {
  ASSERT_EQ(post(path_, valid_).status, 201);
  EXPECT_TRUE(hasProblem(post(path_, valid_), 409, "sourceModelId", "not_unique"));
  EXPECT_TRUE(hasProblem(post(path_, valid_), 409, "name", "not_unique"));
}

TEST_F(RelationshipTest, FiltersItsList) {
  const auto first = post(path_, valid_);
  ASSERT_EQ(first.status, 201) << first.body;
  const auto second = post(path_, valid_.with("kind", "\"many-to-one\"").with("name", quoted("name j")).with("inverse", quoted("inverse k")).with("onDelete", "\"cascade\""));
  ASSERT_EQ(second.status, 201) << second.body;
  const auto row = patch(first.header("location"), Body{});
  ASSERT_EQ(row.status, 200) << row.body;
  EXPECT_EQ(total(path_, "applicationId", quoted(rt::Uuid{})), 0);
  EXPECT_EQ(total(path_, "applicationId", row.at("applicationId")), 2);
  EXPECT_EQ(total(path_, "sourceModelId", quoted(rt::Uuid{})), 0);
  EXPECT_EQ(total(path_, "sourceModelId", row.at("sourceModelId")), 2);
  EXPECT_EQ(total(path_, "targetModelId", quoted(rt::Uuid{})), 0);
  EXPECT_EQ(total(path_, "targetModelId", row.at("targetModelId")), 2);
}

TEST_F(RelationshipTest, SortsItsList) {
  const auto first = post(path_, valid_);
  ASSERT_EQ(first.status, 201) << first.body;
  const auto second = post(path_, valid_.with("kind", "\"many-to-one\"").with("name", quoted("name j")).with("inverse", quoted("inverse k")).with("onDelete", "\"cascade\""));
  ASSERT_EQ(second.status, 201) << second.body;
  const auto row = patch(first.header("location"), Body{});
  ASSERT_EQ(row.status, 200) << row.body;
  EXPECT_TRUE(lists(get(path_ + "?sort=name"), {first, second}));
  EXPECT_TRUE(lists(get(path_ + "?sort=-name"), {second, first}));
  EXPECT_TRUE(lists(get(path_ + "?sort=createdAt"), {first, second}));
  EXPECT_TRUE(lists(get(path_ + "?sort=-createdAt"), {second, first}));
}

TEST_F(RelationshipTest, IncludesWhatItRefersTo) {
  const auto row = post(path_, valid_);
  ASSERT_EQ(row.status, 201) << row.body;
  EXPECT_EQ(get(row.header("location") + "?include=application").at("application.id"), row.at("applicationId"));
  EXPECT_EQ(get(path_ + "?include=application").at("data.0.application.id"), row.at("applicationId"));
  EXPECT_EQ(get(row.header("location") + "?include=sourceModel").at("sourceModel.id"), row.at("sourceModelId"));
  EXPECT_EQ(get(path_ + "?include=sourceModel").at("data.0.sourceModel.id"), row.at("sourceModelId"));
  EXPECT_EQ(get(row.header("location") + "?include=targetModel").at("targetModel.id"), row.at("targetModelId"));
  EXPECT_EQ(get(path_ + "?include=targetModel").at("data.0.targetModel.id"), row.at("targetModelId"));
}

}  // namespace

}  // namespace app
