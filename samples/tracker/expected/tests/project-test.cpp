// The rules of Project, each broken alone, and its routes. Made by Ingot; changes belong in the definition.
#include <ingot/rt/testing.hpp>

#include "application.hpp"
#include "fixtures.hpp"
#include "models/project.hpp"

namespace app {

rt::Uuid Fixtures::makeProject(rt::Session& session) {
  if (!project_) {
    Project::Input input;
    input.name.set("name a");
    input.ownerId.set(makeUser(session));
    fillDefaults(input, rt::Write::create, rt::Timestamp{});
    project_ = insertRow(session, input).id;
  }
  return *project_;
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

class ProjectTest : public rt::testing::ServiceTest {
 protected:
  ProjectTest()
      : ServiceTest(application()) {
    valid_ = Body{
        {"name", quoted("name a")},
    };
    write([&]([[maybe_unused]] rt::Session& session) {
      path_ = "/api/v1/projects";
      valid_ = valid_.with("ownerId", quoted(fixtures_.makeUser(session)));
    });
  }

  Fixtures fixtures_;
  std::string path_;
  Body valid_;
};

TEST_F(ProjectTest, LivesThroughItsRoutes) {
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

TEST_F(ProjectTest, KeepsWhatWasSent) {
  const auto reply = post(path_, valid_);
  ASSERT_EQ(reply.status, 201) << reply.body;
  EXPECT_EQ(reply.at("name"), quoted("name a"));
}

TEST_F(ProjectTest, ChangesEachField) {
  const auto created = post(path_, valid_);
  ASSERT_EQ(created.status, 201) << created.body;
  const std::string location = created.header("location");
  auto expected = valid_;
  expected = expected.with("name", quoted("name b"));
  ASSERT_EQ(patch(location, Body{{"name", quoted("name b")}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  ASSERT_EQ(put(location, valid_).status, 200);
  EXPECT_TRUE(holds(get(location), valid_));
}

TEST_F(ProjectTest, RefusesUnknownFields) {
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("no such field", "1")), invalid(), "no such field", "unknown_field"));
}

TEST_F(ProjectTest, RefusesFieldsThatTheServiceSets) {
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("id", "1")), invalid(), "id", "read_only"));
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("createdAt", "1")), invalid(), "createdAt", "read_only"));
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("updatedAt", "1")), invalid(), "updatedAt", "read_only"));
}

TEST_F(ProjectTest, NameIsRequired) {
  EXPECT_TRUE(refuses(path_, valid_, "name", "null", "required"));
  EXPECT_TRUE(hasProblem(post(path_, valid_.with("name", "null").with("no such field", "1")), invalid(), "name", "required"));
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.without("name")), invalid(), "name", "required"));
}

TEST_F(ProjectTest, NameHasAType) {
  EXPECT_TRUE(refuses(path_, valid_, "name", "true", "wrong_type"));
}

TEST_F(ProjectTest, NameHasAMinimumLength) {
  EXPECT_TRUE(refuses(path_, valid_, "name", repeated("x", 0), "too_short"));
  EXPECT_EQ(post(path_, valid_.with("name", repeated("x", 1))).status, 201);
}

TEST_F(ProjectTest, NameHasAMaximumLength) {
  EXPECT_TRUE(refuses(path_, valid_, "name", repeated("x", 201), "too_long"));
  EXPECT_EQ(post(path_, valid_.with("name", repeated("x", 200))).status, 201);
}

TEST_F(ProjectTest, OwnerIdIsRequired) {
  EXPECT_TRUE(refuses(path_, valid_, "ownerId", "null", "required"));
  EXPECT_TRUE(hasProblem(post(path_, valid_.with("ownerId", "null").with("no such field", "1")), invalid(), "ownerId", "required"));
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.without("ownerId")), invalid(), "ownerId", "required"));
}

TEST_F(ProjectTest, OwnerIdRefersToARow) {
  EXPECT_TRUE(refuses(path_, valid_, "ownerId", "\"00000000-0000-7000-8000-000000000000\"", "missing_reference"));
}

TEST_F(ProjectTest, FiltersItsList) {
  const auto first = post(path_, valid_);
  ASSERT_EQ(first.status, 201) << first.body;
  const auto second = post(path_, valid_.with("name", quoted("name b")));
  ASSERT_EQ(second.status, 201) << second.body;
  const auto row = patch(first.header("location"), Body{});
  ASSERT_EQ(row.status, 200) << row.body;
  EXPECT_EQ(total(path_, "ownerId", quoted(rt::Uuid{})), 0);
  EXPECT_EQ(total(path_, "ownerId", row.at("ownerId")), 2);
}

TEST_F(ProjectTest, SortsItsList) {
  const auto first = post(path_, valid_);
  ASSERT_EQ(first.status, 201) << first.body;
  const auto second = post(path_, valid_.with("name", quoted("name b")));
  ASSERT_EQ(second.status, 201) << second.body;
  const auto row = patch(first.header("location"), Body{});
  ASSERT_EQ(row.status, 200) << row.body;
  EXPECT_TRUE(lists(get(path_ + "?sort=name"), {first, second}));
  EXPECT_TRUE(lists(get(path_ + "?sort=-name"), {second, first}));
  EXPECT_TRUE(lists(get(path_ + "?sort=createdAt"), {first, second}));
  EXPECT_TRUE(lists(get(path_ + "?sort=-createdAt"), {second, first}));
}

TEST_F(ProjectTest, IncludesWhatItRefersTo) {
  const auto row = post(path_, valid_);
  ASSERT_EQ(row.status, 201) << row.body;
  EXPECT_EQ(get(row.header("location") + "?include=owner").at("owner.id"), row.at("ownerId"));
  EXPECT_EQ(get(path_ + "?include=owner").at("data.0.owner.id"), row.at("ownerId"));
}

TEST_F(ProjectTest, IncludesWhatRefersToIt) {
  rt::Uuid id;
  write([&](rt::Session& session) { id = fixtures_.makeProject(session); });
  const std::string location = path_ + "/" + rt::format(id);
  write([&](rt::Session& session) { id = fixtures_.makeTask(session); });
  EXPECT_EQ(get(location + "?include=tasks").at("tasks.0.id"), quoted(id));
  EXPECT_EQ(get(path_ + "?include=tasks").at("data.0.tasks.0.id"), quoted(id));
}

TEST_F(ProjectTest, OwnerMayBeDeleted) {
  const auto row = post(path_, valid_);
  ASSERT_EQ(row.status, 201) << row.body;
  const std::string location = row.header("location");
  EXPECT_THROW(write([&](rt::Session& session) { session.execute(rt::Statement{"DELETE FROM users WHERE id = $1"}, rt::Params(fixtures_.makeUser(session))); }), rt::Failure);
  EXPECT_EQ(get(location).status, 200);
}

}  // namespace

}  // namespace app
