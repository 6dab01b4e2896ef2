// The bot over HTTP: what it tells, whom it obeys, and what it refuses.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <httplib.h>
#include <sys/socket.h>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <unistd.h>

#include <nlohmann/json.hpp>
#include <thread>

#include "bot/http/access.h"
#include "bot/http/server.h"
#include "tests/bot/platform.h"

namespace ingot::bot {
namespace {

using Json = nlohmann::json;
using std::chrono::milliseconds;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

constexpr const char* kToken = "0123456789abcdef-token";

class BotHttp : public testing::Test {
 protected:
  void SetUp() override {
    if (const std::string missing = test::Postgres::Missing(); !missing.empty()) GTEST_SKIP() << missing;
    platform_ = std::make_unique<test::Platform>();
    store_ = std::make_unique<Store>(platform_->Settings());
    application_ = platform_->NewApplication("shop");
    Serve("127.0.0.1", kToken);
  }

  void Serve(const std::string& address, const std::string& token) {
    server_ = std::make_unique<HttpServer>(HttpSettings{platform_->Settings(), address, 0, token, 3},
                                           [this](const std::string& job) { woken_.push_back(job); });
    port_ = server_->Start().value();
    client_ = std::make_unique<httplib::Client>("127.0.0.1", port_);
    client_->set_read_timeout(10);
  }

  auto Get(const std::string& path, const httplib::Headers& headers = {}) -> httplib::Response {
    auto result = client_->Get(path, headers);
    EXPECT_TRUE(result) << path;
    return result ? *result : httplib::Response();
  }
  auto Post(const std::string& path, const std::string& body, const httplib::Headers& headers) -> httplib::Response {
    auto result = client_->Post(path, headers, body, "application/json");
    EXPECT_TRUE(result) << path;
    return result ? *result : httplib::Response();
  }
  static auto Bearer(const std::string& token = kToken) -> httplib::Headers { return {{"Authorization", "Bearer " + token}}; }
  auto Enqueue() -> std::string { return store_->Enqueue(application_, R"({"x":1})").value(); }
  auto Claim(const std::string& job) -> Lease { return store_->Claim(job, "one", "here", milliseconds(60000)).value().value().lease; }

