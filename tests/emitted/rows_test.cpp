// Rows that are versioned, deleted softly, linked and searched, on bad days: the same on each database.
#include <gtest/gtest.h>

#include <memory>
#include <utility>
#include <vector>

#include "tests/emitted/files_project.h"
#include "tests/emitted/service_client.h"
#include "tests/emitted/service_database.h"
#include "tests/emitted/service_process.h"
#include "tests/support/folder.h"

namespace ingot {
namespace {

using test::Answer;
using test::ServiceClient;
using test::ServiceDatabase;
using test::ServiceProcess;
using test::TemporaryFolder;

class RowsTest : public testing::TestWithParam<std::string> {
 protected:
  static void SetUpTestSuite() {
    const auto& built = test::FilesProject::Shared().built();
    ASSERT_EQ(built.code, 0) << built.output;
  }

  static auto OnPostgres() -> bool { return GetParam() == "postgres"; }

  void SetUp() override {
    if (const auto missing = ServiceDatabase::Missing(OnPostgres()); !missing.empty()) GTEST_SKIP() << missing;
    database_ = std::make_unique<ServiceDatabase>(OnPostgres(), folder_.path());
    service_ = std::make_unique<ServiceProcess>(test::FilesProject::Shared().path() + "/build/release/service", folder_.path(), database_->url(),
                                                std::vector<std::string>{"FILES_DIR=" + folder_.path() + "/files"});
    ASSERT_NE(service_->port(), 0) << service_->Log();
    client_ = std::make_unique<ServiceClient>(service_->port());
  }

  auto Ask(const std::string& method, const std::string& target, const std::string& body = "") const -> Answer {
    return client_->Ask(method, "/api" + target, body);
  }
  auto Status(const std::string& method, const std::string& target, const std::string& body = "") const -> int {
    return Ask(method, target, body).status;
  }
  // With a guard.
  auto Guarded(const std::string& method, const std::string& target) const -> int {
    return rt::test::RawClient(service_->port()).ask(method + " /api" + target + " HTTP/1.1\r\nHost: localhost\r\nIf-Match: \"9-00000000\"\r\n\r\n").status;
  }
  auto New(const std::string& path, const std::string& body) const -> std::string {
    const auto made = Ask("POST", path, body);
    EXPECT_EQ(made.status, 201) << made.body;
    return made.status == 201 ? made.json.at("id").get<std::string>() : "";
  }
  auto NewFolder(const std::string& name, const std::string& parent = "") const -> std::string {
    return New("/folders", R"({"name": ")" + name + "\"" + (parent.empty() ? "" : R"(, "parentId": ")" + parent + "\"") + "}");
  }
  auto Total(const std::string& target) const -> int {
    const auto list = Ask("GET", target);
    EXPECT_EQ(list.status, 200) << list.body;
    return list.status == 200 ? list.json.at("total").get<int>() : -1;
  }

  // What another program does with the database; what it reads comes back.
  auto Aside(const std::string& sql) const -> std::string {
    const auto done = database_->Run(sql);
    EXPECT_EQ(done.code, 0) << done.output;
    return done.output.substr(0, done.output.find('\n'));
  }

  TemporaryFolder folder_;
  std::unique_ptr<ServiceDatabase> database_;
  std::unique_ptr<ServiceProcess> service_;
  std::unique_ptr<ServiceClient> client_;
};

TEST_P(RowsTest, TakeNoGuardWhereThereIsNoVersion) {
  const std::string row = "/folders/" + NewFolder("a");
  const std::string link = row + "/labels/" + New("/labels", R"({"word": "w"})");
  EXPECT_EQ(Guarded("PUT", link), 400);
  EXPECT_EQ(Total(row + "/labels"), 0);
  EXPECT_EQ(Status("PUT", link), 204);
  EXPECT_EQ(Guarded("DELETE", link), 400);
  EXPECT_EQ(Total(row + "/labels"), 1);
  EXPECT_EQ(Status("DELETE", row), 204);
  EXPECT_EQ(Guarded("POST", row + "/restore"), 400);
  EXPECT_EQ(Status("GET", row), 404);
  EXPECT_EQ(Status("POST", row + "/restore"), 200);
  EXPECT_EQ(Total(row + "/labels"), 0);
}

// The trigger is the other request that comes between.
TEST_P(RowsTest, ThatAreDeletedWhileTheyAreLinkedAreNotFound) {
  const std::string row = "/folders/" + NewFolder("a");
  const std::string label = New("/labels", R"({"word": "w"})");
  if (OnPostgres()) {
    Aside("CREATE FUNCTION meanwhile() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN DELETE FROM labels WHERE id = NEW.label_id; RETURN NEW; END';"
          "CREATE TRIGGER meanwhile BEFORE INSERT ON folder_labels FOR EACH ROW EXECUTE FUNCTION meanwhile()");
  } else {
    Aside("CREATE TRIGGER meanwhile BEFORE INSERT ON folder_labels BEGIN DELETE FROM labels WHERE id = NEW.label_id; END");
  }
  for (const std::string& link : {row + "/labels/" + label, "/labels/" + label + row}) {
    const auto gone = Ask("PUT", link);
    EXPECT_EQ(gone.status, 404) << gone.body;
    EXPECT_TRUE(!OnPostgres() || gone.json.value("detail", "") == "there is no such Label");  // SQLite has one writer: the trigger's work is undone
  }
  EXPECT_EQ(Status("GET", "/labels/" + label), 200);
}

