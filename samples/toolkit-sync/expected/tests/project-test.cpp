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
    input.repoUrl.set("https://example.com/repoUrl/d");
    input.branch.set("branch h");
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
        {"repoUrl", quoted("https://example.com/repoUrl/d")},
        {"token", quoted("token e")},
        {"branch", quoted("branch h")},
        {"docsPath", quoted("docsPath i")},
        {"syncedAt", "\"2026-01-01T05:00:00.000001Z\""},
    };
    write([&]([[maybe_unused]] rt::Session& session) {
      path_ = "/api/projects";
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
  EXPECT_EQ(reply.at("repoUrl"), quoted("https://example.com/repoUrl/d"));
  EXPECT_EQ(reply.at("token"), "(absent)");
  EXPECT_EQ(reply.at("branch"), quoted("branch h"));
  EXPECT_EQ(reply.at("docsPath"), quoted("docsPath i"));
  EXPECT_EQ(reply.at("syncedAt"), "\"2026-01-01T05:00:00.000001Z\"");
}

TEST_F(ProjectTest, FillsWhatIsLeftOut) {
  const auto reply = post(path_, valid_.without("token").without("branch").without("docsPath").without("syncedAt"));
  ASSERT_EQ(reply.status, 201) << reply.body;
  EXPECT_EQ(reply.at("token"), "(absent)");
  EXPECT_EQ(reply.at("branch"), "\"main\"");
  EXPECT_EQ(reply.at("docsPath"), "null");
  EXPECT_NE(reply.at("syncedAt"), "null");
  EXPECT_NE(reply.at("syncedAt"), "\"2026-01-01T05:00:00.000001Z\"");
}

TEST_F(ProjectTest, ReplacesWhatIsLeftOut) {
  const auto created = post(path_, valid_);
  ASSERT_EQ(created.status, 201) << created.body;
  const auto reply = put(created.header("location"), valid_.without("token").without("branch").without("docsPath").without("syncedAt"));
  ASSERT_EQ(reply.status, 200) << reply.body;
  EXPECT_EQ(reply.at("token"), "(absent)");
  EXPECT_EQ(reply.at("branch"), "\"main\"");
  EXPECT_EQ(reply.at("docsPath"), "null");
  EXPECT_EQ(reply.at("syncedAt"), created.at("syncedAt"));
}

TEST_F(ProjectTest, ChangesEachField) {
  const auto created = post(path_, valid_);
  ASSERT_EQ(created.status, 201) << created.body;
  const std::string location = created.header("location");
  auto expected = valid_.without("token");
  expected = expected.with("name", quoted("name b"));
  ASSERT_EQ(patch(location, Body{{"name", quoted("name b")}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  expected = expected.with("repoUrl", quoted("https://example.com/repoUrl/c"));
  ASSERT_EQ(patch(location, Body{{"repoUrl", quoted("https://example.com/repoUrl/c")}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  expected = expected.with("branch", quoted("branch g"));
  ASSERT_EQ(patch(location, Body{{"branch", quoted("branch g")}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  expected = expected.with("docsPath", quoted("docsPath j"));
  ASSERT_EQ(patch(location, Body{{"docsPath", quoted("docsPath j")}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  expected = expected.with("docsPath", "null");
  ASSERT_EQ(patch(location, Body{{"docsPath", "null"}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  expected = expected.with("syncedAt", "\"2026-01-01T05:00:00Z\"");
  ASSERT_EQ(patch(location, Body{{"syncedAt", "\"2026-01-01T05:00:00Z\""}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  expected = expected.with("syncedAt", "null");
  ASSERT_EQ(patch(location, Body{{"syncedAt", "null"}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  ASSERT_EQ(put(location, valid_).status, 200);
  EXPECT_TRUE(holds(get(location), valid_.without("token")));
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
  EXPECT_TRUE(refuses(path_, valid_, "name", repeated("x", 121), "too_long"));
  EXPECT_EQ(post(path_, valid_.with("name", repeated("x", 120))).status, 201);
}

TEST_F(ProjectTest, RepoUrlIsRequired) {
  EXPECT_TRUE(refuses(path_, valid_, "repoUrl", "null", "required"));
  EXPECT_TRUE(hasProblem(post(path_, valid_.with("repoUrl", "null").with("no such field", "1")), invalid(), "repoUrl", "required"));
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.without("repoUrl")), invalid(), "repoUrl", "required"));
}

TEST_F(ProjectTest, RepoUrlHasAType) {
  EXPECT_TRUE(refuses(path_, valid_, "repoUrl", "true", "wrong_type"));
}

TEST_F(ProjectTest, RepoUrlHasAFormat) {
  EXPECT_TRUE(refuses(path_, valid_, "repoUrl", quoted("___"), "invalid_format"));
}

TEST_F(ProjectTest, TokenHasAType) {
  EXPECT_TRUE(refuses(path_, valid_, "token", "true", "wrong_type"));
}

TEST_F(ProjectTest, TokenHasAMinimumLength) {
  EXPECT_TRUE(refuses(path_, valid_, "token", repeated("x", 0), "too_short"));
  EXPECT_EQ(post(path_, valid_.with("token", repeated("x", 1))).status, 201);
}

TEST_F(ProjectTest, TokenHasAMaximumLength) {
  EXPECT_TRUE(refuses(path_, valid_, "token", repeated("x", 1001), "too_long"));
  EXPECT_EQ(post(path_, valid_.with("token", repeated("x", 1000))).status, 201);
}

TEST_F(ProjectTest, BranchIsRequired) {
  EXPECT_TRUE(refuses(path_, valid_, "branch", "null", "required"));
  EXPECT_TRUE(hasProblem(post(path_, valid_.with("branch", "null").with("no such field", "1")), invalid(), "branch", "required"));
  EXPECT_EQ(post(path_, valid_.without("branch")).status, 201);
}

TEST_F(ProjectTest, BranchHasAType) {
  EXPECT_TRUE(refuses(path_, valid_, "branch", "true", "wrong_type"));
}

TEST_F(ProjectTest, BranchHasAMinimumLength) {
  EXPECT_TRUE(refuses(path_, valid_, "branch", repeated("x", 0), "too_short"));
  EXPECT_EQ(post(path_, valid_.with("branch", repeated("x", 1))).status, 201);
}

TEST_F(ProjectTest, DocsPathHasAType) {
  EXPECT_TRUE(refuses(path_, valid_, "docsPath", "true", "wrong_type"));
}

TEST_F(ProjectTest, SyncedAtHasAType) {
  EXPECT_TRUE(refuses(path_, valid_, "syncedAt", "true", "wrong_type"));
}

TEST_F(ProjectTest, TokenIsOnlyWritten) {
  EXPECT_TRUE(conceals(path_, valid_, "token", quoted("token f")));
  EXPECT_TRUE(seals(path_, valid_, "token", quoted("token f"), Project::Secrets::token));
}

TEST_F(ProjectTest, UniqueConstraint1) {
  ASSERT_EQ(post(path_, valid_).status, 201);
  EXPECT_TRUE(hasProblem(post(path_, valid_), 409, "name", "not_unique"));
}

TEST_F(ProjectTest, FiltersItsList) {
  const auto first = post(path_, valid_);
  ASSERT_EQ(first.status, 201) << first.body;
  const auto second = post(path_, valid_.with("name", quoted("name b")).with("repoUrl", quoted("https://example.com/repoUrl/c")).with("token", quoted("token f")).with("branch", quoted("branch g")).with("docsPath", quoted("docsPath j")).with("syncedAt", "\"2026-01-01T05:00:00Z\""));
  ASSERT_EQ(second.status, 201) << second.body;
  const auto row = patch(first.header("location"), Body{});
  ASSERT_EQ(row.status, 200) << row.body;
  EXPECT_EQ(total(path_, "name", quoted("name b")), 1);
  EXPECT_EQ(total(path_, "name", row.at("name")), 1);
  EXPECT_EQ(total(path_, "name[gt]", row.at("name")), 1);
  EXPECT_EQ(total(path_, "name[gte]", row.at("name")), 2);
  EXPECT_EQ(total(path_, "name[lt]", row.at("name")), 0);
  EXPECT_EQ(total(path_, "name[lte]", row.at("name")), 1);
  EXPECT_EQ(total(path_, "branch", quoted("branch g")), 1);
  EXPECT_EQ(total(path_, "branch", row.at("branch")), 1);
  EXPECT_EQ(total(path_, "branch[gt]", row.at("branch")), 0);
  EXPECT_EQ(total(path_, "branch[gte]", row.at("branch")), 1);
  EXPECT_EQ(total(path_, "branch[lt]", row.at("branch")), 1);
  EXPECT_EQ(total(path_, "branch[lte]", row.at("branch")), 2);
  EXPECT_EQ(total(path_, "syncedAt", "\"2026-01-01T05:00:00Z\""), 1);
  EXPECT_EQ(total(path_, "syncedAt", row.at("syncedAt")), 1);
  EXPECT_EQ(total(path_, "syncedAt[gt]", row.at("syncedAt")), 0);
  EXPECT_EQ(total(path_, "syncedAt[gte]", row.at("syncedAt")), 1);
  EXPECT_EQ(total(path_, "syncedAt[lt]", row.at("syncedAt")), 1);
  EXPECT_EQ(total(path_, "syncedAt[lte]", row.at("syncedAt")), 2);
}

TEST_F(ProjectTest, SortsItsList) {
  const auto first = post(path_, valid_);
  ASSERT_EQ(first.status, 201) << first.body;
  const auto second = post(path_, valid_.with("name", quoted("name b")).with("repoUrl", quoted("https://example.com/repoUrl/c")).with("token", quoted("token f")).with("branch", quoted("branch g")).with("docsPath", quoted("docsPath j")).with("syncedAt", "\"2026-01-01T05:00:00Z\""));
  ASSERT_EQ(second.status, 201) << second.body;
  const auto row = patch(first.header("location"), Body{});
  ASSERT_EQ(row.status, 200) << row.body;
  EXPECT_TRUE(lists(get(path_ + "?sort=name"), {first, second}));
  EXPECT_TRUE(lists(get(path_ + "?sort=-name"), {second, first}));
  EXPECT_TRUE(lists(get(path_ + "?sort=createdAt"), {first, second}));
  EXPECT_TRUE(lists(get(path_ + "?sort=-createdAt"), {second, first}));
}

TEST_F(ProjectTest, IncludesWhatRefersToIt) {
  rt::Uuid id;
  write([&](rt::Session& session) { id = fixtures_.makeProject(session); });
  const std::string location = path_ + "/" + rt::format(id);
  write([&](rt::Session& session) { id = fixtures_.makeDoc(session); });
  EXPECT_EQ(get(location + "?include=docs").at("docs.0.id"), quoted(id));
  EXPECT_EQ(get(path_ + "?include=docs").at("data.0.docs.0.id"), quoted(id));
  write([&](rt::Session& session) { id = fixtures_.makeLock(session); });
  EXPECT_EQ(get(location + "?include=locks").at("locks.id"), quoted(id));
  EXPECT_EQ(get(path_ + "?include=locks").at("data.0.locks.id"), quoted(id));
}

}  // namespace

}  // namespace app
