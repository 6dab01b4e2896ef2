// The rules of Doc, each broken alone, and its routes. Made by Ingot; changes belong in the definition.
#include <ingot/rt/testing.hpp>

#include "application.hpp"
#include "fixtures.hpp"
#include "models/doc.hpp"

namespace app {

rt::Uuid Fixtures::makeDoc(rt::Session& session) {
  if (!doc_) {
    Doc::Input input;
    input.projectId.set(makeProject(session));
    input.fileName.set("fileName d");
    input.content.set("content e");
    fillDefaults(input, rt::Write::create, rt::Timestamp{});
    doc_ = insertRow(session, input).id;
  }
  return *doc_;
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

class DocTest : public rt::testing::ServiceTest {
 protected:
  DocTest()
      : ServiceTest(application()) {
    valid_ = Body{
        {"fileName", quoted("fileName d")},
        {"content", quoted("content e")},
    };
    write([&]([[maybe_unused]] rt::Session& session) {
      path_ = "/api/projects/" + rt::format(fixtures_.makeProject(session)) + "/docs";
    });
  }

  Fixtures fixtures_;
  std::string path_;
  Body valid_;
};

TEST_F(DocTest, LivesThroughItsRoutes) {
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

TEST_F(DocTest, KeepsWhatWasSent) {
  const auto reply = post(path_, valid_);
  ASSERT_EQ(reply.status, 201) << reply.body;
  EXPECT_EQ(reply.at("fileName"), quoted("fileName d"));
  EXPECT_EQ(reply.at("content"), quoted("content e"));
  EXPECT_EQ(reply.at("hash"), "\"fc9686ed8557e06c272fc3e165fb6a8eb510e0850d9099df1bb60b988ad0a82b\"");
}

TEST_F(DocTest, ChangesEachField) {
  const auto created = post(path_, valid_);
  ASSERT_EQ(created.status, 201) << created.body;
  const std::string location = created.header("location");
  auto expected = valid_;
  expected = expected.with("fileName", quoted("fileName c"));
  ASSERT_EQ(patch(location, Body{{"fileName", quoted("fileName c")}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  expected = expected.with("content", quoted("content f"));
  ASSERT_EQ(patch(location, Body{{"content", quoted("content f")}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  EXPECT_EQ(get(location).at("hash"), "\"6b9974e06c5ebf26793dc89fdf8b1e75ca7389d043b0c659a1a67fd70a3e70f5\"");
  ASSERT_EQ(put(location, valid_).status, 200);
  EXPECT_TRUE(holds(get(location), valid_));
}

TEST_F(DocTest, RefusesUnknownFields) {
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("no such field", "1")), invalid(), "no such field", "unknown_field"));
}

TEST_F(DocTest, RefusesFieldsThatTheServiceSets) {
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("id", "1")), invalid(), "id", "read_only"));
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("projectId", "1")), invalid(), "projectId", "read_only"));
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("hash", "1")), invalid(), "hash", "read_only"));
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("version", "1")), invalid(), "version", "read_only"));
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("createdAt", "1")), invalid(), "createdAt", "read_only"));
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("updatedAt", "1")), invalid(), "updatedAt", "read_only"));
}

TEST_F(DocTest, FileNameIsRequired) {
  EXPECT_TRUE(refuses(path_, valid_, "fileName", "null", "required"));
  EXPECT_TRUE(hasProblem(post(path_, valid_.with("fileName", "null").with("no such field", "1")), invalid(), "fileName", "required"));
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.without("fileName")), invalid(), "fileName", "required"));
}

TEST_F(DocTest, FileNameHasAType) {
  EXPECT_TRUE(refuses(path_, valid_, "fileName", "true", "wrong_type"));
}

TEST_F(DocTest, FileNameHasAMinimumLength) {
  EXPECT_TRUE(refuses(path_, valid_, "fileName", repeated("x", 0), "too_short"));
  EXPECT_EQ(post(path_, valid_.with("fileName", repeated("x", 1))).status, 201);
}

TEST_F(DocTest, FileNameHasAMaximumLength) {
  EXPECT_TRUE(refuses(path_, valid_, "fileName", repeated("x", 256), "too_long"));
  EXPECT_EQ(post(path_, valid_.with("fileName", repeated("x", 255))).status, 201);
}

TEST_F(DocTest, ContentIsRequired) {
  EXPECT_TRUE(refuses(path_, valid_, "content", "null", "required"));
  EXPECT_TRUE(hasProblem(post(path_, valid_.with("content", "null").with("no such field", "1")), invalid(), "content", "required"));
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.without("content")), invalid(), "content", "required"));
}

TEST_F(DocTest, ContentHasAType) {
  EXPECT_TRUE(refuses(path_, valid_, "content", "true", "wrong_type"));
}

