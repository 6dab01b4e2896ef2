// Lists: what a client may ask, and the statements that come of it.
#include <gmock/gmock.h>

#include <ingot/rt/list.hpp>
#include <ingot/rt/related.hpp>

#include "store-fixture.hpp"

namespace ingot::rt::store {
namespace {

using ::testing::HasSubstr;

class PlainContext final : public Context {
 public:
  [[nodiscard]] const Caller& caller() const override { return caller_; }
  [[nodiscard]] Timestamp now() const override { return {}; }
  [[nodiscard]] Timestamp deadline() const override { return {}; }
  [[nodiscard]] std::string_view requestId() const override { return {}; }
  [[nodiscard]] const ApiSettings& api() const override { return api_; }
  void log(LogLevel, std::string_view) override {}

 protected:
  void runRead(FunctionRef<void(Session&)>) override {}
  void runWrite(FunctionRef<void(Session&)>) override {}

 private:
  Caller caller_;
  ApiSettings api_{.prefix = "", .pageSize = 2, .maxPageSize = 10};
};

constexpr std::string_view kLevels[] = {"low", "high"};
constexpr Filter kFilters[] = {
    {"fileName", "file_name", FilterKind::text},   {"size", "size", FilterKind::integer},
    {"projectId", "project_id", FilterKind::uuid}, {"level", "file_name", FilterKind::closedText, 0, kLevels},
    {"price", "size", FilterKind::decimal, 2},     {"flag", "size", FilterKind::boolean}};
constexpr Sort kSorts[] = {{"size", "size"}, {"fileName", "file_name"}};
constexpr std::string_view kIncludes[] = {"project"};
constexpr ListSpec kSpec{"SELECT id, project_id, reviewer_id, file_name, size, row_version FROM docs",
                         "SELECT count(*) FROM docs", kFilters, kSorts, kIncludes};

Request requestOf(std::string_view query) {
  Request request;
  request.queryString = query;
  return request;
}

class ListTest : public StoreTest {
 protected:
  ListTest() {
    owner_ = project("a");
    for (const auto& [name, size] : {std::pair{"a", 3}, {"b", 1}, {"c", 3}, {"d", 2}, {"e", 3}})
      doc(owner_, name, size);
  }

  std::string names(std::string_view queryString) {
    const Request request = requestOf(queryString);
    const ListQuery query(context_, request, kSpec);
    Page<Doc> page;
    database_->read([&](Session& session) { page = fetchPage<Doc>(session, query); });
    std::string all = std::to_string(page.total) + ":";
    for (const Doc& each : page.rows) all += " " + each.fileName;
    return all;
  }

  std::string problems(std::string_view queryString) {
    const Request request = requestOf(queryString);
    try {
      const ListQuery query(context_, request, kSpec);
    } catch (const Failure& failure) {
      EXPECT_EQ(failure.status(), 400);
      std::string all;
      for (const Problem& problem : failure.problems())
        all += problem.path + " " + problem.code + ": " + problem.message + "\n";
      return all;
    }
    return "";
  }

  PlainContext context_;
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

TEST_F(ListTest, NarrowsWhateverTheClientAsks) {
  const Request request = requestOf("size[gte]=2");
  ListQuery query(context_, request, kSpec);
  query.where("project_id", newUuid());
  database_->read([&](Session& session) { EXPECT_EQ(fetchPage<Doc>(session, query).total, 0); });
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
  EXPECT_THAT(all, HasSubstr("include unreadable: `nobody` cannot be included; allowed are project"));
  EXPECT_THAT(all, HasSubstr("flag[gt] unknown_parameter"));
  EXPECT_THAT(all, HasSubstr("price unreadable"));
  EXPECT_THAT(all, HasSubstr("level unreadable: must be one of low, high"));
  EXPECT_THAT(all, HasSubstr("projectId unreadable: must be a UUID"));
}

TEST_F(ListTest, RefusesWhatIsAskedTwiceOrTooDeep) {
  EXPECT_THAT(problems("size=1&size=2"), HasSubstr("more than once"));
  EXPECT_THAT(problems("sort=size,-size"), HasSubstr("twice"));
  EXPECT_THAT(problems("page=1000000"), HasSubstr("must be at most 500000"));
  EXPECT_THAT(problems("page=9223372036854775807"), HasSubstr("must be at most"));
  EXPECT_NE(problems("fileName=a%00b"), "");
  EXPECT_THAT(problems("sort="), "");
}

TEST_F(ListTest, ReadsIncludesOfOneRow) {
  EXPECT_TRUE(readIncludes(requestOf(""), kIncludes).empty());
  EXPECT_TRUE(readIncludes(requestOf("include=project,project"), kIncludes).has("project"));
  EXPECT_THROW((void)readIncludes(requestOf("include=x"), kIncludes), Failure);
  EXPECT_THROW((void)readIncludes(requestOf("page=1"), kIncludes), Failure);
}

TEST_F(ListTest, AnswersAPageWithAWeakTag) {
  Request request = requestOf("");
  const ListQuery query(context_, request, kSpec);
  const auto answer = [&] {
    return pageResponse(request, query, 5, 1, [](JsonWriter& json, std::size_t i) {
      json.member("i", static_cast<std::int64_t>(i));
    });
  };
  const Response first = answer();
  EXPECT_EQ(first.body(), R"({"data":[{"i":0}],"page":1,"limit":2,"total":5})");
  const std::string tag = first.headers().at(0).second;
  EXPECT_THAT(tag, ::testing::StartsWith("W/\""));
  request.headers.push_back({"if-none-match", tag});
  EXPECT_EQ(answer().status(), 304);
}

TEST_F(ListTest, FetchesAFewChildrenOfEach) {
  const Uuid second = project("b");
  doc(second, "x");
  std::vector<Doc> parents(2);
  parents[0].id = owner_;
  parents[1].id = second;
  std::vector<Doc> children;
  database_->read([&](Session& session) {
    children = fetchReferring<Doc>(session, kDocs, kDocList, "project_id", std::span<const Doc>(parents), 2);
  });
  std::string all;
  for (const Doc& child : children) all += child.fileName;
  EXPECT_EQ(all, "abx");
}

}  // namespace
}  // namespace ingot::rt::store
