// Rows over HTTP: tags, preconditions, parents and relations.
#include <gmock/gmock.h>

#include "resource-fixture.hpp"
#include "resource/answers.hpp"
#include "resource/entity-tag.hpp"

namespace ingot::rt::store {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr Resource kProjectResource({
    .name = "Project",
    .parameter = "project",
    .list = {.rows = kProjectRows, .relations = kProjectRelations},
});
constexpr Parent kParents[] = {{"Project", "project", "projects", ""}};
constexpr Resource kDocResource({
    .name = "Doc",
    .parameter = "doc",
    .parentColumn = "project_id",
    .parents = kParents,
    .list = {.rows = kDocRows, .relations = kDocRelations},
});
// A third level, made of the same tables: projects that docs name as reviewers.
constexpr Parent kDeepParents[] = {{"Doc", "doc", "docs", "project_id"}, {"Project", "project", "projects", ""}};
constexpr Resource kDeepResource({
    .name = "Doc",
    .parameter = "row",
    .parentColumn = "id",
    .parents = kDeepParents,
    .list = {.rows = kDocRows},
});

Request with(std::string_view name, std::string_view value, Method method = Method::get) {
  Request request;
  request.method = method;
  request.path = "/api/things";
  request.headers.push_back({name, value});
  return request;
}

int statusOfIfMatch(std::string_view tag) {
  try {
    (void)ifMatch(with("If-Match", tag));
  } catch (const Failure& failure) {
    return failure.status();
  }
  return 0;
}

TEST(IfMatch, ReadsOurTags) {
  EXPECT_EQ(ifMatch(Request{}), std::nullopt);
  EXPECT_EQ(ifMatch(with("if-match", "*")), std::nullopt);
  EXPECT_EQ(ifMatch(with("if-match", "\"7-0123abcd\"")), 7);
  EXPECT_EQ(ifMatch(with("if-match", "\"7-another\"")), 7) << "made by an older program";
  EXPECT_EQ(statusOfIfMatch("W/\"7-0123abcd\""), 412);
  for (const std::string_view tag : {"7-a", "\"\"", "\"x\"", "\"7\"", "\"-1-a\"", "\"0-a\"", "\"1-a\", \"2-a\"", "\"", "\"1-a\"b\""})
    EXPECT_EQ(statusOfIfMatch(tag), 400) << tag;
}

TEST(IfNoneMatch, IsNoGuardOfAWrite) {
  EXPECT_THROW((void)ifMatch(with("If-None-Match", "*", Method::put)), Failure);
}

TEST(TaggedResponse, KnowsWhatTheClientHas) {
  const auto status = [](std::string_view tags) {
    return taggedResponse(with("if-none-match", tags), "\"3-a\"", "{}").status();
  };
  EXPECT_EQ(taggedResponse(Request{}, "\"3-a\"", "{}").headers().at(0).second, "\"3-a\"");
  for (const std::string_view tags : {"\"3-a\"", "W/\"3-a\"", "*", "\"1-a\", \"3-a\"", " \"1-a\",W/\"3-a\" "})
    EXPECT_EQ(status(tags), 304) << tags;
  for (const std::string_view tags : {"\"4-a\"", "3-a", "\"3-b\"", "\"1-a\",\"2-a\""}) EXPECT_EQ(status(tags), 200) << tags;
}

TEST(TaggedResponse, ReadsEveryLineOfTheHeader) {
  Request request = with("if-none-match", "\"1-a\"");
  request.headers.push_back({"If-None-Match", "\"3-a\""});
  EXPECT_EQ(taggedResponse(request, "\"3-a\"", "{}").status(), 304);
}

TEST(WeakTag, DependsOnEveryByte) {
  const std::string body(100, 'x');
  for (std::size_t i = 0; i < body.size(); ++i) {
    std::string other = body;
    other[i] = 'y';
    EXPECT_NE(weakTag(body), weakTag(other));
  }
  EXPECT_NE(weakTag(std::string_view("\0", 1)), weakTag(""));
  EXPECT_EQ(weakTag("abc"), weakTag("abc"));
}

TEST_F(ResourceTest, CreatesARow) {
  TextBody body(R"({"name":"a"})");
  Request request = withBody(get("/api/projects"), body);
  request.method = Method::post;
  const auto input = readInput<Project>(context_, request, Write::create);
  const Response created = kProjectResource.create<Project>(context_, request, input);
  EXPECT_EQ(created.status(), 201);
  EXPECT_EQ(headerOf(created, "ETag"), "\"1-abcd\"");
  EXPECT_THAT(headerOf(created, "Location"), ::testing::StartsWith("/api/projects/"));
  EXPECT_EQ(count("projects"), 1);
}

TEST_F(ResourceTest, ChangesTheVersionThatIsNamed) {
  const Uuid id = project("a");
  TextBody body(R"({"name":"b"})");
  const auto patch = [&](std::string_view tag) {
    Request request = withBody(about(Method::patch, "project", id), body);
    if (!tag.empty()) request.headers.push_back({"If-Match", tag});
    return kProjectResource.change<Project>(context_, request, Write::patch);
  };
  EXPECT_EQ(headerOf(patch("\"1-abcd\""), "ETag"), "\"2-abcd\"");
  EXPECT_EQ(failureOf([&] { (void)patch("\"1-abcd\""); }).status(), 412);
  EXPECT_THAT(patch("").body(), HasSubstr(R"("name":"b")"));
  Request other = withBody(about(Method::patch, "project", newUuid()), body);
  EXPECT_EQ(failureOf([&] { (void)kProjectResource.change<Project>(context_, other, Write::patch); }).status(), 404);
}

TEST_F(ResourceTest, RemovesTheVersionThatIsNamed) {
  const Uuid id = project("a");
  Request request = about(Method::del, "project", id);
  request.headers.push_back({"If-Match", "\"9-abcd\""});
  EXPECT_EQ(failureOf([&] { (void)kProjectResource.remove(context_, request); }).status(), 412);
  request.headers.clear();
  EXPECT_EQ(kProjectResource.remove(context_, request).status(), 204);
  EXPECT_EQ(failureOf([&] { (void)kProjectResource.remove(context_, request); }).status(), 404);
}

// A row that is restored while it is deleted was not there when the DELETE looked, and no version was demanded.
TEST_F(ResourceTest, DemandsNoVersionThatNobodyNamed) {
  const Uuid id = project("a");
  writeNow(*database_, [](Session& session) {
    session.run("CREATE TRIGGER meanwhile BEFORE DELETE ON projects BEGIN SELECT RAISE(IGNORE); END", Params(), [](const Row&) {});
  });
  Request request = about(Method::del, "project", id);
  EXPECT_EQ(failureOf([&] { (void)kProjectResource.remove(context_, request); }).status(), 404);
  request.headers.push_back({"If-Match", "\"9-abcd\""});
  EXPECT_EQ(failureOf([&] { (void)kProjectResource.remove(context_, request); }).status(), 412);
}

TEST_F(ResourceTest, KnowsARowUnderItsOwnParentOnly) {
  const Uuid owner = project("a");
  const Uuid other = project("b");
  const Uuid id = doc(owner, "x");
  const auto under = [&](const Uuid& parent, const Uuid& row) {
    Request request = about(Method::get, "doc", row);
    request.pathParameters.emplace_back("project", format(parent));
    return request;
  };
  EXPECT_EQ(kDocResource.get(context_, under(owner, id)).status(), 200);
  for (const Uuid& parent : {other, newUuid()}) {
    EXPECT_EQ(failureOf([&] { (void)kDocResource.get(context_, under(parent, id)); }).status(), 404);
    EXPECT_EQ(failureOf([&] { (void)kDocResource.remove(context_, under(parent, id)); }).status(), 404);
  }
  EXPECT_THAT(kDocResource.list(context_, under(other, id)).body(), HasSubstr(R"("total":0)"));
  EXPECT_EQ(failureOf([&] { (void)kDocResource.list(context_, under(newUuid(), id)); }).message(), "there is no such Project");
  EXPECT_EQ(count("docs"), 1);
}

TEST_F(ResourceTest, AsksWhoseChildTheParentIs) {
  const Uuid owner = project("a");
  const Uuid other = project("b");
  const Uuid id = doc(owner, "x");
  const auto list = [&](const Uuid& grandparent, const Uuid& parent) {
    Request request = about(Method::get, "project", grandparent);
    request.pathParameters.emplace_back("doc", format(parent));
    return kDeepResource.list(context_, request);
  };
  EXPECT_THAT(list(owner, id).body(), HasSubstr(R"("total":1)"));
  EXPECT_EQ(failureOf([&] { (void)list(other, id); }).status(), 404);
  EXPECT_EQ(failureOf([&] { (void)list(owner, newUuid()); }).status(), 404);
}

TEST_F(ResourceTest, IncludesWhatARowRefersTo) {
  const Uuid owner = project("a");
  const Uuid reviewer = project("b");
  const Uuid id = doc(owner, "x", 1, reviewer);
  const Uuid plain = doc(owner, "y");
  const auto read = [&](const Uuid& row, std::string_view query) {
    Request request = about(Method::get, "doc", row);
    request.pathParameters.emplace_back("project", format(owner));
    request.queryString = query;
    return kDocResource.get(context_, request);
  };
  const std::string both = read(id, "include=reviewer,project").body();
  EXPECT_EQ(at(both, "project.name"), "\"a\"");
  EXPECT_EQ(at(both, "reviewer.name"), "\"b\"");
  EXPECT_EQ(at(read(plain, "include=reviewer").body(), "reviewer"), "null");
  EXPECT_EQ(at(read(plain, "").body(), "reviewer"), "(absent)");
  EXPECT_EQ(headerOf(read(plain, ""), "ETag"), "\"1-d0c\"");
  EXPECT_THAT(headerOf(read(plain, "include=project"), "ETag"), ::testing::StartsWith("W/"));
  EXPECT_EQ(failureOf([&] { (void)read(id, "include=nobody"); }).status(), 400);
  EXPECT_EQ(failureOf([&] { (void)read(id, "page=1"); }).status(), 400);
}

// Each copy of a row that many refer to has its price.
TEST_F(ResourceTest, PaysForEachCopyOfWhatIsIncluded) {
  const Uuid owner = project(std::string(1000, 'x'));
  for (int i = 0; i < 10; ++i) doc(owner, "f" + std::to_string(i));
  Request request = get("/docs", "include=project&limit=10");
  request.pathParameters.emplace_back("project", format(owner));
  EXPECT_EQ(kDocResource.list(context_, request).status(), 200);
  context_.budget = 9000;
  EXPECT_EQ(failureOf([&] { (void)kDocResource.list(context_, request); }).code(), "answer_too_large");
}

TEST_F(ResourceTest, TakesNoGuardForANewRow) {
  TextBody body(R"({"name":"a"})");
  for (const std::string_view header : {"If-Match", "If-None-Match"}) {
    Request request = withBody(get("/projects"), body);
    request.headers.push_back({header, "*"});
    EXPECT_EQ(failureOf([&] { (void)readInput<Project>(context_, request, Write::create); }).status(), 400);
  }
}

TEST_F(ResourceTest, IncludesWhatRefersToARowAndSaysWhenThereIsMore) {
  const Uuid first = project("a");
  const Uuid second = project("b");
  project("c");
  for (int i = 0; i < 11; ++i) doc(first, "f" + std::to_string(i));
  for (int i = 0; i < 10; ++i) doc(second, "g" + std::to_string(i), 1, first);
  const std::string body = kProjectResource.list(context_, get("/projects", "include=docs,reviews&limit=10")).body();
  EXPECT_EQ(at(body, "data.0.docs.0.fileName"), "\"f0\"");
  EXPECT_EQ(at(body, "data.0.docs.9.fileName"), "\"f9\"");
  EXPECT_EQ(at(body, "data.0.docs.10"), "(absent)");
  EXPECT_EQ(at(body, "data.0.docsTruncated"), "true");
  EXPECT_EQ(at(body, "data.0.reviews.9.fileName"), "\"g9\"");
  EXPECT_EQ(at(body, "data.1.docs.9.fileName"), "\"g9\"");
  EXPECT_EQ(at(body, "data.1.docsTruncated"), "(absent)");
  EXPECT_EQ(at(body, "data.2.docs"), "[]");
  context_.budget = 500;
  EXPECT_EQ(failureOf([&] { (void)kProjectResource.list(context_, get("/projects", "include=docs&limit=10")); }).code(),
            "answer_too_large");
}

TEST_F(ResourceTest, IncludesTheOneRowThatRefersToARow) {
  const Uuid first = project("a");
  const Uuid second = project("b");
  doc(second, "g", 1, first);
  const std::string body = kProjectResource.list(context_, get("/projects", "include=review")).body();
  EXPECT_EQ(at(body, "data.0.review.fileName"), "\"g\"");
  EXPECT_EQ(at(body, "data.0.reviewTruncated"), "(absent)");
  EXPECT_EQ(at(body, "data.1.review"), "null");
}

}  // namespace
}  // namespace ingot::rt::store
