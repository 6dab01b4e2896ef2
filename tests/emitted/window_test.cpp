// A release after another one, with programs of both on one PostgreSQL database: what one writes the other one sees, each under its own
// names, and nobody is turned away while the new one takes over.
#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <thread>
#include <tuple>

#include "tests/emitted/hammer.h"
#include "tests/emitted/releases.h"
#include "tests/emitted/service_client.h"
#include "tests/support/postgres.h"

namespace ingot {
namespace {

using nlohmann::json;
using test::Answer;
using test::Releases;
using test::ServiceClient;
using test::ServiceProcess;

// A running program and a client of it.
struct Site {
  std::unique_ptr<ServiceProcess> process;
  std::unique_ptr<ServiceClient> client;

  auto Ask(const std::string& method, const std::string& target, const json& body = nullptr) const -> Answer {
    return client->Ask(method, "/api" + target, body.is_null() ? "" : body.dump());
  }
  // One member of every row of a list, in its order.
  auto List(const std::string& target, const std::string& member) const -> json {
    const auto list = Ask("GET", target);
    EXPECT_EQ(list.status, 200) << target << "\n" << list.body;
    json values = json::array();
    for (const json& row : list.json.value("data", json::array())) values.push_back(row.value(member, json()));
    return values;
  }
  auto New(const std::string& target, const json& body) const -> std::string {
    const auto made = Ask("POST", target, body);
    EXPECT_EQ(made.status, 201) << target << "\n" << made.body;
    return made.json.value("id", "");
  }
};

// With the entity tag that a GET of the same program gave; the version alone is compared.
auto Guarded(const Site& site, const std::string& target, int version, const json& body) -> int {
  const std::string text = body.dump();
  return rt::test::RawClient(site.process->port())
      .ask("PATCH /api" + target + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nIf-Match: \"" + std::to_string(version) +
           "-00000000\"\r\nContent-Length: " + std::to_string(text.size()) + "\r\n\r\n" + text)
      .status;
}

class Window : public testing::TestWithParam<bool> {
 protected:
  static void SetUpTestSuite() {
    if (!test::Postgres::Missing().empty()) return;
    releases_ = std::make_unique<Releases>(INGOT_SOURCE_DIR "/tests/emitted/window_before.json", INGOT_SOURCE_DIR "/tests/emitted/window_after.json");
    ASSERT_EQ(releases_->Failure(), "");
  }
  static void TearDownTestSuite() { releases_.reset(); }

  void SetUp() override {
    if (const auto missing = test::Postgres::Missing(); !missing.empty()) GTEST_SKIP() << missing;
    if (const auto missing = GetParam() ? test::PgBouncer::Missing() : ""; !missing.empty()) GTEST_SKIP() << missing;
    database_ = std::make_unique<test::SharedDatabase>(GetParam());
    old_ = Start(releases_->old());
  }

  auto Start(const std::string& program) const -> Site {
    Site site{database_->Start(program), nullptr};
    EXPECT_NE(site.process->port(), 0) << site.process->Log();
    site.client = std::make_unique<ServiceClient>(site.process->port());
    return site;
  }
  // Old ones, and the new program beside the old one.
  void OpenWindow() {
    author_ = old_.New("/authors", {{"name", "Ada"}});
    first_ = old_.New("/docs", {{"title", "first iron"}, {"slug", "a"}, {"shelf", "s1"}, {"authorId", author_}});
    second_ = old_.New("/docs", {{"title", "second"}, {"slug", "b"}, {"shelf", "s2"}, {"pages", 12}});
    ASSERT_EQ(old_.Ask("PATCH", "/docs/" + first_, {{"title", "first copper"}}).status, 200);
    next_ = Start(releases_->next());
  }
  auto Migrate(const std::string& word) const -> test::Outcome { return database_->Do(releases_->next(), "migrate " + word); }