TEST_F(DocTest, KeepsEveryVersion) {
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

TEST_F(DocTest, UniqueConstraint1) {
  ASSERT_EQ(post(path_, valid_).status, 201);
  EXPECT_TRUE(hasProblem(post(path_, valid_), 409, "projectId", "not_unique"));
  EXPECT_TRUE(hasProblem(post(path_, valid_), 409, "fileName", "not_unique"));
}

TEST_F(DocTest, FiltersItsList) {
  const auto first = post(path_, valid_);
  ASSERT_EQ(first.status, 201) << first.body;
  const auto second = post(path_, valid_.with("fileName", quoted("fileName c")).with("content", quoted("content f")));
  ASSERT_EQ(second.status, 201) << second.body;
  const auto row = patch(first.header("location"), Body{});
  ASSERT_EQ(row.status, 200) << row.body;
  EXPECT_EQ(total(path_, "fileName", quoted("fileName c")), 1);
  EXPECT_EQ(total(path_, "fileName", row.at("fileName")), 1);
  EXPECT_EQ(total(path_, "fileName[gt]", row.at("fileName")), 0);
  EXPECT_EQ(total(path_, "fileName[gte]", row.at("fileName")), 1);
  EXPECT_EQ(total(path_, "fileName[lt]", row.at("fileName")), 1);
  EXPECT_EQ(total(path_, "fileName[lte]", row.at("fileName")), 2);
  EXPECT_NE(total(path_, "hash", row.at("hash")), 0);
  EXPECT_EQ(total(path_, "version", row.at("version")), 1);
  EXPECT_EQ(total(path_, "version[gt]", row.at("version")), 0);
  EXPECT_EQ(total(path_, "version[gte]", row.at("version")), 1);
  EXPECT_EQ(total(path_, "version[lt]", row.at("version")), 1);
  EXPECT_EQ(total(path_, "version[lte]", row.at("version")), 2);
  EXPECT_EQ(total(path_, "updatedAt", row.at("updatedAt")), 1);
  EXPECT_EQ(total(path_, "updatedAt[gt]", row.at("updatedAt")), 0);
  EXPECT_EQ(total(path_, "updatedAt[gte]", row.at("updatedAt")), 1);
  EXPECT_EQ(total(path_, "updatedAt[lt]", row.at("updatedAt")), 1);
  EXPECT_EQ(total(path_, "updatedAt[lte]", row.at("updatedAt")), 2);
}

TEST_F(DocTest, SortsItsList) {
  const auto first = post(path_, valid_);
  ASSERT_EQ(first.status, 201) << first.body;
  const auto second = post(path_, valid_.with("fileName", quoted("fileName c")).with("content", quoted("content f")));
  ASSERT_EQ(second.status, 201) << second.body;
  const auto row = patch(first.header("location"), Body{});
  ASSERT_EQ(row.status, 200) << row.body;
  EXPECT_TRUE(lists(get(path_ + "?sort=fileName"), {second, first}));
  EXPECT_TRUE(lists(get(path_ + "?sort=-fileName"), {first, second}));
  EXPECT_TRUE(lists(get(path_ + "?sort=version"), {second, first}));
  EXPECT_TRUE(lists(get(path_ + "?sort=-version"), {first, second}));
  EXPECT_TRUE(lists(get(path_ + "?sort=updatedAt"), {second, first}));
  EXPECT_TRUE(lists(get(path_ + "?sort=-updatedAt"), {first, second}));
}

TEST_F(DocTest, IncludesWhatItRefersTo) {
  const auto row = post(path_, valid_);
  ASSERT_EQ(row.status, 201) << row.body;
  EXPECT_EQ(get(row.header("location") + "?include=project").at("project.id"), row.at("projectId"));
  EXPECT_EQ(get(path_ + "?include=project").at("data.0.project.id"), row.at("projectId"));
}

TEST_F(DocTest, LivesUnderItsParents) {
  const auto row = post(path_, valid_);
  ASSERT_EQ(row.status, 201) << row.body;
  const std::string location = row.header("location");
  const std::string id = location.substr(path_.size());
  std::string stray;
  write([&]([[maybe_unused]] rt::Session& session) { stray = "/api/projects/" + rt::format(rt::Uuid{}) + "/docs"; });
  EXPECT_EQ(get(stray).status, 404);
  EXPECT_EQ(post(stray, valid_).status, 404);
  EXPECT_EQ(get(stray + id).status, 404);
  EXPECT_EQ(patch(stray + id, Body{}).status, 404);
  EXPECT_EQ(put(stray + id, valid_).status, 404);
  EXPECT_EQ(del(stray + id).status, 404);
  EXPECT_EQ(get(location).header("etag"), row.header("etag"));
}

TEST_F(DocTest, ProjectMayBeDeleted) {
  const auto row = post(path_, valid_);
  ASSERT_EQ(row.status, 201) << row.body;
  const std::string location = row.header("location");
  write([&](rt::Session& session) { session.execute(rt::Statement{"DELETE FROM projects WHERE id = $1"}, rt::Params(fixtures_.makeProject(session))); });
  EXPECT_EQ(get(location).status, 404);
}

}  // namespace

}  // namespace app
