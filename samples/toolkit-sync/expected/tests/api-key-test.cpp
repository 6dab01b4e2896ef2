// The rules of ApiKey, each broken alone, and its routes. Made by Ingot; changes belong in the definition.
#include <ingot/rt/testing.hpp>

#include "application.hpp"
#include "fixtures.hpp"
#include "models/api-key.hpp"

namespace app {

rt::Uuid Fixtures::makeApiKey(rt::Session& session) {
  if (!apiKey_) {
    ApiKey::Input input;
    input.projectId.set(makeProject(session));
    input.name.set("name d");
    input.isActive.set(false);
    fillDefaults(input, rt::Write::create, rt::Timestamp{});
    apiKey_ = insertRow(session, input).id;
  }
  return *apiKey_;
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

class ApiKeyTest : public rt::testing::ServiceTest {
 protected:
  ApiKeyTest()
      : ServiceTest(application()) {
    valid_ = Body{
        {"name", quoted("name d")},
        {"isActive", "false"},
    };
    write([&]([[maybe_unused]] rt::Session& session) {
      path_ = "/api/projects/" + rt::format(fixtures_.makeProject(session)) + "/api-keys";
    });
  }

  Fixtures fixtures_;
  std::string path_;
  Body valid_;
};

TEST_F(ApiKeyTest, LivesThroughItsRoutes) {
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

TEST_F(ApiKeyTest, KeepsWhatWasSent) {
  const auto reply = post(path_, valid_);
  ASSERT_EQ(reply.status, 201) << reply.body;
  EXPECT_EQ(reply.at("name"), quoted("name d"));
  EXPECT_EQ(reply.at("isActive"), "false");
}

TEST_F(ApiKeyTest, FillsWhatIsLeftOut) {
  const auto reply = post(path_, valid_.without("isActive"));
  ASSERT_EQ(reply.status, 201) << reply.body;
  EXPECT_EQ(reply.at("isActive"), "true");
}

TEST_F(ApiKeyTest, ReplacesWhatIsLeftOut) {
  const auto created = post(path_, valid_);
  ASSERT_EQ(created.status, 201) << created.body;
  const auto reply = put(created.header("location"), valid_.without("isActive"));
  ASSERT_EQ(reply.status, 200) << reply.body;
  EXPECT_EQ(reply.at("isActive"), "true");
}

TEST_F(ApiKeyTest, ChangesEachField) {
  const auto created = post(path_, valid_);
  ASSERT_EQ(created.status, 201) << created.body;
  const std::string location = created.header("location");
  auto expected = valid_;
  expected = expected.with("name", quoted("name c"));
  ASSERT_EQ(patch(location, Body{{"name", quoted("name c")}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  expected = expected.with("isActive", "true");
  ASSERT_EQ(patch(location, Body{{"isActive", "true"}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  ASSERT_EQ(put(location, valid_).status, 200);
  EXPECT_TRUE(holds(get(location), valid_));
}

TEST_F(ApiKeyTest, RefusesUnknownFields) {
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("no such field", "1")), invalid(), "no such field", "unknown_field"));
}

TEST_F(ApiKeyTest, RefusesFieldsThatTheServiceSets) {
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("id", "1")), invalid(), "id", "read_only"));
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("projectId", "1")), invalid(), "projectId", "read_only"));
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("createdAt", "1")), invalid(), "createdAt", "read_only"));
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("updatedAt", "1")), invalid(), "updatedAt", "read_only"));
}

TEST_F(ApiKeyTest, NameIsRequired) {
  EXPECT_TRUE(refuses(path_, valid_, "name", "null", "required"));
  EXPECT_TRUE(hasProblem(post(path_, valid_.with("name", "null").with("no such field", "1")), invalid(), "name", "required"));
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.without("name")), invalid(), "name", "required"));
}

TEST_F(ApiKeyTest, NameHasAType) {
  EXPECT_TRUE(refuses(path_, valid_, "name", "true", "wrong_type"));
}

TEST_F(ApiKeyTest, NameHasAMinimumLength) {
  EXPECT_TRUE(refuses(path_, valid_, "name", repeated("x", 0), "too_short"));
  EXPECT_EQ(post(path_, valid_.with("name", repeated("x", 1))).status, 201);
}

