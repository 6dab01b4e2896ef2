// The rules of Model, each broken alone, and its routes. Made by Ingot; changes belong in the definition.
#include <ingot/rt/testing.hpp>

#include "application.hpp"
#include "fixtures.hpp"
#include "models/model.hpp"

namespace app {

rt::Uuid Fixtures::makeModel(rt::Session& session) {
  if (!model_) {
    Model::Input input;
    input.applicationId.set(makeApplication(session));
    input.name.set("name d");
    input.position.set(5);
    input.fields.set(rt::Json{"{\"a\":[1,\"b\",null]}"});
    input.options.set(rt::Json{"{\"a\":[1,\"b\",null]}"});
    fillDefaults(input, rt::Write::create, rt::Timestamp{});
    model_ = insertRow(session, input).id;
  }
  return *model_;
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

class ModelTest : public rt::testing::ServiceTest {
 protected:
  ModelTest()
      : ServiceTest(application()) {
    valid_ = Body{
        {"name", quoted("name d")},
        {"position", "5"},
        {"fields", "{\"a\":[1,\"b\",null]}"},
        {"options", "{\"a\":[1,\"b\",null]}"},
    };
    write([&]([[maybe_unused]] rt::Session& session) {
      path_ = "/api/models";
      valid_ = valid_.with("applicationId", quoted(fixtures_.makeApplication(session)));
    });
  }

  Fixtures fixtures_;
  std::string path_;
  Body valid_;
};

TEST_F(ModelTest, LivesThroughItsRoutes) {
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

TEST_F(ModelTest, KeepsWhatWasSent) {
  const auto reply = post(path_, valid_);
  ASSERT_EQ(reply.status, 201) << reply.body;
  EXPECT_EQ(reply.at("name"), quoted("name d"));
  EXPECT_EQ(reply.at("position"), "5");
  EXPECT_EQ(reply.at("fields"), "{\"a\":[1,\"b\",null]}");
  EXPECT_EQ(reply.at("options"), "{\"a\":[1,\"b\",null]}");
}

TEST_F(ModelTest, FillsWhatIsLeftOut) {
  const auto reply = post(path_, valid_.without("position").without("fields").without("options"));
  ASSERT_EQ(reply.status, 201) << reply.body;
  EXPECT_EQ(reply.at("position"), "0");
  EXPECT_EQ(reply.at("fields"), "[]");
  EXPECT_EQ(reply.at("options"), "{}");
}

TEST_F(ModelTest, ReplacesWhatIsLeftOut) {
  const auto created = post(path_, valid_);
  ASSERT_EQ(created.status, 201) << created.body;
  const auto reply = put(created.header("location"), valid_.without("position").without("fields").without("options"));
  ASSERT_EQ(reply.status, 200) << reply.body;
  EXPECT_EQ(reply.at("position"), "0");
  EXPECT_EQ(reply.at("fields"), "[]");
  EXPECT_EQ(reply.at("options"), "{}");
}

TEST_F(ModelTest, ChangesEachField) {
  const auto created = post(path_, valid_);
  ASSERT_EQ(created.status, 201) << created.body;
  const std::string location = created.header("location");
  auto expected = valid_;
  expected = expected.with("name", quoted("name c"));
  ASSERT_EQ(patch(location, Body{{"name", quoted("name c")}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  expected = expected.with("position", "6");
  ASSERT_EQ(patch(location, Body{{"position", "6"}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  expected = expected.with("fields", "[2]");
  ASSERT_EQ(patch(location, Body{{"fields", "[2]"}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  expected = expected.with("options", "[2]");
  ASSERT_EQ(patch(location, Body{{"options", "[2]"}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  ASSERT_EQ(put(location, valid_).status, 200);
  EXPECT_TRUE(holds(get(location), valid_));
}

TEST_F(ModelTest, RefusesUnknownFields) {
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("no such field", "1")), invalid(), "no such field", "unknown_field"));
}

TEST_F(ModelTest, RefusesFieldsThatTheServiceSets) {
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("id", "1")), invalid(), "id", "read_only"));
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("createdAt", "1")), invalid(), "createdAt", "read_only"));
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("updatedAt", "1")), invalid(), "updatedAt", "read_only"));
}

TEST_F(ModelTest, ApplicationIdIsRequired) {
  EXPECT_TRUE(refuses(path_, valid_, "applicationId", "null", "required"));
  EXPECT_TRUE(hasProblem(post(path_, valid_.with("applicationId", "null").with("no such field", "1")), invalid(), "applicationId", "required"));
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.without("applicationId")), invalid(), "applicationId", "required"));
}

TEST_F(ModelTest, ApplicationIdRefersToARow) {
  EXPECT_TRUE(refuses(path_, valid_, "applicationId", "\"00000000-0000-7000-8000-000000000000\"", "missing_reference"));
}

TEST_F(ModelTest, NameIsRequired) {
  EXPECT_TRUE(refuses(path_, valid_, "name", "null", "required"));
  EXPECT_TRUE(hasProblem(post(path_, valid_.with("name", "null").with("no such field", "1")), invalid(), "name", "required"));
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.without("name")), invalid(), "name", "required"));
}

TEST_F(ModelTest, NameHasAType) {
  EXPECT_TRUE(refuses(path_, valid_, "name", "true", "wrong_type"));
}

TEST_F(ModelTest, NameHasAMinimumLength) {
  EXPECT_TRUE(refuses(path_, valid_, "name", repeated("x", 0), "too_short"));
  EXPECT_EQ(post(path_, valid_.with("name", repeated("x", 1))).status, 201);
}

TEST_F(ModelTest, NameHasAMaximumLength) {
  EXPECT_TRUE(refuses(path_, valid_, "name", repeated("x", 41), "too_long"));
  EXPECT_EQ(post(path_, valid_.with("name", repeated("x", 40))).status, 201);
}