  static std::unique_ptr<Releases> releases_;
  std::unique_ptr<test::SharedDatabase> database_;
  Site old_;
  Site next_;
  std::string author_;
  std::string first_;
  std::string second_;
};

std::unique_ptr<Releases> Window::releases_;

TEST_P(Window, ShowsEachReleaseWhatTheOtherOneWrote) {
  OpenWindow();
  const auto seen = next_.Ask("GET", "/pages/" + first_);
  ASSERT_EQ(seen.status, 200) << seen.body;
  EXPECT_EQ(seen.json.at("heading"), "first copper");
  EXPECT_EQ(seen.json.at("pages"), 7);
  EXPECT_EQ(seen.json.at("level"), 3);
  EXPECT_FALSE(seen.json.contains("shelf"));
  // The old one knows nothing of what is new.
  const std::string third = old_.New("/docs", {{"title", "third"}, {"slug", "c"}, {"shelf", "s3"}});
  EXPECT_EQ(next_.Ask("GET", "/pages/" + third).json.at("pages"), 7);
  EXPECT_EQ(old_.Ask("PATCH", "/docs/" + third, {{"pages", nullptr}}).status, 200);
  EXPECT_EQ(next_.Ask("GET", "/pages/" + third).json.at("level"), 3);
  const std::string fourth = next_.New("/pages", {{"heading", "fourth iron"}, {"code", "d"}, {"pages", 40}, {"level", 9}});
  const auto theirs = old_.Ask("GET", "/docs/" + fourth);
  ASSERT_EQ(theirs.status, 200) << theirs.body;
  EXPECT_EQ(theirs.json.at("title"), "fourth iron");
  EXPECT_EQ(theirs.json.at("slug"), "d");
  // The version is one for both, and it guards.
  const int version = theirs.json.at("version").get<int>();
  EXPECT_EQ(Guarded(next_, "/pages/" + fourth, version, {{"heading", "fourth zinc"}}), 200);
  EXPECT_EQ(Guarded(old_, "/docs/" + fourth, version, {{"title", "late"}}), 412);
  EXPECT_EQ(Guarded(old_, "/docs/" + fourth, version + 1, {{"title", "fourth tin"}}), 200);
  EXPECT_EQ(next_.Ask("GET", "/pages/" + fourth).json.at("level"), 9) << "a change of the old one leaves it alone";
  EXPECT_EQ(next_.List("/pages/" + fourth + "/revisions", "heading"), json({"fourth tin", "fourth zinc", "fourth iron"}));
  EXPECT_EQ(old_.List("/docs/" + fourth + "/revisions", "title"), json({"fourth tin", "fourth zinc", "fourth iron"}));
}

TEST_P(Window, ListsSearchesDeletesAndPutsForBoth) {
  OpenWindow();
  next_.New("/pages", {{"heading", "third iron"}, {"code", "c"}, {"pages", 3}});
  EXPECT_EQ(old_.List("/docs?sort=-title", "title"), json({"third iron", "second", "first copper"}));
  EXPECT_EQ(next_.List("/pages?sort=-heading", "heading"), json({"third iron", "second", "first copper"}));
  EXPECT_EQ(next_.List("/pages?sort=pages", "code"), json({"c", "a", "b"}));
  EXPECT_EQ(next_.List("/pages?heading=second&level=3", "code"), json({"b"}));
  EXPECT_EQ(old_.List("/docs?q=iron", "slug"), json({"c"}));
  EXPECT_EQ(next_.List("/pages?q=copper", "code"), json({"a"}));
  // Deleted by one, restored by the other.
  EXPECT_EQ(old_.Ask("DELETE", "/docs/" + second_).status, 204);
  EXPECT_EQ(next_.Ask("GET", "/pages/" + second_).status, 404);
  EXPECT_EQ(next_.Ask("POST", "/pages/" + second_ + "/restore").status, 200);
  EXPECT_EQ(old_.Ask("GET", "/docs/" + second_).json.value("shelf", ""), "s2") << "the other one does not know it";
  EXPECT_EQ(next_.Ask("PATCH", "/pages/" + second_, {{"level", 5}}).status, 200);
  EXPECT_EQ(next_.Ask("DELETE", "/pages/" + second_).status, 204);
  const auto back = old_.Ask("POST", "/docs/" + second_ + "/restore");
  ASSERT_EQ(back.status, 200) << back.body;
  EXPECT_EQ(back.json.at("pages"), 12);
  EXPECT_EQ(next_.Ask("GET", "/pages/" + second_).json.value("level", 0), 5);
  // A row that one made is changed by the other.
  EXPECT_EQ(next_.Ask("POST", "/put-page", {{"code", "b"}, {"heading", "put"}}).json.value("id", ""), second_);
  const auto put = old_.Ask("POST", "/put-doc", {{"slug", "b"}, {"title", "put again"}});
  EXPECT_EQ(put.status, 200) << put.body;
  EXPECT_EQ(next_.Ask("GET", "/pages/" + second_).json.value("heading", ""), "put again");
  // What only the new one has refers to rows of both.
  const std::string comment = next_.New("/comments", {{"pageId", first_}, {"text", "hm"}});
  EXPECT_EQ(old_.Ask("DELETE", "/docs/" + first_).status, 204);
  EXPECT_EQ(next_.Ask("GET", "/comments/" + comment).status, 404);
}

TEST_P(Window, NamesFieldsAsTheClientKnowsThem) {
  OpenWindow();
  for (const auto& [site, target, name] : {std::tuple{&next_, "/pages", "code"}, std::tuple{&old_, "/docs", "slug"}}) {
    const std::string text = site == &next_ ? "heading" : "title";
    const auto taken = site->Ask("POST", target, {{text, "x"}, {name, "a"}, {site == &next_ ? "level" : "shelf", site == &next_ ? json(1) : json("s")}});
    ASSERT_EQ(taken.status, 409) << taken.body;
    EXPECT_EQ(taken.json.at("errors").at(0).at("path"), name) << taken.body;
  }
  const auto nobody = next_.Ask("POST", "/pages", {{"heading", "x"}, {"code", "y"}, {"authorId", "01900000-0000-7000-8000-000000000000"}});
  ASSERT_EQ(nobody.status, 422) << nobody.body;
  EXPECT_EQ(nobody.json.at("errors").at(0).at("path"), "authorId");
}

// The same value in the words, or in the type, of each.
TEST_P(Window, TellsEachReleaseInItsOwnWords) {
  const std::string first = old_.New("/tasks", {{"amount", 7}});
  const std::string second = old_.New("/tasks", {{"stage", "done"}, {"amount", -9007199254740991}, {"mood", "glad"}});
  next_ = Start(releases_->next());
  EXPECT_EQ(next_.Ask("GET", "/tasks/" + first).json.value("stage", ""), "editing");
  EXPECT_EQ(next_.Ask("GET", "/tasks/" + first).json.at("amount"), "7");
  EXPECT_EQ(next_.Ask("GET", "/tasks/" + second).json.at("amount"), "-9007199254740991");
  const std::string third = next_.New("/tasks", {{"stage", "late"}, {"amount", "seven"}, {"mood", "odd"}, {"kind", "odd"}, {"kinds", {"odd", "calm"}}});
  const auto seen = old_.Ask("GET", "/tasks/" + third);
  ASSERT_EQ(seen.status, 200) << seen.body;
  EXPECT_EQ(seen.json.at("stage"), "edit") << "what it does not know is the first one";
  EXPECT_EQ(seen.json.at("kind"), "calm");
  EXPECT_EQ(seen.json.at("kinds"), json({"calm"}));
  EXPECT_TRUE(seen.json.at("mood").is_null());
  EXPECT_TRUE(seen.json.at("amount").is_null());
  EXPECT_EQ(old_.List("/tasks", "stage").size(), 3U);
  // What one changes the other one sees; and nothing else.
  EXPECT_EQ(old_.Ask("PATCH", "/tasks/" + third, {{"amount", 8}}).status, 200);
  EXPECT_EQ(next_.Ask("PATCH", "/tasks/" + second, {{"stage", "editing"}}).status, 200);
  EXPECT_EQ(old_.Ask("GET", "/tasks/" + second).json.at("stage"), "edit");
  const auto changed = next_.Ask("GET", "/tasks/" + third);
  EXPECT_EQ(changed.json.at("amount"), "8");
  EXPECT_EQ(changed.json.at("stage"), "late");
  EXPECT_EQ(changed.json.at("kind"), "odd");
  EXPECT_EQ(old_.process->Stop(), 0);
  ASSERT_EQ(Migrate("finish").code, 0);
  EXPECT_EQ(next_.Ask("GET", "/tasks/" + third).json, changed.json);
  EXPECT_EQ(next_.process->Stop(), 0);
  ASSERT_EQ(Migrate("down").code, 0);
  old_ = Start(releases_->old());
  EXPECT_EQ(old_.Ask("GET", "/tasks/" + second).json.at("amount"), -9007199254740991);
  EXPECT_EQ(old_.Ask("GET", "/tasks/" + third).json.at("stage"), "edit");
}

TEST_P(Window, LetsTheOldOneStartAgain) {
  OpenWindow();
  const auto status = Migrate("status");
  EXPECT_EQ(status.code, 0) << status.output;
  EXPECT_NE(status.output.find("open     0002_"), std::string::npos) << status.output;
  EXPECT_EQ(old_.process->Stop(), 0);
  old_ = Start(releases_->old());
  EXPECT_EQ(old_.List("/docs?sort=title", "title"), json({"first copper", "second"}));
  EXPECT_EQ(old_.Ask("PATCH", "/docs/" + first_, {{"title", "again"}}).status, 200);
  EXPECT_EQ(next_.Ask("GET", "/pages/" + first_).json.value("heading", ""), "again");
}

TEST_P(Window, ClosesWhileTheNewOneIsAskedAndOpensTheWayBack) {
  OpenWindow();
  EXPECT_EQ(old_.process->Stop(), 0);
  test::Hammer hammer(next_.process->port(), test::kNextNames, test::Hammer::Work::kRowsAndLists);
  std::this_thread::sleep_for(std::chrono::milliseconds(500));
  const auto finished = Migrate("finish");
  EXPECT_EQ(finished.code, 0) << finished.output;
  std::this_thread::sleep_for(std::chrono::milliseconds(500));
  EXPECT_EQ(hammer.Stop(), "");
  EXPECT_GT(hammer.asked(), 100);
  EXPECT_NE(finished.output.find("applied  0002_"), std::string::npos) << finished.output;
  EXPECT_EQ(database_->Sql("SELECT count(*) FROM pg_namespace WHERE nspname LIKE 'public\\_v%'"), "0\n");
  const auto refused = database_->Do(releases_->old());
  EXPECT_EQ(refused.code, 3) << refused.output;
  EXPECT_NE(refused.output.find("0002_"), std::string::npos) << refused.output;

  const std::string added = next_.New("/pages", {{"heading", "late"}, {"code", "z"}});
  EXPECT_EQ(next_.process->Stop(), 0);
  const auto down = Migrate("down");
  EXPECT_EQ(down.code, 0) << down.output;
  old_ = Start(releases_->old());
  const auto back = old_.Ask("GET", "/docs/" + first_);
  ASSERT_EQ(back.status, 200) << back.body;
  EXPECT_EQ(back.json.at("shelf"), "s1");
  EXPECT_EQ(back.json.at("title"), "first copper");
  EXPECT_EQ(old_.Ask("GET", "/docs/" + second_).json.value("shelf", ""), "s2");
  EXPECT_EQ(old_.Ask("GET", "/docs/" + added).json.value("title", ""), "late");
  EXPECT_EQ(old_.List("/docs?q=copper", "slug"), json({"a"}));
}

INSTANTIATE_TEST_SUITE_P(Way, Window, testing::Bool(), [](const auto& way) { return std::string(way.param ? "Pooler" : "Server"); });

}  // namespace
}  // namespace ingot
