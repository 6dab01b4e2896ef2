// The rules of Component, each broken alone, and its routes. Made by Ingot; changes belong in the definition.
#include <ingot/rt/testing.hpp>

#include "application.hpp"
#include "fixtures.hpp"
#include "models/component.hpp"

namespace app {

rt::Uuid Fixtures::makeComponent(rt::Session& session) {
  if (!component_) {
    Component::Input input;
    input.applicationId.set(makeApplication(session));
    input.kind.set(ComponentKind{1});
    input.name.set("name e");
    input.position.set(8);
    input.body.set(rt::Json{"{\"a\":[1,\"b\",null]}"});
    fillDefaults(input, rt::Write::create, rt::Timestamp{});
    component_ = insertRow(session, input).id;
  }
  return *component_;
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

class ComponentTest : public rt::testing::ServiceTest {
 protected:
  ComponentTest()
      : ServiceTest(application()) {
    valid_ = Body{
        {"kind", "\"type\""},
        {"name", quoted("name e")},
        {"position", "8"},
        {"body", "{\"a\":[1,\"b\",null]}"},
    };
    write([&]([[maybe_unused]] rt::Session& session) {
      path_ = "/api/components";
      valid_ = valid_.with("applicationId", quoted(fixtures_.makeApplication(session)));
    });
  }

  Fixtures fixtures_;
  std::string path_;
  Body valid_;
};

TEST_F(ComponentTest, LivesThroughItsRoutes) {
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

TEST_F(ComponentTest, KeepsWhatWasSent) {
  const auto reply = post(path_, valid_);
  ASSERT_EQ(reply.status, 201) << reply.body;
  EXPECT_EQ(reply.at("kind"), "\"type\"");
  EXPECT_EQ(reply.at("name"), quoted("name e"));
  EXPECT_EQ(reply.at("position"), "8");
  EXPECT_EQ(reply.at("body"), "{\"a\":[1,\"b\",null]}");
}

TEST_F(ComponentTest, FillsWhatIsLeftOut) {
  const auto reply = post(path_, valid_.without("position").without("body"));
  ASSERT_EQ(reply.status, 201) << reply.body;
  EXPECT_EQ(reply.at("position"), "0");
  EXPECT_EQ(reply.at("body"), "{}");
}

TEST_F(ComponentTest, ReplacesWhatIsLeftOut) {
  const auto created = post(path_, valid_);
  ASSERT_EQ(created.status, 201) << created.body;
  const auto reply = put(created.header("location"), valid_.without("position").without("body"));
  ASSERT_EQ(reply.status, 200) << reply.body;
  EXPECT_EQ(reply.at("position"), "0");
  EXPECT_EQ(reply.at("body"), "{}");
}

TEST_F(ComponentTest, ChangesEachField) {
  const auto created = post(path_, valid_);
  ASSERT_EQ(created.status, 201) << created.body;
  const std::string location = created.header("location");
  auto expected = valid_;
  expected = expected.with("kind", "\"enum\"");
  ASSERT_EQ(patch(location, Body{{"kind", "\"enum\""}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  expected = expected.with("name", quoted("name f"));
  ASSERT_EQ(patch(location, Body{{"name", quoted("name f")}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  expected = expected.with("position", "7");
  ASSERT_EQ(patch(location, Body{{"position", "7"}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  expected = expected.with("body", "[2]");
  ASSERT_EQ(patch(location, Body{{"body", "[2]"}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  ASSERT_EQ(put(location, valid_).status, 200);
  EXPECT_TRUE(holds(get(location), valid_));
}

TEST_F(ComponentTest, RefusesUnknownFields) {
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("no such field", "1")), invalid(), "no such field", "unknown_field"));
}

TEST_F(ComponentTest, RefusesFieldsThatTheServiceSets) {
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("id", "1")), invalid(), "id", "read_only"));
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("createdAt", "1")), invalid(), "createdAt", "read_only"));
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("updatedAt", "1")), invalid(), "updatedAt", "read_only"));
}

TEST_F(ComponentTest, ApplicationIdIsRequired) {
  EXPECT_TRUE(refuses(path_, valid_, "applicationId", "null", "required"));
  EXPECT_TRUE(hasProblem(post(path_, valid_.with("applicationId", "null").with("no such field", "1")), invalid(), "applicationId", "required"));
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.without("applicationId")), invalid(), "applicationId", "required"));
}

TEST_F(ComponentTest, ApplicationIdRefersToARow) {
  EXPECT_TRUE(refuses(path_, valid_, "applicationId", "\"00000000-0000-7000-8000-000000000000\"", "missing_reference"));
}

TEST_F(ComponentTest, KindIsRequired) {
  EXPECT_TRUE(refuses(path_, valid_, "kind", "null", "required"));
  EXPECT_TRUE(hasProblem(post(path_, valid_.with("kind", "null").with("no such field", "1")), invalid(), "kind", "required"));
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.without("kind")), invalid(), "kind", "required"));
}

TEST_F(ComponentTest, KindHasAType) {
  EXPECT_TRUE(refuses(path_, valid_, "kind", "true", "wrong_type"));
}

TEST_F(ComponentTest, KindIsAClosedList) {
  EXPECT_TRUE(refuses(path_, valid_, "kind", quoted("none of these"), "not_in_list"));
}

TEST_F(ComponentTest, NameIsRequired) {
  EXPECT_TRUE(refuses(path_, valid_, "name", "null", "required"));
  EXPECT_TRUE(hasProblem(post(path_, valid_.with("name", "null").with("no such field", "1")), invalid(), "name", "required"));
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.without("name")), invalid(), "name", "required"));
}