TEST_F(ModelTest, PositionIsRequired) {
  EXPECT_TRUE(refuses(path_, valid_, "position", "null", "required"));
  EXPECT_TRUE(hasProblem(post(path_, valid_.with("position", "null").with("no such field", "1")), invalid(), "position", "required"));
  EXPECT_EQ(post(path_, valid_.without("position")).status, 201);
}

TEST_F(ModelTest, PositionHasAType) {
  EXPECT_TRUE(refuses(path_, valid_, "position", "true", "wrong_type"));
}

TEST_F(ModelTest, FieldsIsRequired) {
  EXPECT_TRUE(refuses(path_, valid_, "fields", "null", "required"));
  EXPECT_TRUE(hasProblem(post(path_, valid_.with("fields", "null").with("no such field", "1")), invalid(), "fields", "required"));
  EXPECT_EQ(post(path_, valid_.without("fields")).status, 201);
}

TEST_F(ModelTest, OptionsIsRequired) {
  EXPECT_TRUE(refuses(path_, valid_, "options", "null", "required"));
  EXPECT_TRUE(hasProblem(post(path_, valid_.with("options", "null").with("no such field", "1")), invalid(), "options", "required"));
  EXPECT_EQ(post(path_, valid_.without("options")).status, 201);
}

TEST_F(ModelTest, UniqueConstraint1) {
  ASSERT_EQ(post(path_, valid_).status, 201);
  EXPECT_TRUE(hasProblem(post(path_, valid_), 409, "applicationId", "not_unique"));
  EXPECT_TRUE(hasProblem(post(path_, valid_), 409, "name", "not_unique"));
}

TEST_F(ModelTest, FiltersItsList) {
  const auto first = post(path_, valid_);
  ASSERT_EQ(first.status, 201) << first.body;
  const auto second = post(path_, valid_.with("name", quoted("name c")).with("position", "6").with("fields", "[2]").with("options", "[2]"));
  ASSERT_EQ(second.status, 201) << second.body;
  const auto row = patch(first.header("location"), Body{});
  ASSERT_EQ(row.status, 200) << row.body;
  EXPECT_EQ(total(path_, "applicationId", quoted(rt::Uuid{})), 0);
  EXPECT_EQ(total(path_, "applicationId", row.at("applicationId")), 2);
  EXPECT_EQ(total(path_, "name", quoted("name c")), 1);
  EXPECT_EQ(total(path_, "name", row.at("name")), 1);
  EXPECT_EQ(total(path_, "name[gt]", row.at("name")), 0);
  EXPECT_EQ(total(path_, "name[gte]", row.at("name")), 1);
  EXPECT_EQ(total(path_, "name[lt]", row.at("name")), 1);
  EXPECT_EQ(total(path_, "name[lte]", row.at("name")), 2);
}

TEST_F(ModelTest, SortsItsList) {
  const auto first = post(path_, valid_);
  ASSERT_EQ(first.status, 201) << first.body;
  const auto second = post(path_, valid_.with("name", quoted("name c")).with("position", "6").with("fields", "[2]").with("options", "[2]"));
  ASSERT_EQ(second.status, 201) << second.body;
  const auto row = patch(first.header("location"), Body{});
  ASSERT_EQ(row.status, 200) << row.body;
  EXPECT_TRUE(lists(get(path_ + "?sort=position"), {first, second}));
  EXPECT_TRUE(lists(get(path_ + "?sort=-position"), {second, first}));
  EXPECT_TRUE(lists(get(path_ + "?sort=name"), {second, first}));
  EXPECT_TRUE(lists(get(path_ + "?sort=-name"), {first, second}));
  EXPECT_TRUE(lists(get(path_ + "?sort=createdAt"), {first, second}));
  EXPECT_TRUE(lists(get(path_ + "?sort=-createdAt"), {second, first}));
}

TEST_F(ModelTest, IncludesWhatItRefersTo) {
  const auto row = post(path_, valid_);
  ASSERT_EQ(row.status, 201) << row.body;
  EXPECT_EQ(get(row.header("location") + "?include=application").at("application.id"), row.at("applicationId"));
  EXPECT_EQ(get(path_ + "?include=application").at("data.0.application.id"), row.at("applicationId"));
}

TEST_F(ModelTest, IncludesWhatRefersToIt) {
  rt::Uuid id;
  write([&](rt::Session& session) { id = fixtures_.makeModel(session); });
  const std::string location = path_ + "/" + rt::format(id);
  write([&](rt::Session& session) { id = fixtures_.makeRelationship(session); });
  EXPECT_EQ(get(location + "?include=sourceRelationships").at("sourceRelationships.0.id"), quoted(id));
  EXPECT_EQ(get(path_ + "?include=sourceRelationships").at("data.0.sourceRelationships.0.id"), quoted(id));
  write([&](rt::Session& session) { id = fixtures_.makeRelationship(session); });
  EXPECT_EQ(get(location + "?include=targetRelationships").at("targetRelationships.0.id"), quoted(id));
  EXPECT_EQ(get(path_ + "?include=targetRelationships").at("data.0.targetRelationships.0.id"), quoted(id));
}

TEST_F(ModelTest, ApplicationMayBeDeleted) {
  const auto row = post(path_, valid_);
  ASSERT_EQ(row.status, 201) << row.body;
  const std::string location = row.header("location");
  write([&](rt::Session& session) { session.execute(rt::Statement{"DELETE FROM applications WHERE id = $1"}, rt::Params(fixtures_.makeApplication(session))); });
  EXPECT_EQ(get(location).status, 404);
}

}  // namespace

}  // namespace app