// Parents before their children, and behind them.
TEST_P(RowsTest, ThatReferToEachOtherAreDeletedInOneStatement) {
  for (const bool reversed : {false, true}) {
    std::vector<std::string> rows;
    for (int i = 0; i < 3; ++i) rows.push_back(NewFolder("tree", reversed || rows.empty() ? "" : rows.back()));
    for (int i = 0; reversed && i < 2; ++i) EXPECT_EQ(Status("PATCH", "/folders/" + rows[i], R"({"parentId": ")" + rows[i + 1] + "\"}"), 200);
    const auto dropped = Ask("POST", "/drop-folders", R"({"name": "tree"})");
    EXPECT_EQ(dropped.json, nlohmann::json({{"dropped", 3}, {"left", 0}})) << dropped.body;
    const auto& last = reversed ? rows.front() : rows.back();
    const auto early = Ask("POST", "/folders/" + last + "/restore");
    EXPECT_EQ(early.status, 422) << early.body;
    EXPECT_EQ(early.json.at("errors").at(0).at("path"), "parentId");
    for (int i = 0; i < 3; ++i) EXPECT_EQ(Status("POST", "/folders/" + rows[reversed ? 2 - i : i] + "/restore"), 200);
    EXPECT_EQ(Ask("POST", "/drop-folders", R"({"name": "tree"})").json.at("dropped"), 3);
  }
}

TEST_P(RowsTest, ThatKeepOthersGoWithThemInOneStatement) {
  const std::string older = New("/labels", R"({"word": "x"})");
  New("/labels", R"({"word": "x", "broaderId": ")" + older + "\"}");
  EXPECT_EQ(Status("DELETE", "/labels/" + older), 409);
  const auto dropped = Ask("POST", "/drop-labels", R"({"word": "x"})");
  EXPECT_EQ(dropped.status, 200) << dropped.body;
  EXPECT_EQ(dropped.json.value("dropped", 0), 2);
  EXPECT_EQ(Total("/labels"), 0);
}

TEST_P(RowsTest, CountOnWhenTheyAreRestoredAndTakeTheirVersionsAlongForGood) {
  const std::string row = "/folders/" + NewFolder("a");
  const std::string document = New(row + "/documents", R"({"title": "t"})");
  EXPECT_EQ(Status("PATCH", row, R"({"name": "b"})"), 200);
  EXPECT_EQ(Status("DELETE", row), 204);
  EXPECT_EQ(Status("DELETE", row), 404);
  EXPECT_EQ(Status("GET", row + "/revisions"), 404);
  EXPECT_EQ(Ask("POST", row + "/restore").json.at("version"), 3);
  EXPECT_EQ(Status("GET", row + "/documents/" + document), 404);
  const auto versions = Ask("GET", row + "/revisions?limit=2");
  ASSERT_EQ(versions.json.at("total"), 3) << versions.body;
  EXPECT_EQ(versions.json.at("data").at(0).at("version"), 3);
  EXPECT_EQ(versions.json.at("data").at(1).at("version"), 2);
  EXPECT_EQ(Aside("SELECT count(*) FROM folders_deleted"), "0");
  EXPECT_EQ(Status("DELETE", row), 204);
  EXPECT_EQ(Aside("SELECT count(*) FROM folders_history"), "3");
  Aside("DELETE FROM folders_deleted");
  EXPECT_EQ(Aside("SELECT count(*) FROM folders_history"), "0");
  EXPECT_EQ(Status("POST", row + "/restore"), 404);
}

TEST_P(RowsTest, AreFoundByWordsAlone) {
  for (const char* name : {"iron cast NEAR(a b)", "don't stop", "\u05e9\u05c1\u05b8\u05dc\u05d5\u05b9\u05dd", "\u0915\u094b\u092e\u0932", "\u26a0\ufe0fWarning",
                           "x\u00b2 \u00bd", "\u6771\u4eac\u30fb\u5927\u962a", "a\U0001F600b"})
    NewFolder(name);
  const std::vector<std::pair<std::string, int>> found{
      {"NEAR(", 1}, {"iron AND cast", 0}, {"near a", 1}, {"name:iron", 0}, {"-iron", 1}, {"^cast*", 1}, {"don't", 1}, {"'\"&|!<->:*\\()", 8}, {"\"", 8},
      {"stop:*B", 0}, {"!stop", 1}, {"\u05e9\u05c1\u05b8", 1}, {"\u05dc", 0}, {"\u0915\u094b\u092e\u0932", 1}, {"\u092e\u0932", 0}, {"warning", 1},
      {"\u00bd", 0}, {"x\u00b2", 1}, {"\u200f\u202e", 8}, {"\u6771", 1}, {"\u5927\u962a", 1}, {"\U0001F600", 0}, {"iron \U0001F600", 1}, {std::string(200, 'a'), 0},
      {std::string(200, '"'), 8}};
  for (const auto& [words, total] : found) EXPECT_EQ(Total("/folders?q=" + test::PercentEncoded(words)), total) << words;
  for (const std::string& refused : {std::string("%00"), std::string("a%00"), std::string("%FF"), std::string("%ED%A0%80"), std::string(201, 'a'), std::string("a&q=a")})
    EXPECT_EQ(Status("GET", "/folders?q=" + refused), 400) << refused;
  EXPECT_EQ(Status("GET", "/folders?q=" + std::string(10'000, 'a')), 414);
}

INSTANTIATE_TEST_SUITE_P(Databases, RowsTest, testing::Values("sqlite", "postgres"), [](const auto& parameter) { return parameter.param; });

}  // namespace
}  // namespace ingot
