// The rules of Application, each broken alone, and its routes. Made by Ingot; changes belong in the definition.
#include <ingot/rt/testing.hpp>

#include "application.hpp"
#include "fixtures.hpp"
#include "models/application.hpp"

namespace app {

rt::Uuid Fixtures::makeApplication(rt::Session& session) {
  if (!application_) {
    Application::Input input;
    input.userId.set(makeUser(session));
    input.name.set("name-d");
    input.configuration.set(rt::Json{"{\"a\":[1,\"b\",null]}"});
    fillDefaults(input, rt::Write::create, rt::Timestamp{});
    application_ = insertRow(session, input).id;
  }
  return *application_;
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

class ApplicationTest : public rt::testing::ServiceTest {
 protected:
  ApplicationTest()
      : ServiceTest(application()) {
    valid_ = Body{
        {"name", quoted("name-d")},
        {"version", quoted("version e")},
        {"configuration", "{\"a\":[1,\"b\",null]}"},
    };
    write([&]([[maybe_unused]] rt::Session& session) {
      path_ = "/api/applications";
      valid_ = valid_.with("userId", quoted(fixtures_.makeUser(session)));
    });
  }

  Fixtures fixtures_;
  std::string path_;
  Body valid_;
};

TEST_F(ApplicationTest, LivesThroughItsRoutes) {
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

TEST_F(ApplicationTest, KeepsWhatWasSent) {
  const auto reply = post(path_, valid_);
  ASSERT_EQ(reply.status, 201) << reply.body;
  EXPECT_EQ(reply.at("name"), quoted("name-d"));
  EXPECT_EQ(reply.at("version"), quoted("version e"));
  EXPECT_EQ(reply.at("configuration"), "{\"a\":[1,\"b\",null]}");
}

TEST_F(ApplicationTest, FillsWhatIsLeftOut) {
  const auto reply = post(path_, valid_.without("version").without("configuration"));
  ASSERT_EQ(reply.status, 201) << reply.body;
  EXPECT_EQ(reply.at("version"), "null");
  EXPECT_EQ(reply.at("configuration"), "{}");
}

TEST_F(ApplicationTest, ReplacesWhatIsLeftOut) {
  const auto created = post(path_, valid_);
  ASSERT_EQ(created.status, 201) << created.body;
  const auto reply = put(created.header("location"), valid_.without("version").without("configuration"));
  ASSERT_EQ(reply.status, 200) << reply.body;
  EXPECT_EQ(reply.at("version"), "null");
  EXPECT_EQ(reply.at("configuration"), "{}");
}

TEST_F(ApplicationTest, ChangesEachField) {
  const auto created = post(path_, valid_);
  ASSERT_EQ(created.status, 201) << created.body;
  const std::string location = created.header("location");
  auto expected = valid_;
  expected = expected.with("name", quoted("name-c"));
  ASSERT_EQ(patch(location, Body{{"name", quoted("name-c")}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  expected = expected.with("version", quoted("version f"));
  ASSERT_EQ(patch(location, Body{{"version", quoted("version f")}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  expected = expected.with("version", "null");
  ASSERT_EQ(patch(location, Body{{"version", "null"}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  expected = expected.with("configuration", "[2]");
  ASSERT_EQ(patch(location, Body{{"configuration", "[2]"}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  ASSERT_EQ(put(location, valid_).status, 200);
  EXPECT_TRUE(holds(get(location), valid_));
}

TEST_F(ApplicationTest, RefusesUnknownFields) {
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("no such field", "1")), invalid(), "no such field", "unknown_field"));
}

TEST_F(ApplicationTest, RefusesFieldsThatTheServiceSets) {
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("id", "1")), invalid(), "id", "read_only"));
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("createdAt", "1")), invalid(), "createdAt", "read_only"));
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("updatedAt", "1")), invalid(), "updatedAt", "read_only"));
}

TEST_F(ApplicationTest, UserIdIsRequired) {
  EXPECT_TRUE(refuses(path_, valid_, "userId", "null", "required"));
  EXPECT_TRUE(hasProblem(post(path_, valid_.with("userId", "null").with("no such field", "1")), invalid(), "userId", "required"));
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.without("userId")), invalid(), "userId", "required"));
}

