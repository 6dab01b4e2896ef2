// The rules of PromptVersion, each broken alone, and its routes. Made by Ingot; changes belong in the definition.
#include <ingot/rt/testing.hpp>

#include "application.hpp"
#include "fixtures.hpp"
#include "models/prompt-version.hpp"

namespace app {

rt::Uuid Fixtures::makePromptVersion(rt::Session& session) {
  if (!promptVersion_) {
    PromptVersion::Input input;
    input.promptId.set(makePrompt(session));
    input.number.set(4);
    input.content.set("content e");
    input.variables.set(rt::Json{"{\"a\":[1,\"b\",null]}"});
    fillDefaults(input, rt::Write::create, rt::Timestamp{});
    promptVersion_ = insertRow(session, input).id;
  }
  return *promptVersion_;
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

class PromptVersionTest : public rt::testing::ServiceTest {
 protected:
  PromptVersionTest()
      : ServiceTest(application()) {
    valid_ = Body{
        {"number", "4"},
        {"content", quoted("content e")},
        {"variables", "{\"a\":[1,\"b\",null]}"},
    };
    write([&]([[maybe_unused]] rt::Session& session) {
      path_ = "/api/prompts/" + rt::format(fixtures_.makePrompt(session)) + "/versions";
    });
  }

  Fixtures fixtures_;
  std::string path_;
  Body valid_;
};

TEST_F(PromptVersionTest, LivesThroughItsRoutes) {
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

TEST_F(PromptVersionTest, KeepsWhatWasSent) {
  const auto reply = post(path_, valid_);
  ASSERT_EQ(reply.status, 201) << reply.body;
  EXPECT_EQ(reply.at("number"), "4");
  EXPECT_EQ(reply.at("content"), quoted("content e"));
  EXPECT_EQ(reply.at("variables"), "{\"a\":[1,\"b\",null]}");
}

TEST_F(PromptVersionTest, FillsWhatIsLeftOut) {
  const auto reply = post(path_, valid_.without("variables"));
  ASSERT_EQ(reply.status, 201) << reply.body;
  EXPECT_EQ(reply.at("variables"), "[]");
}

TEST_F(PromptVersionTest, ReplacesWhatIsLeftOut) {
  const auto created = post(path_, valid_);
  ASSERT_EQ(created.status, 201) << created.body;
  const auto reply = put(created.header("location"), valid_.without("variables"));
  ASSERT_EQ(reply.status, 200) << reply.body;
  EXPECT_EQ(reply.at("variables"), "[]");
}

TEST_F(PromptVersionTest, ChangesEachField) {
  const auto created = post(path_, valid_);
  ASSERT_EQ(created.status, 201) << created.body;
  const std::string location = created.header("location");
  auto expected = valid_;
  expected = expected.with("number", "3");
  ASSERT_EQ(patch(location, Body{{"number", "3"}}).status, 200);
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

TEST_F(PromptVersionTest, RefusesUnknownFields) {
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("no such field", "1")), invalid(), "no such field", "unknown_field"));
}

TEST_F(PromptVersionTest, RefusesFieldsThatTheServiceSets) {
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("id", "1")), invalid(), "id", "read_only"));
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("promptId", "1")), invalid(), "promptId", "read_only"));
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("createdAt", "1")), invalid(), "createdAt", "read_only"));
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.with("updatedAt", "1")), invalid(), "updatedAt", "read_only"));
}

TEST_F(PromptVersionTest, NumberIsRequired) {
  EXPECT_TRUE(refuses(path_, valid_, "number", "null", "required"));
  EXPECT_TRUE(hasProblem(post(path_, valid_.with("number", "null").with("no such field", "1")), invalid(), "number", "required"));
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.without("number")), invalid(), "number", "required"));
}

TEST_F(PromptVersionTest, NumberHasAType) {
  EXPECT_TRUE(refuses(path_, valid_, "number", "true", "wrong_type"));
}

