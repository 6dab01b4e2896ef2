// The endpoints of a sample as its clients have them: built, started, and called over HTTP.
#include <gtest/gtest.h>

#include <atomic>
#include <map>
#include <mutex>
#include <thread>
#include <vector>

#include "tests/emitted/service_client.h"
#include "tests/emitted/service_process.h"
#include "tests/support/command.h"
#include "tests/support/folder.h"

namespace ingot {
namespace {

using test::Answer;
using test::Quoted;
using test::RunCommand;
using test::ServiceClient;
using test::ServiceProcess;
using test::TemporaryFolder;

constexpr int kRacers = 1000;
constexpr int kThreads = 32;

auto Build(const std::string& folder) -> test::Outcome {
  const std::string definition = INGOT_SOURCE_DIR "/samples/toolkit-sync/app.json";
  return RunCommand("/", Quoted(INGOT_BINARY_DIR "/bin/ingot") + " generate " + Quoted(definition) + " --out " + Quoted(folder) + " && cd " +
                      Quoted(folder) + " && cmake --preset release --log-level=NOTICE -DSERVICE_TESTS=OFF -DCMAKE_COMPILE_WARNING_AS_ERROR=ON" +
                      " -DINGOT_RUNTIME_PREBUILT=" + Quoted(INGOT_BINARY_DIR "/lib/ingot-runtime") + " && cmake --build --preset release");
}

class Endpoints : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder_ = std::make_unique<TemporaryFolder>();
    const auto built = Build(folder_->path());
    ASSERT_EQ(built.code, 0) << built.output;
    process_ = std::make_unique<ServiceProcess>(folder_->path() + "/build/release/service", folder_->path());
    ASSERT_NE(process_->port(), 0) << process_->Log();
  }
  static void TearDownTestSuite() {
    EXPECT_TRUE(process_->IsRunning()) << process_->Log();
    process_.reset();
    folder_.reset();
  }