  // What comes back for bytes, until the other side closes.
  auto Raw(const std::string& bytes) const -> std::string {
    const int client = ::socket(AF_INET, SOCK_STREAM, 0);
    const timeval wait{8, 0};
    ::setsockopt(client, SOL_SOCKET, SO_RCVTIMEO, &wait, sizeof wait);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = ::htons(port_);
    address.sin_addr.s_addr = ::htonl(INADDR_LOOPBACK);
    std::string answer;
    if (::connect(client, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0) {
      (void)::send(client, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      ::shutdown(client, SHUT_WR);
      char part[4096];
      for (ssize_t size = 0; (size = ::recv(client, part, sizeof part, 0)) > 0;) answer.append(part, static_cast<size_t>(size));
    }
    ::close(client);
    return answer;
  }

  std::unique_ptr<test::Platform> platform_;
  std::unique_ptr<Store> store_;
  std::string application_;
  std::vector<std::string> woken_;
  std::unique_ptr<HttpServer> server_;
  uint16_t port_ = 0;
  std::unique_ptr<httplib::Client> client_;
};

TEST_F(BotHttp, TellsOfJobs) {
  const std::string first = Enqueue();
  const std::string second = Enqueue();
  const Json list = Json::parse(Get("/jobs").body);
  ASSERT_EQ(list["data"].size(), 2U);
  EXPECT_EQ(list["data"][0]["id"], second) << "newest first";
  EXPECT_EQ(Json::parse(Get("/jobs?limit=1").body)["data"].size(), 1U);
  EXPECT_EQ(Json::parse(Get("/jobs?status=failed").body)["data"].size(), 0U);
  EXPECT_EQ(Json::parse(Get("/jobs?application=ada/shop").body)["data"].size(), 2U);
  EXPECT_EQ(Json::parse(Get("/jobs?application=ada/none").body)["data"].size(), 0U);
  const Lease lease = Claim(first);
  ASSERT_TRUE(store_->CreateRelease(lease, {application_, std::string(64, 'a'), "{}", "{}", "[]"}));
  const std::string next = store_->Complete(lease, R"({"result":"generated"})", "done", NextJob{"build-application", "{}", ""}).value();
  const Json job = Json::parse(Get("/jobs/" + first).body);
  EXPECT_EQ(job["status"], "completed");
  EXPECT_EQ(job["type"], "generate-code");
  EXPECT_EQ(job["data"], Json::parse(R"({"x":1})"));
  EXPECT_EQ(job["application"]["name"], "ada/shop");
  EXPECT_EQ(job["release"]["number"], 1);
  EXPECT_EQ(job["verdict"]["result"], "generated");
  EXPECT_EQ(job["next"], next);
  EXPECT_EQ(job["attempts"], 1);
  EXPECT_THAT(job["createdAt"].get<std::string>(), testing::MatchesRegex("....-..-..T..:..:..\\....Z"));
}

TEST_F(BotHttp, RefusesWhatIsWrong) {
  EXPECT_EQ(Get("/jobs/00000000-0000-0000-0000-000000000000").status, 404);
  EXPECT_EQ(Get("/jobs/00000000-0000-0000-0000-000000000000/events").status, 404);
  EXPECT_EQ(Get("/jobs/------------------------------------").status, 404);
  EXPECT_EQ(Get("/jobs/1").status, 404);
  EXPECT_EQ(Get("/nothing").status, 404);
  for (const char* query : {"limit=0", "limit=201", "limit=-1", "limit=x", "limit=99999999999999999999", "limit=", "status=x", "status='"}) {
    EXPECT_EQ(Get(std::string("/jobs?") + query).status, 400) << query;
  }
  EXPECT_EQ(Get("/jobs?application=%27%20OR%20true--").status, 200);
  EXPECT_EQ(Get("/jobs?application=a%00b/c%00d").status, 200);
  EXPECT_EQ(Json::parse(Get("/nothing").body)["error"]["code"], "not_found");
  const std::string job = Enqueue();
  EXPECT_EQ(Get("/jobs/" + job + "/events", {{"Last-Event-ID", "x"}}).status, 400);
}

TEST_F(BotHttp, ObeysOnlyWhoHasTheToken) {
  const std::string body = R"({"application":"ada/shop"})";
  EXPECT_EQ(Post("/jobs", body, {}).status, 401);
  for (const std::string& wrong :
       {std::string("x"), std::string(), std::string(kToken) + "x", std::string(kToken).substr(1), std::string(kToken) + kToken}) {
    EXPECT_EQ(Post("/jobs", body, Bearer(wrong)).status, 401) << wrong;
  }
  EXPECT_EQ(Post("/jobs", body, {{"Authorization", std::string("Basic ") + kToken}}).status, 401);
  EXPECT_EQ(platform_->Ask("SELECT count(*) FROM jobs"), "0");
  const auto made = Post("/jobs", body, Bearer());
  EXPECT_EQ(made.status, 202);
  const std::string id = Json::parse(made.body)["id"];
  EXPECT_EQ(made.get_header_value("Location"), "/jobs/" + id);
  EXPECT_THAT(woken_, ElementsAre(id));
  EXPECT_EQ(Json::parse(made.body)["data"], Json::object());
  const auto again = Post("/jobs", R"({"options":{"again":true},"application":"ada/shop"})", Bearer());
  EXPECT_EQ(Json::parse(again.body)["data"], Json({{"again", true}}));
  server_.reset();
  Serve("127.0.0.1", "");
  EXPECT_EQ(Post("/jobs", body, Bearer("")).status, 403) << "without a token nobody writes";
}

TEST_F(BotHttp, RefusesOtherSites) {
  const std::string body = R"({"application":"ada/shop"})";
  auto headers = Bearer();
  headers.emplace("Origin", "https://evil.example");
  EXPECT_EQ(Post("/jobs", body, headers).status, 403);
  headers = Bearer();
  headers.emplace("Sec-Fetch-Site", "cross-site");
  EXPECT_EQ(Post("/jobs", body, headers).status, 403);
  headers = Bearer();
  headers.emplace("Origin", "null");
  EXPECT_EQ(Post("/jobs", body, headers).status, 403);
  headers = Bearer();
  headers.emplace("Origin", "http://127.0.0.1:" + std::to_string(port_));
  EXPECT_EQ(Post("/jobs", body, headers).status, 202);
  // A name of another site that leads here.
  for (const char* host : {"evil.example", "evil.example:80", "127.0.0.1.evil.example", "", "localhost.evil.example"}) {
    EXPECT_EQ(Get("/jobs", {{"Host", host}}).status, 421) << host;
  }
  EXPECT_EQ(Get("/jobs", {{"Host", "localhost"}}).status, 200);
  EXPECT_THAT(Get("/jobs").headers, Not(testing::Contains(testing::Key("Access-Control-Allow-Origin"))));
}

TEST_F(BotHttp, AsksForTheTokenBeforeReadingWhenOthersCanReachIt) {
  server_.reset();
  Serve("0.0.0.0", kToken);
  const std::string job = Enqueue();
  EXPECT_EQ(Get("/jobs").status, 401);
  EXPECT_EQ(Get("/jobs/" + job).status, 401);
  EXPECT_EQ(Get("/jobs/" + job + "/events").status, 401);
  EXPECT_EQ(Get("/jobs", Bearer()).status, 200);
  EXPECT_EQ(Get("/").status, 200);
  EXPECT_EQ(Get("/healthz").status, 200);
}

TEST_F(BotHttp, CancelsAndBeginsAgain) {
  const std::string job = Enqueue();
  EXPECT_EQ(Post("/jobs/" + job + "/retry", "{}", Bearer()).status, 409);
  EXPECT_EQ(Json::parse(Post("/jobs/" + job + "/cancel", "{}", Bearer()).body)["status"], "cancelled");
  EXPECT_EQ(Post("/jobs/" + job + "/cancel", "{}", Bearer()).status, 409);
  EXPECT_EQ(Json::parse(Post("/jobs/" + job + "/retry", "{}", Bearer()).body)["status"], "pending");
  EXPECT_EQ(Post("/jobs/00000000-0000-0000-0000-000000000000/cancel", "{}", Bearer()).status, 404);
  EXPECT_EQ(Post("/jobs/" + job + "/cancel", "{}", {}).status, 401);
}

TEST_F(BotHttp, RefusesBodiesThatAreNotOne) {
  for (const std::string& body : {std::string(), std::string("{"), std::string("[]"), std::string("null"), std::string(R"({"application":1})"),
                                  std::string(R"({"application":""})"), std::string(R"({"application":"ada/shop","options":[]})"), std::string(R"({"options":{}})"),
                                  std::string(R"({"application":"ada/shop","type":"deploy-application"})"),
                                  std::string(R"(["application"])"), std::string("\xff\xfe"), std::string(60000, '[')}) {
    EXPECT_EQ(Post("/jobs", body, Bearer()).status, 400) << body.substr(0, 50);
  }
  EXPECT_EQ(Post("/jobs", R"({"application":"ada/none"})", Bearer()).status, 404);
  EXPECT_EQ(Post("/jobs", R"({"application":"a\u0000da/none"})", Bearer()).status, 404);
  EXPECT_EQ(Post("/jobs", R"({"application":")" + std::string(70000, 'x') + R"("})", Bearer()).status, 413);
  EXPECT_EQ(platform_->Ask("SELECT count(*) FROM jobs"), "0");
}

TEST_F(BotHttp, LivesThroughBytesThatAreNoRequest) {
  for (const std::string& bytes :
       {std::string("\0\0\0\0\r\n\r\n", 8), std::string("GET"), std::string("GET / HTTP/9.9\r\n\r\n"),
        "GET /" + std::string(20000, 'a') + " HTTP/1.1\r\n\r\n", "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: " + std::string(20000, 'b') + "\r\n\r\n",
        std::string("POST /jobs HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: -5\r\n\r\n"),
        std::string("POST /jobs HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\nZZZ\r\n"),
        std::string("GET /jobs/%00%ff%2e%2e HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"),
        std::string("GET /../../etc/passwd HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")}) {
    EXPECT_THAT(Raw(bytes), Not(HasSubstr("200 OK"))) << bytes.substr(0, 60);
    EXPECT_EQ(Get("/healthz").status, 200);
  }
}

struct Stream {
  std::string text;
  auto Count(const std::string& part) const -> int {
    int count = 0;
    for (size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++count;
    return count;
  }
};

TEST_F(BotHttp, SendsTheLogAsItGrowsAndEnds) {
  const std::string job = Enqueue();
  const Lease lease = Claim(job);
  ASSERT_TRUE(store_->Log(lease, {{"check", "one"}, {"check", "two\nwith <b>\"more\"</b>"}}));
  Stream stream;
  httplib::Client watcher("127.0.0.1", port_);
  watcher.set_read_timeout(10);
  std::thread writer([&] {
    std::this_thread::sleep_for(milliseconds(700));
    (void)store_->Log(lease, {{"build", "three"}});
    std::this_thread::sleep_for(milliseconds(700));
    (void)store_->Complete(lease, "{}", "four", std::nullopt);
  });
  const auto answer = watcher.Get("/jobs/" + job + "/events", [&](const char* bytes, size_t size) {
    stream.text.append(bytes, size);
    return true;
  });
  writer.join();
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->get_header_value("Content-Type"), "text/event-stream");
  EXPECT_EQ(stream.Count("event: line\n"), 4);
  EXPECT_EQ(stream.Count("event: end\n"), 1);
  EXPECT_THAT(stream.text, HasSubstr("id: 3\nevent: line\ndata: {\"number\":3,\"stage\":\"build\",\"text\":\"three\""));
  EXPECT_THAT(stream.text, testing::EndsWith("}\n\n"));
  EXPECT_LT(stream.text.find("four"), stream.text.find("event: end"));
  const auto rest = Get("/jobs/" + job + "/events", {{"Last-Event-ID", "3"}});
  EXPECT_THAT(rest.body, Not(HasSubstr("three")));
  EXPECT_THAT(rest.body, HasSubstr("id: 4\n"));
}

TEST_F(BotHttp, BoundsHowManyWatch) {
  const std::string job = Enqueue();
  std::vector<std::thread> watchers;
  std::atomic<int> open{0};
  std::atomic<bool> enough{false};
  for (int i = 0; i < 3; ++i) {
    watchers.emplace_back([&] {
      httplib::Client client("127.0.0.1", port_);
      client.set_read_timeout(20);
      bool first = true;
      client.Get("/jobs/" + job + "/events", [&](const char*, size_t) {
        if (std::exchange(first, false)) ++open;
        return !enough;
      });
    });
  }
  while (open < 3) std::this_thread::sleep_for(milliseconds(10));
  EXPECT_EQ(Get("/jobs/" + job + "/events").status, 503);
  EXPECT_EQ(Get("/jobs").status, 200) << "others are answered";
  enough = true;
  platform_->Ask("UPDATE jobs SET status = 'completed'");
  for (std::thread& watcher : watchers) watcher.join();
  EXPECT_EQ(Get("/jobs/" + job + "/events").status, 200);
}

TEST_F(BotHttp, EndsWhileSomebodyWatches) {
  const std::string job = Enqueue();
  std::atomic<bool> open{false};
  std::thread watcher([&] {
    httplib::Client client("127.0.0.1", port_);
    client.set_read_timeout(20);
    client.Get("/jobs/" + job + "/events", [&](const char*, size_t) { return open = true; });
  });
  while (!open) std::this_thread::sleep_for(milliseconds(10));
  const auto before = std::chrono::steady_clock::now();
  server_->Stop();
  watcher.join();
  EXPECT_LT(std::chrono::steady_clock::now() - before, std::chrono::seconds(6));
}

TEST_F(BotHttp, GivesAPageThatLoadsNothingForeign) {
  const auto page = Get("/");
  EXPECT_EQ(page.status, 200);
  EXPECT_THAT(page.body, HasSubstr("<script src=\"/app.js\" defer></script>"));
  EXPECT_THAT(page.get_header_value("Content-Security-Policy"), HasSubstr("default-src 'none'"));
  EXPECT_EQ(page.get_header_value("X-Content-Type-Options"), "nosniff");
  const std::string script = Get("/app.js").body;
  EXPECT_THAT(script, HasSubstr("textContent"));
  for (const char* way : {"innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval("}) EXPECT_THAT(script, Not(HasSubstr(way)));
  EXPECT_THAT(page.body + script + Get("/style.css").body, Not(HasSubstr("http://")));
}

TEST_F(BotHttp, SaysWhenTheDatabaseIsAway) {
  server_.reset();
  test::Postgres own;
  platform_ = std::make_unique<test::Platform>(own);
  Serve("127.0.0.1", kToken);
  EXPECT_EQ(Get("/healthz").status, 200);
  own.Stop();
  std::this_thread::sleep_for(milliseconds(1100));
  EXPECT_EQ(Get("/healthz").status, 503);
  const auto answer = Get("/jobs");
  EXPECT_EQ(answer.status, 503);
  EXPECT_THAT(answer.body, Not(HasSubstr("secret")));
  own.Start();
  std::this_thread::sleep_for(milliseconds(1100));
  EXPECT_EQ(Get("/healthz").status, 200);
  server_.reset();
}

TEST_F(BotHttp, DoesNotShareItsPort) {
  HttpServer second({platform_->Settings(), "127.0.0.1", port_, kToken, 3}, [](const std::string&) {});
  const auto started = second.Start();
  ASSERT_FALSE(started);
  EXPECT_THAT(started.error().text, HasSubstr("cannot listen at 127.0.0.1:" + std::to_string(port_)));
}

}  // namespace
}  // namespace ingot::bot