TEST_F(PromptVersionTest, NumberHasAMinimum) {
  EXPECT_TRUE(refuses(path_, valid_, "number", "0", "too_small"));
  EXPECT_EQ(post(path_, valid_.with("number", "1")).status, 201);
}

TEST_F(PromptVersionTest, ContentIsRequired) {
  EXPECT_TRUE(refuses(path_, valid_, "content", "null", "required"));
  EXPECT_TRUE(hasProblem(post(path_, valid_.with("content", "null").with("no such field", "1")), invalid(), "content", "required"));
  EXPECT_TRUE(hasOnlyProblem(post(path_, valid_.without("content")), invalid(), "content", "required"));
}

TEST_F(PromptVersionTest, ContentHasAType) {
  EXPECT_TRUE(refuses(path_, valid_, "content", "true", "wrong_type"));
}

TEST_F(PromptVersionTest, VariablesIsRequired) {
  EXPECT_TRUE(refuses(path_, valid_, "variables", "null", "required"));
  EXPECT_TRUE(hasProblem(post(path_, valid_.with("variables", "null").with("no such field", "1")), invalid(), "variables", "required"));
  EXPECT_EQ(post(path_, valid_.without("variables")).status, 201);
}

TEST_F(PromptVersionTest, UniqueConstraint1) {
  ASSERT_EQ(post(path_, valid_).status, 201);
  EXPECT_TRUE(hasProblem(post(path_, valid_), 409, "promptId", "not_unique"));
  EXPECT_TRUE(hasProblem(post(path_, valid_), 409, "number", "not_unique"));
}

TEST_F(PromptVersionTest, SortsItsList) {
  const auto first = post(path_, valid_);
  ASSERT_EQ(first.status, 201) << first.body;
  const auto second = post(path_, valid_.with("number", "3").with("content", quoted("content f")).with("variables", "[2]"));
  ASSERT_EQ(second.status, 201) << second.body;
  const auto row = patch(first.header("location"), Body{});
  ASSERT_EQ(row.status, 200) << row.body;
  EXPECT_TRUE(lists(get(path_ + "?sort=number"), {second, first}));
  EXPECT_TRUE(lists(get(path_ + "?sort=-number"), {first, second}));
}

TEST_F(PromptVersionTest, IncludesWhatItRefersTo) {
  const auto row = post(path_, valid_);
  ASSERT_EQ(row.status, 201) << row.body;
  EXPECT_EQ(get(row.header("location") + "?include=prompt").at("prompt.id"), row.at("promptId"));
  EXPECT_EQ(get(path_ + "?include=prompt").at("data.0.prompt.id"), row.at("promptId"));
}

TEST_F(PromptVersionTest, LivesUnderItsParents) {
  const auto row = post(path_, valid_);
  ASSERT_EQ(row.status, 201) << row.body;
  const std::string location = row.header("location");
  const std::string id = location.substr(path_.size());
  std::string stray;
  write([&]([[maybe_unused]] rt::Session& session) { stray = "/api/prompts/" + rt::format(rt::Uuid{}) + "/versions"; });
  EXPECT_EQ(get(stray).status, 404);
  EXPECT_EQ(post(stray, valid_).status, 404);
  EXPECT_EQ(get(stray + id).status, 404);
  EXPECT_EQ(patch(stray + id, Body{}).status, 404);
  EXPECT_EQ(put(stray + id, valid_).status, 404);
  EXPECT_EQ(del(stray + id).status, 404);
  EXPECT_EQ(get(location).header("etag"), row.header("etag"));
}

TEST_F(PromptVersionTest, PromptMayBeDeleted) {
  const auto row = post(path_, valid_);
  ASSERT_EQ(row.status, 201) << row.body;
  const std::string location = row.header("location");
  write([&](rt::Session& session) { session.execute(rt::Statement{"DELETE FROM prompts WHERE id = $1"}, rt::Params(fixtures_.makePrompt(session))); });
  EXPECT_EQ(get(location).status, 404);
}

}  // namespace

}  // namespace app