  void SetUp() override {
    static int number = 0;
    const auto made = client_.Ask("POST", "/api/projects", R"({"name": "project )" + std::to_string(++number) + R"(", "repoUrl": "https://example.org/r"})");
    ASSERT_EQ(made.status, 201) << made.body;
    project_ = "/api/projects/" + made.json.at("id").get<std::string>();
  }

  // Every lock is as old as the epoch; a client cannot say so.
  static void ExpireLocks() {
    const auto done = RunCommand(folder_->path(), "for f in $(find . -name '*.db'); do python3 -c \"import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); "
                                                  "c.execute('UPDATE locks SET expires_at = 1'); c.commit()\" $f; done");
    ASSERT_EQ(done.code, 0) << done.output;
  }

  auto Lock(const std::string& body = R"({"lockedBy": "ada"})") -> Answer { return client_.Ask("POST", project_ + "/lock", body); }

  static std::unique_ptr<TemporaryFolder> folder_;
  static std::unique_ptr<ServiceProcess> process_;
  ServiceClient client_{process_->port()};
  std::string project_;
};

std::unique_ptr<TemporaryFolder> Endpoints::folder_;
std::unique_ptr<ServiceProcess> Endpoints::process_;

TEST_F(Endpoints, ALockIsTakenHeldAndReleased) {
  EXPECT_EQ(client_.Ask("GET", project_ + "/lock").status, 404);
  const auto taken = Lock(R"({"lockedBy": "ada", "reason": "editing", "minutes": 10})");
  ASSERT_EQ(taken.status, 201) << taken.body;
  EXPECT_EQ(taken.json.at("lockedBy"), "ada");
  EXPECT_EQ("/api/projects/" + taken.json.at("projectId").get<std::string>(), project_);
  const auto seen = client_.Ask("GET", project_ + "/lock");
  EXPECT_EQ(seen.status, 200);
  EXPECT_EQ(seen.json, taken.json);
  const auto refused = Lock(R"({"lockedBy": "bob"})");
  EXPECT_EQ(refused.status, 409);
  EXPECT_EQ(refused.json.at("statusCode"), 409);
  EXPECT_EQ(refused.json.at("message").dump().find("the project is locked") != std::string::npos, true) << refused.body;
  EXPECT_EQ(client_.Ask("DELETE", project_ + "/lock").status, 204);
  EXPECT_EQ(client_.Ask("DELETE", project_ + "/lock").status, 404);
  EXPECT_EQ(Lock(R"({"lockedBy": "bob"})").status, 201);
}

TEST_F(Endpoints, AnExpiredLockIsNoLock) {
  const auto first = Lock();
  ASSERT_EQ(first.status, 201) << first.body;
  ExpireLocks();
  EXPECT_EQ(client_.Ask("GET", project_ + "/lock").status, 404);
  EXPECT_EQ(client_.Ask("PUT", project_ + "/lock", "{}").status, 404);
  const auto second = Lock(R"({"lockedBy": "bob"})");
  ASSERT_EQ(second.status, 201) << second.body;
  EXPECT_NE(second.json.at("id"), first.json.at("id"));
}

TEST_F(Endpoints, ALockIsExtended) {
  const auto taken = Lock(R"({"lockedBy": "ada", "minutes": 1})");
  ASSERT_EQ(taken.status, 201) << taken.body;
  const auto extended = client_.Ask("PUT", project_ + "/lock", R"({"minutes": 480})");
  ASSERT_EQ(extended.status, 200) << extended.body;
  EXPECT_EQ(extended.json.at("id"), taken.json.at("id"));
  EXPECT_GT(extended.json.at("expiresAt").get<std::string>(), taken.json.at("expiresAt").get<std::string>());
  EXPECT_GT(extended.json.at("updatedAt").get<std::string>(), taken.json.at("updatedAt").get<std::string>());
  EXPECT_EQ(client_.Ask("PUT", project_ + "/lock").status, 200);  // half an hour, unless the body says otherwise
}

TEST_F(Endpoints, WhatIsWrongIsNamedAtOnce) {
  const auto refused = client_.Ask("POST", project_ + "/lock?force=1", R"({"minutes": 0, "reason": 5, "lokedBy": "ada"})");
  EXPECT_EQ(refused.status, 422);
  for (const std::string name : {"minutes", "reason", "lokedBy", "lockedBy", "force"}) EXPECT_NE(refused.body.find(name), std::string::npos) << refused.body;
  EXPECT_EQ(Lock(R"({"lockedBy": "ada", "minutes": null})").status, 422);
  EXPECT_EQ(Lock(R"({"lockedBy": "ada", "minutes": 481})").status, 422);
  EXPECT_EQ(Lock(R"({"lockedBy": "ada", )").status, 400);
  EXPECT_EQ(Lock("").status, 415);
  EXPECT_EQ(client_.Ask("GET", project_ + "/lock").status, 404);
  const auto nowhere = client_.Ask("POST", "/api/projects/00000000-0000-7000-8000-000000000000/lock", R"({"lockedBy": "ada"})");
  EXPECT_EQ(nowhere.status, 404);
  EXPECT_NE(nowhere.body.find("Project"), std::string::npos) << nowhere.body;
  EXPECT_EQ(client_.Ask("GET", "/api/projects/none/lock").status, 404);
  EXPECT_EQ(client_.Ask("PATCH", project_ + "/lock", "{}").status, 405);
}

TEST_F(Endpoints, OneOfManyGetsTheLock) {
  std::atomic<int> next{0};
  std::mutex mutex;
  std::map<int, int> statuses;
  std::vector<std::thread> threads;
  for (int thread = 0; thread < kThreads; ++thread) {
    threads.emplace_back([&] {
      ServiceClient client(process_->port());
      for (int number = next++; number < kRacers; number = next++) {
        const auto answer = client.Ask("POST", project_ + "/lock", R"({"lockedBy": "racer )" + std::to_string(number) + R"("})");
        const std::lock_guard lock(mutex);
        ++statuses[answer.status];
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(statuses, (std::map<int, int>{{201, 1}, {409, kRacers - 1}}));
}

TEST_F(Endpoints, TheLatestDocsAreThoseOfTheProject) {
  for (const std::string name : {"b.md", "a.md"}) {
    ASSERT_EQ(client_.Ask("POST", project_ + "/docs", R"({"fileName": ")" + name + R"(", "content": "x"})").status, 201);
  }
  const auto latest = client_.Ask("GET", project_ + "/docs/latest");
  ASSERT_EQ(latest.status, 200) << latest.body;
  ASSERT_EQ(latest.json.at("data").size(), 2U);
  EXPECT_EQ(latest.json.at("data")[0].at("fileName"), "a.md");
  EXPECT_TRUE(latest.json.at("data")[0].contains("hash"));
}

TEST_F(Endpoints, KeysAreMadeSwitchedAndRevoked) {
  const auto made = client_.Ask("POST", project_ + "/api-keys", R"({"name": "laptop"})");
  ASSERT_EQ(made.status, 201) << made.body;
  EXPECT_EQ(made.json.at("isActive"), true);
  const std::string key = project_ + "/api-keys/" + made.json.at("id").get<std::string>();
  EXPECT_EQ(client_.Ask("PUT", key, R"({"name": "laptop", "isActive": false})").json.at("isActive"), false);
  const auto list = client_.Ask("GET", project_ + "/api-keys");
  EXPECT_EQ(list.json.at("limit"), 20);
  EXPECT_EQ(list.json.at("total"), 1);
  EXPECT_NE(client_.Ask("GET", project_ + "/api-keys?limit=101").status, 200);
  EXPECT_EQ(client_.Ask("DELETE", key).status, 204);
  EXPECT_EQ(client_.Ask("GET", key).status, 404);
}

}  // namespace
}  // namespace ingot