TEST_F(ApplicationTest, UserIdRefersToARow) {
  EXPECT_TRUE(refuses(path_, valid_, "userId", "\"00000000-0000-7000-8000-000000000000\"", "missing_reference"));
}

TEST_F(ApplicationTest, NameIsRequired) {
  EXPECT_TRUE(refuses(path_, valid_, "name", "null", "required"));
  EXPECT_TRUE(hasProblem(post(path_, valid_.with("name", "null").with("no such field", "1")), invalid(), "name", "required"));
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.without("name")), invalid(), "name", "required"));
}

TEST_F(ApplicationTest, NameHasAType) {
  EXPECT_TRUE(refuses(path_, valid_, "name", "true", "wrong_type"));
}

TEST_F(ApplicationTest, NameHasAMaximumLength) {
  EXPECT_TRUE(refuses(path_, valid_, "name", repeated("x", 41), "too_long"));
}

TEST_F(ApplicationTest, NameHasAFormat) {
  EXPECT_TRUE(refuses(path_, valid_, "name", quoted("___"), "invalid_format"));
}

TEST_F(ApplicationTest, VersionHasAType) {
  EXPECT_TRUE(refuses(path_, valid_, "version", "true", "wrong_type"));
}

TEST_F(ApplicationTest, VersionHasAMaximumLength) {
  EXPECT_TRUE(refuses(path_, valid_, "version", repeated("x", 65), "too_long"));
  EXPECT_EQ(post(path_, valid_.with("version", repeated("x", 64))).status, 201);
}

TEST_F(ApplicationTest, ConfigurationIsRequired) {
  EXPECT_TRUE(refuses(path_, valid_, "configuration", "null", "required"));
  EXPECT_TRUE(hasProblem(post(path_, valid_.with("configuration", "null").with("no such field", "1")), invalid(), "configuration", "required"));
  EXPECT_EQ(post(path_, valid_.without("configuration")).status, 201);
}

TEST_F(ApplicationTest, UniqueConstraint1) {
  ASSERT_EQ(post(path_, valid_).status, 201);
  EXPECT_TRUE(hasProblem(post(path_, valid_), 409, "userId", "not_unique"));
  EXPECT_TRUE(hasProblem(post(path_, valid_), 409, "name", "not_unique"));
}

TEST_F(ApplicationTest, FiltersItsList) {
  const auto first = post(path_, valid_);
  ASSERT_EQ(first.status, 201) << first.body;
  const auto second = post(path_, valid_.with("name", quoted("name-c")).with("version", quoted("version f")).with("configuration", "[2]"));
  ASSERT_EQ(second.status, 201) << second.body;
  const auto row = patch(first.header("location"), Body{});
  ASSERT_EQ(row.status, 200) << row.body;
  EXPECT_EQ(total(path_, "userId", quoted(rt::Uuid{})), 0);
  EXPECT_EQ(total(path_, "userId", row.at("userId")), 2);
  EXPECT_EQ(total(path_, "name", quoted("name-c")), 1);
  EXPECT_EQ(total(path_, "name", row.at("name")), 1);
  EXPECT_EQ(total(path_, "name[gt]", row.at("name")), 0);
  EXPECT_EQ(total(path_, "name[gte]", row.at("name")), 1);
  EXPECT_EQ(total(path_, "name[lt]", row.at("name")), 1);
  EXPECT_EQ(total(path_, "name[lte]", row.at("name")), 2);
}

