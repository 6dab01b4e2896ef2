// The rules of Prompt, each broken alone, and its routes. Made by Ingot; changes belong in the definition.
#include <ingot/rt/testing.hpp>

#include "application.hpp"
#include "fixtures.hpp"
#include "models/prompt.hpp"

namespace app {

rt::Uuid Fixtures::makePrompt(rt::Session& session) {
  if (!prompt_) {
    Prompt::Input input;
    input.applicationId.set(makeApplication(session));
    input.name.set("name d");
    input.content.set("content e");
    input.variables.set(rt::Json{"{\"a\":[1,\"b\",null]}"});
    fillDefaults(input, rt::Write::create, rt::Timestamp{});
    prompt_ = insertRow(session, input).id;
  }
  return *prompt_;
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

class PromptTest : public rt::testing::ServiceTest {
 protected:
  PromptTest()
      : ServiceTest(application()) {
    valid_ = Body{
        {"name", quoted("name d")},
        {"content", quoted("content e")},
        {"variables", "{\"a\":[1,\"b\",null]}"},
    };
    write([&]([[maybe_unused]] rt::Session& session) {
      path_ = "/api/prompts";
      valid_ = valid_.with("applicationId", quoted(fixtures_.makeApplication(session)));
    });
  }

  Fixtures fixtures_;
  std::string path_;
  Body valid_;
};

TEST_F(PromptTest, LivesThroughItsRoutes) {
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

TEST_F(PromptTest, KeepsWhatWasSent) {
  const auto reply = post(path_, valid_);
  ASSERT_EQ(reply.status, 201) << reply.body;
  EXPECT_EQ(reply.at("name"), quoted("name d"));
  EXPECT_EQ(reply.at("content"), quoted("content e"));
  EXPECT_EQ(reply.at("variables"), "{\"a\":[1,\"b\",null]}");
}

TEST_F(PromptTest, FillsWhatIsLeftOut) {
  const auto reply = post(path_, valid_.without("variables"));
  ASSERT_EQ(reply.status, 201) << reply.body;
  EXPECT_EQ(reply.at("variables"), "[]");
}

TEST_F(PromptTest, ReplacesWhatIsLeftOut) {
  const auto created = post(path_, valid_);
  ASSERT_EQ(created.status, 201) << created.body;
  const auto reply = put(created.header("location"), valid_.without("variables"));
  ASSERT_EQ(reply.status, 200) << reply.body;
  EXPECT_EQ(reply.at("variables"), "[]");
}

TEST_F(PromptTest, ChangesEachField) {
  const auto created = post(path_, valid_);
  ASSERT_EQ(created.status, 201) << created.body;
  const std::string location = created.header("location");
  auto expected = valid_;
  expected = expected.with("name", quoted("name c"));
  ASSERT_EQ(patch(location, Body{{"name", quoted("name c")}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  expected = expected.with("content", quoted("content f"));
  ASSERT_EQ(patch(location, Body{{"content", quoted("content f")}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  expected = expected.with("variables", "[2]");
  ASSERT_EQ(patch(location, Body{{"variables", "[2]"}}).status, 200);
  EXPECT_TRUE(holds(get(location), expected));
  ASSERT_EQ(put(location, valid_).status, 200);
  EXPECT_TRUE(holds(get(location), valid_));
}

TEST_F(PromptTest, RefusesUnknownFields) {
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("no such field", "1")), invalid(), "no such field", "unknown_field"));
}

TEST_F(PromptTest, RefusesFieldsThatTheServiceSets) {
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("id", "1")), invalid(), "id", "read_only"));
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("createdAt", "1")), invalid(), "createdAt", "read_only"));
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("updatedAt", "1")), invalid(), "updatedAt", "read_only"));
}

TEST_F(PromptTest, ApplicationIdIsRequired) {
  EXPECT_TRUE(refuses(path_, valid_, "applicationId", "null", "required"));
  EXPECT_TRUE(hasProblem(post(path_, valid_.with("applicationId", "null").with("no such field", "1")), invalid(), "applicationId", "required"));
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.without("applicationId")), invalid(), "applicationId", "required"));
}

TEST_F(PromptTest, ApplicationIdRefersToARow) {
  EXPECT_TRUE(refuses(path_, valid_, "applicationId", "\"00000000-0000-7000-8000-000000000000\"", "missing_reference"));
}

TEST_F(PromptTest, NameIsRequired) {
  EXPECT_TRUE(refuses(path_, valid_, "name", "null", "required"));
  EXPECT_TRUE(hasProblem(post(path_, valid_.with("name", "null").with("no such field", "1")), invalid(), "name", "required"));
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.without("name")), invalid(), "name", "required"));
}