TEST_F(ApiKeyTest, NameHasAMaximumLength) {
  EXPECT_TRUE(refuses(path_, valid_, "name", repeated("x", 121), "too_long"));
  EXPECT_EQ(post(path_, valid_.with("name", repeated("x", 120))).status, 201);
}

TEST_F(ApiKeyTest, IsActiveIsRequired) {
  EXPECT_TRUE(refuses(path_, valid_, "isActive", "null", "required"));
  EXPECT_TRUE(hasProblem(post(path_, valid_.with("isActive", "null").with("no such field", "1")), invalid(), "isActive", "required"));
  EXPECT_EQ(post(path_, valid_.without("isActive")).status, 201);
}

TEST_F(ApiKeyTest, IsActiveHasAType) {
  EXPECT_TRUE(refuses(path_, valid_, "isActive", "\"x\"", "wrong_type"));
}

TEST_F(ApiKeyTest, FiltersItsList) {
  const auto first = post(path_, valid_);
  ASSERT_EQ(first.status, 201) << first.body;
  const auto second = post(path_, valid_.with("name", quoted("name c")).with("isActive", "true"));
  ASSERT_EQ(second.status, 201) << second.body;
  const auto row = patch(first.header("location"), Body{});
  ASSERT_EQ(row.status, 200) << row.body;
  EXPECT_EQ(total(path_, "isActive", "true"), 1);
  EXPECT_EQ(total(path_, "isActive", row.at("isActive")), 1);
}

TEST_F(ApiKeyTest, SortsItsList) {
  const auto first = post(path_, valid_);
  ASSERT_EQ(first.status, 201) << first.body;
  const auto second = post(path_, valid_.with("name", quoted("name c")).with("isActive", "true"));
  ASSERT_EQ(second.status, 201) << second.body;
  const auto row = patch(first.header("location"), Body{});
  ASSERT_EQ(row.status, 200) << row.body;
  EXPECT_TRUE(lists(get(path_ + "?sort=name"), {second, first}));
  EXPECT_TRUE(lists(get(path_ + "?sort=-name"), {first, second}));
  EXPECT_TRUE(lists(get(path_ + "?sort=createdAt"), {first, second}));
  EXPECT_TRUE(lists(get(path_ + "?sort=-createdAt"), {second, first}));
}

TEST_F(ApiKeyTest, IncludesWhatItRefersTo) {
  const auto row = post(path_, valid_);
  ASSERT_EQ(row.status, 201) << row.body;
  EXPECT_EQ(get(row.header("location") + "?include=project").at("project.id"), row.at("projectId"));
  EXPECT_EQ(get(path_ + "?include=project").at("data.0.project.id"), row.at("projectId"));
}

TEST_F(ApiKeyTest, LivesUnderItsParents) {
  const auto row = post(path_, valid_);
  ASSERT_EQ(row.status, 201) << row.body;
  const std::string location = row.header("location");
  const std::string id = location.substr(path_.size());
  std::string stray;
  write([&]([[maybe_unused]] rt::Session& session) { stray = "/api/projects/" + rt::format(rt::Uuid{}) + "/api-keys"; });
  EXPECT_EQ(get(stray).status, 404);
  EXPECT_EQ(post(stray, valid_).status, 404);
  EXPECT_EQ(get(stray + id).status, 404);
  EXPECT_EQ(patch(stray + id, Body{}).status, 404);
  EXPECT_EQ(put(stray + id, valid_).status, 404);
  EXPECT_EQ(del(stray + id).status, 404);
  EXPECT_EQ(get(location).header("etag"), row.header("etag"));
}

TEST_F(ApiKeyTest, ProjectMayBeDeleted) {
  const auto row = post(path_, valid_);
  ASSERT_EQ(row.status, 201) << row.body;
  const std::string location = row.header("location");
  write([&](rt::Session& session) { session.execute(rt::Statement{"DELETE FROM projects WHERE id = $1"}, rt::Params(fixtures_.makeProject(session))); });
  EXPECT_EQ(get(location).status, 404);
}

}  // namespace

}  // namespace app