TEST_F(ApplicationTest, SortsItsList) {
  const auto first = post(path_, valid_);
  ASSERT_EQ(first.status, 201) << first.body;
  const auto second = post(path_, valid_.with("name", quoted("name-c")).with("version", quoted("version f")).with("configuration", "[2]"));
  ASSERT_EQ(second.status, 201) << second.body;
  const auto row = patch(first.header("location"), Body{});
  ASSERT_EQ(row.status, 200) << row.body;
  EXPECT_TRUE(lists(get(path_ + "?sort=name"), {second, first}));
  EXPECT_TRUE(lists(get(path_ + "?sort=-name"), {first, second}));
  EXPECT_TRUE(lists(get(path_ + "?sort=createdAt"), {first, second}));
  EXPECT_TRUE(lists(get(path_ + "?sort=-createdAt"), {second, first}));
  EXPECT_TRUE(lists(get(path_ + "?sort=updatedAt"), {second, first}));
  EXPECT_TRUE(lists(get(path_ + "?sort=-updatedAt"), {first, second}));
}

TEST_F(ApplicationTest, IncludesWhatItRefersTo) {
  const auto row = post(path_, valid_);
  ASSERT_EQ(row.status, 201) << row.body;
  EXPECT_EQ(get(row.header("location") + "?include=user").at("user.id"), row.at("userId"));
  EXPECT_EQ(get(path_ + "?include=user").at("data.0.user.id"), row.at("userId"));
}

TEST_F(ApplicationTest, IncludesWhatRefersToIt) {
  rt::Uuid id;
  write([&](rt::Session& session) { id = fixtures_.makeApplication(session); });
  const std::string location = path_ + "/" + rt::format(id);
  write([&](rt::Session& session) { id = fixtures_.makeComponent(session); });
  EXPECT_EQ(get(location + "?include=components").at("components.0.id"), quoted(id));
  EXPECT_EQ(get(path_ + "?include=components").at("data.0.components.0.id"), quoted(id));
  write([&](rt::Session& session) { id = fixtures_.makeDeployment(session); });
  EXPECT_EQ(get(location + "?include=deployment").at("deployment.id"), quoted(id));
  EXPECT_EQ(get(path_ + "?include=deployment").at("data.0.deployment.id"), quoted(id));
  write([&](rt::Session& session) { id = fixtures_.makeJob(session); });
  EXPECT_EQ(get(location + "?include=jobs").at("jobs.0.id"), quoted(id));
  EXPECT_EQ(get(path_ + "?include=jobs").at("data.0.jobs.0.id"), quoted(id));
  write([&](rt::Session& session) { id = fixtures_.makeModel(session); });
  EXPECT_EQ(get(location + "?include=models").at("models.0.id"), quoted(id));
  EXPECT_EQ(get(path_ + "?include=models").at("data.0.models.0.id"), quoted(id));
  write([&](rt::Session& session) { id = fixtures_.makePrompt(session); });
  EXPECT_EQ(get(location + "?include=prompts").at("prompts.0.id"), quoted(id));
  EXPECT_EQ(get(path_ + "?include=prompts").at("data.0.prompts.0.id"), quoted(id));
  write([&](rt::Session& session) { id = fixtures_.makeRelationship(session); });
  EXPECT_EQ(get(location + "?include=relationships").at("relationships.0.id"), quoted(id));
  EXPECT_EQ(get(path_ + "?include=relationships").at("data.0.relationships.0.id"), quoted(id));
  write([&](rt::Session& session) { id = fixtures_.makeRelease(session); });
  EXPECT_EQ(get(location + "?include=releases").at("releases.0.id"), quoted(id));
  EXPECT_EQ(get(path_ + "?include=releases").at("data.0.releases.0.id"), quoted(id));
  write([&](rt::Session& session) { id = fixtures_.makeWorkflow(session); });
  EXPECT_EQ(get(location + "?include=workflows").at("workflows.0.id"), quoted(id));
  EXPECT_EQ(get(path_ + "?include=workflows").at("data.0.workflows.0.id"), quoted(id));
}

TEST_F(ApplicationTest, UserMayBeDeleted) {
  const auto row = post(path_, valid_);
  ASSERT_EQ(row.status, 201) << row.body;
  const std::string location = row.header("location");
  write([&](rt::Session& session) { session.execute(rt::Statement{"DELETE FROM users WHERE id = $1"}, rt::Params(fixtures_.makeUser(session))); });
  EXPECT_EQ(get(location).status, 404);
}

}  // namespace

}  // namespace app