TEST_F(PromptTest, NameHasAType) {
  EXPECT_TRUE(refuses(path_, valid_, "name", "true", "wrong_type"));
}

TEST_F(PromptTest, NameHasAMinimumLength) {
  EXPECT_TRUE(refuses(path_, valid_, "name", repeated("x", 0), "too_short"));
  EXPECT_EQ(post(path_, valid_.with("name", repeated("x", 1))).status, 201);
}

TEST_F(PromptTest, NameHasAMaximumLength) {
  EXPECT_TRUE(refuses(path_, valid_, "name", repeated("x", 41), "too_long"));
  EXPECT_EQ(post(path_, valid_.with("name", repeated("x", 40))).status, 201);
}

TEST_F(PromptTest, ContentIsRequired) {
  EXPECT_TRUE(refuses(path_, valid_, "content", "null", "required"));
  EXPECT_TRUE(hasProblem(post(path_, valid_.with("content", "null").with("no such field", "1")), invalid(), "content", "required"));
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.without("content")), invalid(), "content", "required"));
}

TEST_F(PromptTest, ContentHasAType) {
  EXPECT_TRUE(refuses(path_, valid_, "content", "true", "wrong_type"));
}

TEST_F(PromptTest, VariablesIsRequired) {
  EXPECT_TRUE(refuses(path_, valid_, "variables", "null", "required"));
  EXPECT_TRUE(hasProblem(post(path_, valid_.with("variables", "null").with("no such field", "1")), invalid(), "variables", "required"));
  EXPECT_EQ(post(path_, valid_.without("variables")).status, 201);
}

TEST_F(PromptTest, UniqueConstraint1) {
  ASSERT_EQ(post(path_, valid_).status, 201);
  EXPECT_TRUE(hasProblem(post(path_, valid_), 409, "applicationId", "not_unique"));
  EXPECT_TRUE(hasProblem(post(path_, valid_), 409, "name", "not_unique"));
}

TEST_F(PromptTest, FiltersItsList) {
  const auto first = post(path_, valid_);
  ASSERT_EQ(first.status, 201) << first.body;
  const auto second = post(path_, valid_.with("name", quoted("name c")).with("content", quoted("content f")).with("variables", "[2]"));
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

TEST_F(PromptTest, SortsItsList) {
  const auto first = post(path_, valid_);
  ASSERT_EQ(first.status, 201) << first.body;
  const auto second = post(path_, valid_.with("name", quoted("name c")).with("content", quoted("content f")).with("variables", "[2]"));
  ASSERT_EQ(second.status, 201) << second.body;
  const auto row = patch(first.header("location"), Body{});
  ASSERT_EQ(row.status, 200) << row.body;
  EXPECT_TRUE(lists(get(path_ + "?sort=name"), {second, first}));
  EXPECT_TRUE(lists(get(path_ + "?sort=-name"), {first, second}));
  EXPECT_TRUE(lists(get(path_ + "?sort=createdAt"), {first, second}));
  EXPECT_TRUE(lists(get(path_ + "?sort=-createdAt"), {second, first}));
}

TEST_F(PromptTest, IncludesWhatItRefersTo) {
  const auto row = post(path_, valid_);
  ASSERT_EQ(row.status, 201) << row.body;
  EXPECT_EQ(get(row.header("location") + "?include=application").at("application.id"), row.at("applicationId"));
  EXPECT_EQ(get(path_ + "?include=application").at("data.0.application.id"), row.at("applicationId"));
}

TEST_F(PromptTest, IncludesWhatRefersToIt) {
  rt::Uuid id;
  write([&](rt::Session& session) { id = fixtures_.makePrompt(session); });
  const std::string location = path_ + "/" + rt::format(id);
  write([&](rt::Session& session) { id = fixtures_.makePromptVersion(session); });
  EXPECT_EQ(get(location + "?include=versions").at("versions.0.id"), quoted(id));
  EXPECT_EQ(get(path_ + "?include=versions").at("data.0.versions.0.id"), quoted(id));
}

TEST_F(PromptTest, ApplicationMayBeDeleted) {
  const auto row = post(path_, valid_);
  ASSERT_EQ(row.status, 201) << row.body;
  const std::string location = row.header("location");
  write([&](rt::Session& session) { session.execute(rt::Statement{"DELETE FROM applications WHERE id = $1"}, rt::Params(fixtures_.makeApplication(session))); });
  EXPECT_EQ(get(location).status, 404);
}

}  // namespace

}  // namespace app
