// The endpoints of a sample as its clients have them: built, started on each database, and called over HTTP.
#include <gtest/gtest.h>

#include <atomic>
#include <map>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "tests/emitted/service_client.h"
#include "tests/emitted/service_database.h"
#include "tests/emitted/service_process.h"
#include "tests/support/folder.h"
#include "tests/support/project.h"

namespace ingot {
namespace {

using test::Answer;
using test::ServiceClient;
using test::ServiceProcess;
using test::TemporaryFolder;

constexpr int kRacers = 1000;
constexpr int kThreads = 32;
using Statuses = std::map<int, int>;  // how many answers had which

// The service on one kind of database.
class Site {
 public:
  Site(const std::string& program, bool on_postgres)
      : on_postgres_(on_postgres), database_(on_postgres, folder_.path()), process_(std::make_unique<ServiceProcess>(program, folder_.path(), database_.url())) {}

  auto process() -> ServiceProcess& { return *process_; }

  // Every lock is as old as the epoch; a client cannot say so.
  void ExpireLocks() const {
    const auto done = database_.Run(on_postgres_ ? "UPDATE locks SET expires_at = 'epoch'" : "UPDATE locks SET expires_at = 1");
    ASSERT_EQ(done.code, 0) << done.output;
  }

 private:
  TemporaryFolder folder_;
  bool on_postgres_;
  test::ServiceDatabase database_;
  std::unique_ptr<ServiceProcess> process_;
};

class Endpoints : public testing::TestWithParam<std::string> {
 protected:
  static void SetUpTestSuite() {
    folder_ = std::make_unique<TemporaryFolder>();
    const auto built = test::MakeProject(INGOT_SOURCE_DIR "/samples/toolkit-sync/app.json", folder_->path(), test::ProjectParts::kService);
    ASSERT_EQ(built.code, 0) << built.output;
  }
  static void TearDownTestSuite() {
    for (const auto& [kind, site] : sites_) EXPECT_TRUE(site->process().IsRunning()) << kind << site->process().Log();
    sites_.clear();
    folder_.reset();
  }