TEST_F(ComponentTest, NameHasAType) {
  EXPECT_TRUE(refuses(path_, valid_, "name", "true", "wrong_type"));
}

TEST_F(ComponentTest, NameHasAMinimumLength) {
  EXPECT_TRUE(refuses(path_, valid_, "name", repeated("x", 0), "too_short"));
  EXPECT_EQ(post(path_, valid_.with("name", repeated("x", 1))).status, 201);
}

TEST_F(ComponentTest, NameHasAMaximumLength) {
  EXPECT_TRUE(refuses(path_, valid_, "name", repeated("x", 41), "too_long"));
  EXPECT_EQ(post(path_, valid_.with("name", repeated("x", 40))).status, 201);
}

TEST_F(ComponentTest, PositionIsRequired) {
  EXPECT_TRUE(refuses(path_, valid_, "position", "null", "required"));
  EXPECT_TRUE(hasProblem(post(path_, valid_.with("position", "null").with("no such field", "1")), invalid(), "position", "required"));
  EXPECT_EQ(post(path_, valid_.without("position")).status, 201);
}

TEST_F(ComponentTest, PositionHasAType) {
  EXPECT_TRUE(refuses(path_, valid_, "position", "true", "wrong_type"));
}

TEST_F(ComponentTest, BodyIsRequired) {
  EXPECT_TRUE(refuses(path_, valid_, "body", "null", "required"));
  EXPECT_TRUE(hasProblem(post(path_, valid_.with("body", "null").with("no such field", "1")), invalid(), "body", "required"));
  EXPECT_EQ(post(path_, valid_.without("body")).status, 201);
}

TEST_F(ComponentTest, UniqueConstraint1) {
  ASSERT_EQ(post(path_, valid_).status, 201);
  EXPECT_TRUE(hasProblem(post(path_, valid_), 409, "applicationId", "not_unique"));
  EXPECT_TRUE(hasProblem(post(path_, valid_), 409, "kind", "not_unique"));
  EXPECT_TRUE(hasProblem(post(path_, valid_), 409, "name", "not_unique"));
}

TEST_F(ComponentTest, FiltersItsList) {
  const auto first = post(path_, valid_);
  ASSERT_EQ(first.status, 201) << first.body;
  const auto second = post(path_, valid_.with("kind", "\"enum\"").with("name", quoted("name f")).with("position", "7").with("body", "[2]"));
  ASSERT_EQ(second.status, 201) << second.body;
  const auto row = patch(first.header("location"), Body{});
  ASSERT_EQ(row.status, 200) << row.body;
  EXPECT_EQ(total(path_, "applicationId", quoted(rt::Uuid{})), 0);
  EXPECT_EQ(total(path_, "applicationId", row.at("applicationId")), 2);
  EXPECT_EQ(total(path_, "kind", "\"enum\""), 1);
  EXPECT_EQ(total(path_, "kind", row.at("kind")), 1);
  EXPECT_EQ(total(path_, "name", quoted("name f")), 1);
  EXPECT_EQ(total(path_, "name", row.at("name")), 1);
  EXPECT_EQ(total(path_, "name[gt]", row.at("name")), 1);
  EXPECT_EQ(total(path_, "name[gte]", row.at("name")), 2);
  EXPECT_EQ(total(path_, "name[lt]", row.at("name")), 0);
  EXPECT_EQ(total(path_, "name[lte]", row.at("name")), 1);
}

TEST_F(ComponentTest, SortsItsList) {
  const auto first = post(path_, valid_);
  ASSERT_EQ(first.status, 201) << first.body;
  const auto second = post(path_, valid_.with("kind", "\"enum\"").with("name", quoted("name f")).with("position", "7").with("body", "[2]"));
  ASSERT_EQ(second.status, 201) << second.body;
  const auto row = patch(first.header("location"), Body{});
  ASSERT_EQ(row.status, 200) << row.body;
  EXPECT_TRUE(lists(get(path_ + "?sort=position"), {second, first}));
  EXPECT_TRUE(lists(get(path_ + "?sort=-position"), {first, second}));
  EXPECT_TRUE(lists(get(path_ + "?sort=name"), {first, second}));
  EXPECT_TRUE(lists(get(path_ + "?sort=-name"), {second, first}));
  EXPECT_TRUE(lists(get(path_ + "?sort=createdAt"), {first, second}));
  EXPECT_TRUE(lists(get(path_ + "?sort=-createdAt"), {second, first}));
}

TEST_F(ComponentTest, IncludesWhatItRefersTo) {
  const auto row = post(path_, valid_);
  ASSERT_EQ(row.status, 201) << row.body;
  EXPECT_EQ(get(row.header("location") + "?include=application").at("application.id"), row.at("applicationId"));
  EXPECT_EQ(get(path_ + "?include=application").at("data.0.application.id"), row.at("applicationId"));
}

TEST_F(ComponentTest, ApplicationMayBeDeleted) {
  const auto row = post(path_, valid_);
  ASSERT_EQ(row.status, 201) << row.body;
  const std::string location = row.header("location");
  write([&](rt::Session& session) { session.execute(rt::Statement{"DELETE FROM applications WHERE id = $1"}, rt::Params(fixtures_.makeApplication(session))); });
  EXPECT_EQ(get(location).status, 404);
}

}  // namespace

}  // namespace app
