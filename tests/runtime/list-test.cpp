// Lists: what a client may ask, and the answers that come of it.
#include <gmock/gmock.h>

#include "resource-fixture.hpp"

namespace ingot::rt::store {
namespace {

using ::testing::HasSubstr;

constexpr std::string_view kLevels[] = {"low", "high"};
constexpr Filter kFilters[] = {
    {"fileName", "file_name", FilterKind::text},   {"size", "size", FilterKind::integer},
    {"projectId", "project_id", FilterKind::uuid}, {"level", "file_name", FilterKind::closedText, 0, kLevels},
    {"price", "size", FilterKind::decimal, 2},     {"flag", "size", FilterKind::boolean}};
constexpr Sort kSorts[] = {{"size", "size"}, {"fileName", "file_name"}};
constexpr Resource kResource({
    .name = "Doc",
    .parameter = "doc",
    .list = {.rows = kDocRows, .filters = kFilters, .sorts = kSorts, .relations = kDocRelations},
});

class ListTest : public ResourceTest {
 protected:
  ListTest() {
    owner_ = project("a");
    for (const auto& [name, size] : {std::pair{"a", 3}, {"b", 1}, {"c", 3}, {"d", 2}, {"e", 3}})
      doc(owner_, name, size);
  }

  // "5: a b"
  std::string names(std::string_view query) {
    const std::string body = kResource.list(context_, get("/docs", query)).body();
    std::string all = at(body, "total") + ":";
    for (int i = 0; at(body, "data." + std::to_string(i)) != "(absent)"; ++i) {
      const std::string name = at(body, "data." + std::to_string(i) + ".fileName");
      all += " " + name.substr(1, name.size() - 2);
    }
    return all;
  }

  std::string problems(std::string_view query) {
    const Failure failure = failureOf([&] { (void)kResource.list(context_, get("/docs", query)); });
    EXPECT_EQ(failure.status(), 400);
    std::string all;
    for (const Problem& problem : failure.problems())
      all += problem.path + " " + problem.code + ": " + problem.message + "\n";
    return all;
  }

  Uuid owner_;
};

TEST_F(ListTest, PagesInTheOrderOfCreation) {
  EXPECT_EQ(names(""), "5: a b");
  EXPECT_EQ(names("page=2"), "5: c d");
  EXPECT_EQ(names("page=3"), "5: e");
  EXPECT_EQ(names("page=4"), "5:");
  EXPECT_EQ(names("limit=10"), "5: a b c d e");
}

TEST_F(ListTest, SortsWithTheIdBetweenEquals) {
  EXPECT_EQ(names("limit=10&sort=size"), "5: b d a c e");
  EXPECT_EQ(names("limit=10&sort=-size"), "5: e c a d b");
  EXPECT_EQ(names("limit=10&sort=-size,fileName"), "5: a c e d b");
}

TEST_F(ListTest, FiltersByValueAndRange) {
  EXPECT_EQ(names("fileName=c"), "1: c");
  EXPECT_EQ(names("fileName=%27%20OR%201%3D1%20--"), "0:");
  EXPECT_EQ(names("size=3"), "3: a c");
  EXPECT_EQ(names("size%5Bgt%5D=2"), "3: a c");
  EXPECT_EQ(names("size[lt]=3&limit=10"), "2: b d");
  EXPECT_EQ(names("size[gte]=2&size[lte]=2"), "1: d");
  EXPECT_EQ(names("fileName[gt]=c&limit=10"), "2: d e");
  EXPECT_EQ(names("projectId=" + format(owner_)), "5: a b");
  EXPECT_EQ(names("price=0.03"), "3: a c");
  EXPECT_EQ(names("flag=true"), "1: b");
  EXPECT_EQ(names("level=low"), "0:");
}

TEST_F(ListTest, NamesEveryParameterThatIsUnknownOrUnreadable) {
  const std::string all = problems(
      "siez=1&size=x&page=0&limit=11&sort=-size,x&include=project,nobody&flag[gt]=true&price=1.555&level=mid&"
      "projectId=1");
  EXPECT_THAT(all, HasSubstr("siez unknown_parameter: is not a parameter of this list; did you mean `size`?; "
                             "allowed are fileName, size"));
  EXPECT_THAT(all, HasSubstr("size unreadable: must be a whole number"));
  EXPECT_THAT(all, HasSubstr("page unreadable: must be a whole number of at least 1"));
  EXPECT_THAT(all, HasSubstr("limit unreadable: must be a whole number from 1 to 10"));
  EXPECT_THAT(all,
              HasSubstr("sort unreadable: the list cannot be sorted by `x`; allowed are size, fileName"));
  EXPECT_THAT(all, HasSubstr("include unreadable: `nobody` cannot be included; allowed are project, reviewer"));
  EXPECT_THAT(all, HasSubstr("flag[gt] unknown_parameter"));
  EXPECT_THAT(all, HasSubstr("price unreadable"));
  EXPECT_THAT(all, HasSubstr("level unreadable: must be one of low, high"));
  EXPECT_THAT(all, HasSubstr("projectId unreadable: must be a UUID"));
}

TEST_F(ListTest, RefusesWhatIsAskedTwiceOrTooDeep) {
  EXPECT_THAT(problems("size=1&size=2"), HasSubstr("more than once"));
  EXPECT_THAT(problems("sort=size,-size"), HasSubstr("twice"));
  EXPECT_THAT(problems("page=1000000"), HasSubstr("must be at most 500000"));
  EXPECT_THAT(problems("page=5001&sort=size"), HasSubstr("must be at most 5000")) << "keys of all rows before it";
  EXPECT_EQ(names("page=5000&sort=size"), "5:");
  EXPECT_THAT(problems("page=9223372036854775807"), HasSubstr("must be at most"));
  EXPECT_NE(problems("fileName=a%00b"), "");
  EXPECT_EQ(names("sort="), "5: a b");
}

TEST_F(ListTest, AnswersAPageWithAWeakTag) {
  const Response first = kResource.list(context_, get("/docs", "limit=1"));
  EXPECT_THAT(first.body(), HasSubstr(R"("page":1,"limit":1,"total":5})"));
  const std::string tag = headerOf(first, "ETag");
  EXPECT_THAT(tag, ::testing::StartsWith("W/\""));
  Request again = get("/docs", "limit=1");
  again.headers.push_back({"if-none-match", tag});
  EXPECT_EQ(kResource.list(context_, again).status(), 304);
  doc(owner_, "f");
  EXPECT_EQ(kResource.list(context_, again).status(), 200) << "the total has changed";
}

TEST_F(ListTest, IsNeverLargerThanItsBudget) {
  const std::string body = kResource.list(context_, get("/docs", "limit=5")).body();
  const std::size_t page = std::string(R"({"data":[],"page":1,"limit":5,"total":5})").size();
  context_.budget = body.size() - page;
  EXPECT_EQ(names("limit=5"), "5: a b c d e");
  context_.budget -= 10;
  const Failure failure = failureOf([&] { (void)kResource.list(context_, get("/docs", "limit=5")); });
  EXPECT_EQ(failure.status(), 400);
  EXPECT_EQ(failure.code(), "answer_too_large");
  EXPECT_EQ(names("limit=4"), "5: a b c d");
}

}  // namespace
}  // namespace ingot::rt::store