  void SetUp() override {
    const bool on_postgres = GetParam() == "postgres";
    if (const auto missing = test::ServiceDatabase::Missing(on_postgres); !missing.empty()) GTEST_SKIP() << missing;
    std::unique_ptr<Site>& site = sites_[GetParam()];
    if (!site) site = std::make_unique<Site>(folder_->path() + "/build/release/service", on_postgres);
    site_ = site.get();
    ASSERT_NE(port(), 0) << site->process().Log();
    client_ = std::make_unique<ServiceClient>(port());
    static int number = 0;
    const auto made = Ask("POST", "/api/projects", R"({"name": "project )" + std::to_string(++number) + R"(", "repoUrl": "https://example.org/r"})");
    ASSERT_EQ(made.status, 201) << made.body;
    project_ = "/api/projects/" + made.json.at("id").get<std::string>();
  }

  auto port() -> uint16_t { return site_->process().port(); }
  auto Ask(const std::string& method, const std::string& target, const std::string& body = "") -> Answer { return client_->Ask(method, target, body); }
  auto Lock(const std::string& body = R"({"lockedBy": "ada"})") -> Answer { return Ask("POST", project_ + "/lock", body); }

  // Many ask for the lock at once: how many got which status.
  auto Race(int racers) -> Statuses {
    std::atomic<int> next{0};
    std::mutex mutex;
    Statuses statuses;
    std::vector<std::thread> threads;
    for (int thread = 0; thread < kThreads; ++thread) {
      threads.emplace_back([&, port = port()] {
        ServiceClient client(port);
        for (int number = next++; number < racers; number = next++) {
          const auto answer = client.Ask("POST", project_ + "/lock", R"({"lockedBy": "racer )" + std::to_string(number) + R"("})");
          const std::lock_guard lock(mutex);
          ++statuses[answer.status];
        }
      });
    }
    for (std::thread& thread : threads) thread.join();
    return statuses;
  }

  static std::unique_ptr<TemporaryFolder> folder_;
  static std::map<std::string, std::unique_ptr<Site>> sites_;
  Site* site_ = nullptr;
  std::unique_ptr<ServiceClient> client_;
  std::string project_;
};

std::unique_ptr<TemporaryFolder> Endpoints::folder_;
std::map<std::string, std::unique_ptr<Site>> Endpoints::sites_;

TEST_P(Endpoints, ALockIsTakenHeldAndReleased) {
  EXPECT_EQ(Ask("GET", project_ + "/lock").status, 404);
  const auto taken = Lock(R"({"lockedBy": "ada", "reason": "editing", "minutes": 10})");
  ASSERT_EQ(taken.status, 201) << taken.body;
  EXPECT_EQ(taken.json.at("lockedBy"), "ada");
  EXPECT_EQ("/api/projects/" + taken.json.at("projectId").get<std::string>(), project_);
  const auto seen = Ask("GET", project_ + "/lock");
  EXPECT_EQ(seen.status, 200);
  EXPECT_EQ(seen.json, taken.json);
  const auto refused = Lock(R"({"lockedBy": "bob"})");
  EXPECT_EQ(refused.status, 409);
  EXPECT_EQ(refused.json.at("statusCode"), 409);
  EXPECT_EQ(refused.json.at("message").dump().find("the project is locked") != std::string::npos, true) << refused.body;
  EXPECT_EQ(Ask("DELETE", project_ + "/lock").status, 204);
  EXPECT_EQ(Ask("DELETE", project_ + "/lock").status, 404);
  EXPECT_EQ(Lock(R"({"lockedBy": "bob"})").status, 201);
}

TEST_P(Endpoints, AnExpiredLockIsNoLock) {
  const auto first = Lock();
  ASSERT_EQ(first.status, 201) << first.body;
  site_->ExpireLocks();
  EXPECT_EQ(Ask("GET", project_ + "/lock").status, 404);
  EXPECT_EQ(Ask("PUT", project_ + "/lock", "{}").status, 404);
  const auto second = Lock(R"({"lockedBy": "bob"})");
  ASSERT_EQ(second.status, 201) << second.body;
  EXPECT_NE(second.json.at("id"), first.json.at("id"));
}

// Without the Z behind it, which is more than the digits that another time may have there.
auto TimeOf(const Answer& answer, const std::string& name) -> std::string {
  const auto text = answer.json.at(name).get<std::string>();
  return text.substr(0, text.size() - 1);
}

TEST_P(Endpoints, ALockIsExtended) {
  const auto taken = Lock(R"({"lockedBy": "ada", "minutes": 1})");
  ASSERT_EQ(taken.status, 201) << taken.body;
  const auto extended = Ask("PUT", project_ + "/lock", R"({"minutes": 480})");
  ASSERT_EQ(extended.status, 200) << extended.body;
  EXPECT_EQ(extended.json.at("id"), taken.json.at("id"));
  EXPECT_GT(TimeOf(extended, "expiresAt"), TimeOf(taken, "expiresAt"));
  EXPECT_GT(TimeOf(extended, "updatedAt"), TimeOf(taken, "updatedAt"));
  EXPECT_EQ(Ask("PUT", project_ + "/lock").status, 200);  // half an hour, unless the body says otherwise
}

TEST_P(Endpoints, WhatIsWrongIsNamedAtOnce) {
  const auto refused = Ask("POST", project_ + "/lock?force=1", R"({"minutes": 0, "reason": 5, "lokedBy": "ada"})");
  EXPECT_EQ(refused.status, 400);
  EXPECT_EQ(refused.json.at("statusCode"), 400);
  EXPECT_EQ(refused.json.at("message").size(), 5U) << refused.body;  // a list of texts
  for (const std::string name : {"minutes", "reason", "lokedBy", "lockedBy", "force"}) EXPECT_NE(refused.body.find(name), std::string::npos) << refused.body;
  EXPECT_EQ(Lock(R"({"lockedBy": "ada", "minutes": null})").status, 400);
  EXPECT_EQ(Lock(R"({"lockedBy": "ada", "minutes": 481})").status, 400);
  EXPECT_EQ(Lock(R"({"lockedBy": "ada", )").status, 400);
  EXPECT_EQ(Lock("").status, 415);
  EXPECT_EQ(Ask("GET", project_ + "/lock").status, 404);
  const auto nowhere = Ask("POST", "/api/projects/00000000-0000-7000-8000-000000000000/lock", R"({"lockedBy": "ada"})");
  EXPECT_EQ(nowhere.status, 404);
  EXPECT_NE(nowhere.body.find("Project"), std::string::npos) << nowhere.body;
  EXPECT_EQ(Ask("GET", "/api/projects/none/lock").status, 404);
  EXPECT_EQ(Ask("PATCH", project_ + "/lock", "{}").status, 405);
}

TEST_P(Endpoints, OneOfManyGetsTheLock) { EXPECT_EQ(Race(kRacers), (Statuses{{201, 1}, {409, kRacers - 1}})); }

// All of them find the old lock and take it away, and then make one each: what one of them did, the others see as a conflict.
TEST_P(Endpoints, OneOfManyGetsAnExpiredLock) {
  for (int round = 0; round < 20; ++round) {
    ASSERT_EQ(Ask("DELETE", project_ + "/lock").status, round == 0 ? 404 : 204);
    ASSERT_EQ(Lock().status, 201);
    site_->ExpireLocks();
    EXPECT_EQ(Race(kThreads), (Statuses{{201, 1}, {409, kThreads - 1}}));
  }
}

TEST_P(Endpoints, TheLatestDocsAreThoseOfTheProject) {
  for (const std::string name : {"b.md", "a.md"}) {
    ASSERT_EQ(Ask("POST", project_ + "/docs", R"({"fileName": ")" + name + R"(", "content": "x"})").status, 201);
  }
  const auto latest = Ask("GET", project_ + "/docs/latest");
  ASSERT_EQ(latest.status, 200) << latest.body;
  ASSERT_EQ(latest.json.at("data").size(), 2U);
  EXPECT_EQ(latest.json.at("data")[0].at("fileName"), "a.md");
  EXPECT_TRUE(latest.json.at("data")[0].contains("hash"));
}

TEST_P(Endpoints, KeysAreMadeSwitchedAndRevoked) {
  const auto made = Ask("POST", project_ + "/api-keys", R"({"name": "laptop"})");
  ASSERT_EQ(made.status, 201) << made.body;
  EXPECT_EQ(made.json.at("isActive"), true);
  const std::string key = project_ + "/api-keys/" + made.json.at("id").get<std::string>();
  EXPECT_EQ(Ask("PUT", key, R"({"name": "laptop", "isActive": false})").json.at("isActive"), false);
  const auto list = Ask("GET", project_ + "/api-keys");
  EXPECT_EQ(list.json.at("limit"), 20);
  EXPECT_EQ(list.json.at("total"), 1);
  EXPECT_NE(Ask("GET", project_ + "/api-keys?limit=101").status, 200);
  EXPECT_EQ(Ask("DELETE", key).status, 204);
  EXPECT_EQ(Ask("GET", key).status, 404);
}

// What the document of the system promises, in an order in which each finds what it needs. `{project}`, `{doc}` and `{key}` are what
// an earlier step made.
struct Step {
  std::string method;
  std::string path;
  std::string body;
  int status;
  std::string makes;  // the name of its id
};

auto Promised() -> std::vector<Step> {
  const std::string repository = R"("repoUrl": "https://example.org/r", "token": "ghp_0", "branch": "main", "docsPath": "docs")";
  return {{"POST", "/api/projects", R"({"name": "promised", )" + repository + "}", 201, "project"},
          {"POST", "/api/projects", R"({"name": 5, "repoUrl": "nowhere"})", 400, ""},
          {"GET", "/api/projects", "", 200, ""},
          {"GET", "/api/projects/{project}", "", 200, ""},
          {"PUT", "/api/projects/{project}", R"({"name": "kept", )" + repository + "}", 200, ""},
          {"POST", "/api/projects/{project}/docs", R"({"fileName": "a.md", "content": "one"})", 201, "doc"},
          {"POST", "/api/projects/{project}/docs", R"({"fileName": "a.md", "content": "two"})", 409, ""},
          {"GET", "/api/projects/{project}/docs", "", 200, ""},
          {"GET", "/api/projects/{project}/docs/latest", "", 200, ""},
          {"GET", "/api/projects/{project}/docs/{doc}", "", 200, ""},
          {"PUT", "/api/projects/{project}/docs/{doc}", R"({"fileName": "a.md", "content": "two"})", 200, ""},
          {"GET", "/api/projects/{project}/lock", "", 404, ""},
          {"POST", "/api/projects/{project}/lock", R"({"lockedBy": "ada"})", 201, ""},
          {"POST", "/api/projects/{project}/lock", R"({"lockedBy": "bob"})", 409, ""},
          {"GET", "/api/projects/{project}/lock", "", 200, ""},
          {"PUT", "/api/projects/{project}/lock", R"({"minutes": 60})", 200, ""},
          {"DELETE", "/api/projects/{project}/lock", "", 204, ""},
          {"POST", "/api/projects/{project}/api-keys", R"({"name": "laptop"})", 201, "key"},
          {"GET", "/api/projects/{project}/api-keys", "", 200, ""},
          {"PUT", "/api/projects/{project}/api-keys/{key}", R"({"name": "laptop", "isActive": false})", 200, ""},
          {"DELETE", "/api/projects/{project}/api-keys/{key}", "", 204, ""},
          {"DELETE", "/api/projects/{project}/docs/{doc}", "", 204, ""},
          {"DELETE", "/api/projects/{project}", "", 204, ""},
          {"GET", "/api/projects/{project}", "", 404, ""}};
}

auto Filled(std::string path, const std::map<std::string, std::string>& ids) -> std::string {
  for (const auto& [name, id] : ids) {
    const size_t at = path.find("{" + name + "}");
    if (at != std::string::npos) path.replace(at, name.size() + 2, id);
  }
  return path;
}

TEST_P(Endpoints, AreThoseOfTheDocument) {
  std::map<std::string, std::string> ids;
  for (const Step& step : Promised()) {
    const auto answer = Ask(step.method, Filled(step.path, ids), step.body);
    ASSERT_EQ(answer.status, step.status) << step.method << " " << step.path << "\n" << answer.body;
    EXPECT_EQ(answer.body.find("ghp_0"), std::string::npos) << step.method << " " << step.path;
    if (!step.makes.empty()) ids[step.makes] = answer.json.at("id").get<std::string>();
    if (step.status < 400) continue;
    EXPECT_EQ(answer.json.at("statusCode"), step.status);
    EXPECT_TRUE(answer.json.contains("message") && answer.json.contains("timestamp")) << answer.body;
  }
}

INSTANTIATE_TEST_SUITE_P(On, Endpoints, testing::Values("sqlite", "postgres"), [](const auto& parameter) { return parameter.param; });

}  // namespace
}  // namespace ingot
