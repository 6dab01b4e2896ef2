// The rules of Task, each broken alone, and its routes. Made by Ingot; changes belong in the definition.
#include <ingot/rt/testing.hpp>

#include "application.hpp"
#include "fixtures.hpp"
#include "models/task.hpp"

namespace app {

rt::Uuid Fixtures::makeTask(rt::Session& session) {
  if (!task_) {
    Task::Input input;
    input.projectId.set(makeProject(session));
    input.title.set("title d");
    input.status.set(TaskStatus{1});
    input.priority.set(5);
    fillDefaults(input, rt::Write::create, rt::Timestamp{});
    task_ = insertRow(session, input).id;
  }
  return *task_;
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

class TaskTest : public rt::testing::ServiceTest {
 protected:
  TaskTest()
      : ServiceTest(application()) {
    valid_ = Body{
        {"title", quoted("title d")},
        {"description", quoted("description e")},
        {"status", "\"doing\""},
        {"priority", "5"},
        {"dueAt", "\"2026-01-01T05:00:00.000001Z\""},
    };
    write([&]([[maybe_unused]] rt::Session& session) {
      path_ = "/api/v1/tasks";
      valid_ = valid_.with("projectId", quoted(fixtures_.makeProject(session)));
    });
  }

  Fixtures fixtures_;
  std::string path_;
  Body valid_;
};

TEST_F(TaskTest, LivesThroughItsRoutes) {
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

TEST_F(TaskTest, KeepsWhatWasSent) {
  const auto reply = post(path_, valid_);
  ASSERT_EQ(reply.status, 201) << reply.body;
  EXPECT_EQ(reply.at("title"), quoted("title d"));
  EXPECT_EQ(reply.at("description"), quoted("description e"));
  EXPECT_EQ(reply.at("status"), "\"doing\"");
  EXPECT_EQ(reply.at("priority"), "5");
  EXPECT_EQ(reply.at("dueAt"), "\"2026-01-01T05:00:00.000001Z\"");
}

TEST_F(TaskTest, FillsWhatIsLeftOut) {
  const auto reply = post(path_, valid_.without("description").without("status").without("priority").without("dueAt"));
  ASSERT_EQ(reply.status, 201) << reply.body;
  EXPECT_EQ(reply.at("description"), "null");
  EXPECT_EQ(reply.at("status"), "\"todo\"");
  EXPECT_EQ(reply.at("priority"), "0");
  EXPECT_EQ(reply.at("dueAt"), "null");
}

TEST_F(TaskTest, ReplacesWhatIsLeftOut) {
  const auto created = post(path_, valid_);
  ASSERT_EQ(created.status, 201) << created.body;
  const auto reply = put(created.header("location"), valid_.without("description").without("status").without("priority").without("dueAt"));
  ASSERT_EQ(reply.status, 200) << reply.body;
  EXPECT_EQ(reply.at("description"), "null");
  EXPECT_EQ(reply.at("status"), "\"todo\"");
  EXPECT_EQ(reply.at("priority"), "0");
  EXPECT_EQ(reply.at("dueAt"), "null");
}

TEST_F(TaskTest, ChangesEachField) {
  const auto created = post(path_, valid_);
  ASSERT_EQ(created.status, 201) << created.body;
  const std::string location = created.header("location");
  auto expected = valid_;
  expected = expected.with("title", quoted("title c"));
  ASSERT_EQ(patch(location, Body{{"title", quoted("title c")}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  expected = expected.with("description", quoted("description f"));
  ASSERT_EQ(patch(location, Body{{"description", quoted("description f")}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  expected = expected.with("description", "null");
  ASSERT_EQ(patch(location, Body{{"description", "null"}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  expected = expected.with("status", "\"todo\"");
  ASSERT_EQ(patch(location, Body{{"status", "\"todo\""}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  expected = expected.with("priority", "4");
  ASSERT_EQ(patch(location, Body{{"priority", "4"}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  expected = expected.with("dueAt", "\"2026-01-01T05:00:00Z\"");
  ASSERT_EQ(patch(location, Body{{"dueAt", "\"2026-01-01T05:00:00Z\""}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  expected = expected.with("dueAt", "null");
  ASSERT_EQ(patch(location, Body{{"dueAt", "null"}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  ASSERT_EQ(put(location, valid_).status, 200);
  EXPECT_TRUE(holds(get(location), valid_));
}

TEST_F(TaskTest, RefusesUnknownFields) {
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("no such field", "1")), invalid(), "no such field", "unknown_field"));
}

TEST_F(TaskTest, RefusesFieldsThatTheServiceSets) {
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("id", "1")), invalid(), "id", "read_only"));
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("createdAt", "1")), invalid(), "createdAt", "read_only"));
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("updatedAt", "1")), invalid(), "updatedAt", "read_only"));
}

TEST_F(TaskTest, ProjectIdIsRequired) {
  EXPECT_TRUE(refuses(path_, valid_, "projectId", "null", "required"));
  EXPECT_TRUE(hasProblem(post(path_, valid_.with("projectId", "null").with("no such field", "1")), invalid(), "projectId", "required"));
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.without("projectId")), invalid(), "projectId", "required"));
}

TEST_F(TaskTest, ProjectIdRefersToARow) {
  EXPECT_TRUE(refuses(path_, valid_, "projectId", "\"00000000-0000-7000-8000-000000000000\"", "missing_reference"));
}

TEST_F(TaskTest, TitleIsRequired) {
  EXPECT_TRUE(refuses(path_, valid_, "title", "null", "required"));
  EXPECT_TRUE(hasProblem(post(path_, valid_.with("title", "null").with("no such field", "1")), invalid(), "title", "required"));
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.without("title")), invalid(), "title", "required"));
}

TEST_F(TaskTest, TitleHasAType) {
  EXPECT_TRUE(refuses(path_, valid_, "title", "true", "wrong_type"));
}

TEST_F(TaskTest, TitleHasAMinimumLength) {
  EXPECT_TRUE(refuses(path_, valid_, "title", repeated("x", 0), "too_short"));
  EXPECT_EQ(post(path_, valid_.with("title", repeated("x", 1))).status, 201);
}

TEST_F(TaskTest, TitleHasAMaximumLength) {
  EXPECT_TRUE(refuses(path_, valid_, "title", repeated("x", 201), "too_long"));
  EXPECT_EQ(post(path_, valid_.with("title", repeated("x", 200))).status, 201);
}

TEST_F(TaskTest, DescriptionHasAType) {
  EXPECT_TRUE(refuses(path_, valid_, "description", "true", "wrong_type"));
}

TEST_F(TaskTest, StatusIsRequired) {
  EXPECT_TRUE(refuses(path_, valid_, "status", "null", "required"));
  EXPECT_TRUE(hasProblem(post(path_, valid_.with("status", "null").with("no such field", "1")), invalid(), "status", "required"));
  EXPECT_EQ(post(path_, valid_.without("status")).status, 201);
}

TEST_F(TaskTest, StatusHasAType) {
  EXPECT_TRUE(refuses(path_, valid_, "status", "true", "wrong_type"));
}

TEST_F(TaskTest, StatusIsAClosedList) {
  EXPECT_TRUE(refuses(path_, valid_, "status", quoted("none of these"), "not_in_list"));
}

TEST_F(TaskTest, PriorityIsRequired) {
  EXPECT_TRUE(refuses(path_, valid_, "priority", "null", "required"));
  EXPECT_TRUE(hasProblem(post(path_, valid_.with("priority", "null").with("no such field", "1")), invalid(), "priority", "required"));
  EXPECT_EQ(post(path_, valid_.without("priority")).status, 201);
}

TEST_F(TaskTest, PriorityHasAType) {
  EXPECT_TRUE(refuses(path_, valid_, "priority", "true", "wrong_type"));
}

TEST_F(TaskTest, PriorityHasAMinimum) {
  EXPECT_TRUE(refuses(path_, valid_, "priority", "-1", "too_small"));
  EXPECT_EQ(post(path_, valid_.with("priority", "0")).status, 201);
}

TEST_F(TaskTest, PriorityHasAMaximum) {
  EXPECT_TRUE(refuses(path_, valid_, "priority", "6", "too_large"));
  EXPECT_EQ(post(path_, valid_.with("priority", "5")).status, 201);
}

TEST_F(TaskTest, DueAtHasAType) {
  EXPECT_TRUE(refuses(path_, valid_, "dueAt", "true", "wrong_type"));
}

TEST_F(TaskTest, FiltersItsList) {
  const auto first = post(path_, valid_);
  ASSERT_EQ(first.status, 201) << first.body;
  const auto second = post(path_, valid_.with("title", quoted("title c")).with("description", quoted("description f")).with("status", "\"todo\"").with("priority", "4").with("dueAt", "\"2026-01-01T05:00:00Z\""));
  ASSERT_EQ(second.status, 201) << second.body;
  const auto row = patch(first.header("location"), Body{});
  ASSERT_EQ(row.status, 200) << row.body;
  EXPECT_EQ(total(path_, "projectId", quoted(rt::Uuid{})), 0);
  EXPECT_EQ(total(path_, "projectId", row.at("projectId")), 2);
  EXPECT_EQ(total(path_, "status", "\"todo\""), 1);
  EXPECT_EQ(total(path_, "status", row.at("status")), 1);
  EXPECT_EQ(total(path_, "priority", "4"), 1);
  EXPECT_EQ(total(path_, "priority", row.at("priority")), 1);
  EXPECT_EQ(total(path_, "priority[gt]", row.at("priority")), 0);
  EXPECT_EQ(total(path_, "priority[gte]", row.at("priority")), 1);
  EXPECT_EQ(total(path_, "priority[lt]", row.at("priority")), 1);
  EXPECT_EQ(total(path_, "priority[lte]", row.at("priority")), 2);
  EXPECT_EQ(total(path_, "dueAt", "\"2026-01-01T05:00:00Z\""), 1);
  EXPECT_EQ(total(path_, "dueAt", row.at("dueAt")), 1);
  EXPECT_EQ(total(path_, "dueAt[gt]", row.at("dueAt")), 0);
  EXPECT_EQ(total(path_, "dueAt[gte]", row.at("dueAt")), 1);
  EXPECT_EQ(total(path_, "dueAt[lt]", row.at("dueAt")), 1);
  EXPECT_EQ(total(path_, "dueAt[lte]", row.at("dueAt")), 2);
}

TEST_F(TaskTest, SortsItsList) {
  const auto first = post(path_, valid_);
  ASSERT_EQ(first.status, 201) << first.body;
  const auto second = post(path_, valid_.with("title", quoted("title c")).with("description", quoted("description f")).with("status", "\"todo\"").with("priority", "4").with("dueAt", "\"2026-01-01T05:00:00Z\""));
  ASSERT_EQ(second.status, 201) << second.body;
  const auto row = patch(first.header("location"), Body{});
  ASSERT_EQ(row.status, 200) << row.body;
  EXPECT_TRUE(lists(get(path_ + "?sort=createdAt"), {first, second}));
  EXPECT_TRUE(lists(get(path_ + "?sort=-createdAt"), {second, first}));
  EXPECT_TRUE(lists(get(path_ + "?sort=dueAt"), {second, first}));
  EXPECT_TRUE(lists(get(path_ + "?sort=-dueAt"), {first, second}));
  EXPECT_TRUE(lists(get(path_ + "?sort=priority"), {second, first}));
  EXPECT_TRUE(lists(get(path_ + "?sort=-priority"), {first, second}));
}

TEST_F(TaskTest, IncludesWhatItRefersTo) {
  const auto row = post(path_, valid_);
  ASSERT_EQ(row.status, 201) << row.body;
  EXPECT_EQ(get(row.header("location") + "?include=project").at("project.id"), row.at("projectId"));
  EXPECT_EQ(get(path_ + "?include=project").at("data.0.project.id"), row.at("projectId"));
}

TEST_F(TaskTest, ProjectMayBeDeleted) {
  const auto row = post(path_, valid_);
  ASSERT_EQ(row.status, 201) << row.body;
  const std::string location = row.header("location");
  EXPECT_THROW(write([&](rt::Session& session) { session.execute(rt::Statement{"DELETE FROM projects WHERE id = $1"}, rt::Params(fixtures_.makeProject(session))); }), rt::Failure);
  EXPECT_EQ(get(location).status, 200);
}

}  // namespace

}  // namespace app
