// The front over real sockets: HTTP as clients speak it, well and badly.
#include <gtest/gtest.h>
#include <gmock/gmock.h>

#include <thread>
#include <vector>

#include "fake-app.hpp"
#include "raw-client.hpp"

namespace ingot::rt::test {
namespace {

using testing::HasSubstr;

std::string get(const std::string& target, const std::string& headers = {}) {
  return "GET " + target + " HTTP/1.1\r\nHost: x\r\n" + headers + "\r\n";
}

std::string post(const std::string& target, const std::string& body, const std::string& headers = {}) {
  return "POST " + target + " HTTP/1.1\r\nHost: x\r\n" + headers + "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

TEST(Protocol, AnswersWithTheHeadersOfAnApi) {
  Running running;
  RawClient client(running.server.port());
  const RawReply reply = client.ask(get("/hello"));
  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(reply.body, "hello");
  EXPECT_EQ(reply.headers.at("content-type"), "text/plain");
  EXPECT_EQ(reply.headers.at("x-content-type-options"), "nosniff");
  EXPECT_EQ(reply.headers.at("x-request-id").size(), 32U);
  EXPECT_EQ(reply.headers.at("date").size(), 29U);
  EXPECT_EQ(reply.headers.count("connection"), 0U);
}

TEST(Protocol, KeepsASaneRequestIdAndNoOther) {
  Running running;
  RawClient client(running.server.port());
  EXPECT_EQ(client.ask(get("/hello", "X-Request-Id: abc-1.2_3\r\n")).headers.at("x-request-id"), "abc-1.2_3");
  EXPECT_NE(client.ask(get("/hello", "X-Request-Id: a b\r\n")).headers.at("x-request-id"), "a b");
  EXPECT_EQ(client.ask(get("/hello", "X-Request-Id: " + std::string(129, 'a') + "\r\n")).headers.at("x-request-id").size(), 32U);
}

TEST(Protocol, Pipelining) {
  Running running;
  RawClient client(running.server.port());
  std::string all;
  for (int i = 0; i < 200; ++i) {
    all += i % 3 == 0 ? post("/echo", "body " + std::to_string(i)) : i % 3 == 1 ? get("/items/" + std::to_string(i)) : post("/write", "");
  }
  client.send(all);
  for (int i = 0; i < 200; ++i) {
    const RawReply reply = client.receive();
    ASSERT_EQ(reply.body, i % 3 == 0 ? "body " + std::to_string(i) : i % 3 == 1 ? std::to_string(i) : "7") << i;
  }
}

// Which turn a modest client gets when a greedy one has sent a row of requests a moment before it.
int turnBesideARowOf(const std::string& target, int count) {
  service::Config config = quietConfig();
  config.threads = 1;
  Running running(config);
  RawClient greedy(running.server.port());
  RawClient modest(running.server.port());
  EXPECT_EQ(greedy.ask(get("/hello")).status, 200);
  EXPECT_EQ(modest.ask(get("/hello")).status, 200);
  holdLoops();
  greedy.send(get("/turn?hold=1"));
  std::this_thread::sleep_for(std::chrono::milliseconds(50));  // the loop is at it
  std::string row;
  for (int i = 0; i < count; ++i) row += get(target);
  greedy.send(row);
  modest.send(get("/turn"));
  std::this_thread::sleep_for(std::chrono::milliseconds(50));
  releaseLoops();
  const int turn = std::stoi(modest.receive().body);
  EXPECT_EQ(greedy.receive().body, "1");
  for (int i = 0; i < count; ++i) EXPECT_TRUE(greedy.receive().whole);
  return turn;
}

TEST(Protocol, OthersHaveTheirTurnDuringALongRowOfRequests) { EXPECT_LT(turnBesideARowOf("/turn", 300), 60); }

TEST(Protocol, OthersHaveTheirTurnDuringARowOfSlowRequests) { EXPECT_LT(turnBesideARowOf("/slow-turn", 15), 8); }

TEST(Protocol, PacketsSplitByteByByte) {
  Running running;
  RawClient client(running.server.port());
  const std::string text = post("/echo", "0123456789") + "\r\n" +
                           "POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nabcd\r\n3\r\nefg\r\n0\r\n\r\n" + get("/hello");
  std::thread sender([&] {
    for (const char c : text) {
      client.send(std::string_view(&c, 1));
      if (c == '\n' || c == 'c') std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
  });
  EXPECT_EQ(client.receive().body, "0123456789");
  EXPECT_EQ(client.receive().body, "abcdefg");
  EXPECT_EQ(client.receive().body, "hello");
  sender.join();
}

TEST(Protocol, RefusesAndCloses) {
  Running running;
  const struct {
    std::string text;
    int status;
  } cases[] = {
      {"GET / HTTP/1.1\r\n\r\n", 400},
      {"\x16\x03\x01\x02", 400},
      {"GET / HTTP/1.1\nHost: x\n\n", 400},
      {"GET /hello HTTP/1.1\r\nHost: x\r\nX:\r\n y\r\n\r\n", 400},
      {"GET /hello HTTP/1.1\r\nHost: x\r\n \r\n\r\n", 400},
      {"GET /hello HTTP/3.0\r\nHost: x\r\n\r\n", 505},
      {"GET /" + std::string(20'000, 'a'), 414},
      {"GET /" + std::string(9'000, 'a') + " HTTP/1.1\r\nHost: x\r\n\r\n", 414},
      {"GET / HTTP/1.1\r\nHost: x\r\nX: " + std::string(20'000, 'a'), 431},
      {"POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400},
      {"POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n\r\n", 400},
      {"POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999\r\n\r\n", 413},
  };
  for (const auto& [text, status] : cases) {
    RawClient client(running.server.port());
    const RawReply reply = client.ask(text);
    EXPECT_EQ(reply.status, status) << text.substr(0, 80);
    EXPECT_EQ(reply.headers.count("x-request-id"), 1U);
    EXPECT_EQ(reply.headers.at("connection"), "close");
    EXPECT_TRUE(client.closes()) << text.substr(0, 80);
  }
}

TEST(Protocol, RefusesAndGoesOn) {
  Running running;
  RawClient client(running.server.port());
  const struct {
    std::string text;
    int status;
    std::string inBody;
  } cases[] = {
      {get("/nothing"), 404, "not_found"},
      {get("/hello/"), 404, "not_found"},
      {get("/a/../hello"), 400, "bad_request"},
      {get("/items/%00"), 400, "bad_request"},
      {get("/items/%ff"), 400, "bad_request"},
      {get("/query?a=%ff"), 400, "bad_request"},
      {post("/hello", ""), 405, "method_not_allowed"},
      {"BREW /hello HTTP/1.1\r\nHost: x\r\n\r\n", 501, "not_implemented"},
      {post("/json", "{}"), 415, "unsupported_media_type"},
      {post("/json", "{}", "Content-Type: text/plain\r\n"), 415, "unsupported_media_type"},
      {post("/json", "{}", "Content-Type: application/json; charset=utf-8\r\n"), 200, "{}"},
      {post("/json", "{}", "Content-Type: application/merge-patch+json\r\n"), 200, "{}"},
      {post("/nothing", "a small body that nobody reads"), 404, "not_found"},
      {get("http://elsewhere/hello"), 200, "hello"},
  };
  for (const auto& [text, status, inBody] : cases) {
    const RawReply reply = client.ask(text);
    EXPECT_EQ(reply.status, status) << text;
    EXPECT_THAT(reply.body, HasSubstr(inBody)) << text;
  }
  EXPECT_EQ(client.ask(post("/hello", "")).headers.at("allow"), "GET, HEAD, OPTIONS");
}

TEST(Protocol, BodyLimits) {
  service::Config config = quietConfig();
  config.maxBodyBytes = 1000;
  Running running(config);
  RawClient exact(running.server.port());
  EXPECT_EQ(exact.ask(post("/echo", std::string(1000, 'a'))).body.size(), 1000U);
  RawClient announced(running.server.port());
  EXPECT_EQ(announced.ask(post("/echo", std::string(1001, 'a'))).status, 413);
  RawClient chunked(running.server.port());
  chunked.send("POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");
  for (int i = 0; i < 11; ++i) chunked.send("64\r\n" + std::string(100, 'a') + "\r\n");
  EXPECT_EQ(chunked.receive().status, 413);
  EXPECT_TRUE(chunked.closes());
}

TEST(Protocol, HeadAndOptions) {
  Running running;
  RawClient client(running.server.port());
  client.send("HEAD /hello HTTP/1.1\r\nHost: x\r\n\r\n");
  const RawReply head = client.receive(true);
  EXPECT_EQ(head.status, 200);
  EXPECT_EQ(head.headers.at("content-length"), "5");
  client.send("HEAD /stream?n=10 HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(client.receive(true).status, 200);
  const RawReply options = client.ask("OPTIONS /items/1 HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(options.status, 204);
  EXPECT_EQ(options.headers.at("allow"), "GET, HEAD, DELETE, OPTIONS");
  EXPECT_EQ(options.headers.count("content-length"), 0U);
  EXPECT_EQ(client.ask("OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n").status, 204);
  EXPECT_EQ(client.ask(get("/hello")).body, "hello");
}

TEST(Protocol, Http10) {
  Running running;
  RawClient once(running.server.port());
  const RawReply reply = once.ask("GET /hello HTTP/1.0\r\n\r\n");
  EXPECT_EQ(reply.body, "hello");
  EXPECT_EQ(reply.headers.at("connection"), "close");
  EXPECT_TRUE(once.closes());
  RawClient kept(running.server.port());
  EXPECT_EQ(kept.ask("GET /hello HTTP/1.0\r\nConnection: keep-alive\r\n\r\n").headers.at("connection"), "keep-alive");
  EXPECT_EQ(kept.ask("GET /hello HTTP/1.0\r\n\r\n").body, "hello");
  RawClient streamed(running.server.port());
  const RawReply body = streamed.ask("GET /stream?n=100000 HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
  EXPECT_EQ(body.body.size(), 100'000U);
  EXPECT_EQ(body.headers.count("transfer-encoding"), 0U);
}

TEST(Protocol, ConnectionCloseIsHonoured) {
  Running running;
  RawClient client(running.server.port());
  EXPECT_EQ(client.ask(get("/hello", "Connection: close\r\n")).headers.at("connection"), "close");
  EXPECT_TRUE(client.closes());
}

TEST(Protocol, ExpectContinue) {
  Running running;
  RawClient client(running.server.port());
  client.send("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nExpect: 100-continue\r\n\r\n");
  EXPECT_EQ(client.receive().status, 100);
  client.send("abcd");
  EXPECT_EQ(client.receive().body, "abcd");
  // Who is refused is not asked for the body, and then nobody knows whether it comes.
  client.send("POST /nothing HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nExpect: 100-continue\r\n\r\n");
  EXPECT_EQ(client.receive().status, 404);
  EXPECT_TRUE(client.closes());
}

TEST(Protocol, NobodySplitsAnAnswer) {
  Running running;
  RawClient client(running.server.port());
  const RawReply reply = client.ask(get("/splitting?x=a%0D%0AInjected:%20yes"));
  EXPECT_EQ(reply.headers.at("x-back"), "a  Injected: yes");
  EXPECT_EQ(reply.headers.count("injected"), 0U);
}

TEST(Protocol, SlowHeaderIsToldAndIdleIsNot) {
  service::Config config = quietConfig();
  config.headerTimeoutMs = 200;
  config.idleTimeoutMs = 400;
  config.bodyTimeoutMs = 200;
  Running running(config);
  RawClient slow(running.server.port());
  slow.send("GET /hello HTT");
  EXPECT_EQ(slow.receive().status, 408);
  EXPECT_TRUE(slow.closes());
  RawClient idle(running.server.port());
  EXPECT_EQ(idle.ask(get("/hello")).status, 200);
  EXPECT_TRUE(idle.closes());
  RawClient silent(running.server.port());
  EXPECT_TRUE(silent.closes());
  RawClient body(running.server.port());
  body.send("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nabc");
  EXPECT_EQ(body.receive().status, 408);
  EXPECT_TRUE(body.closes());
}

TEST(Protocol, ADrippedHeaderEndsToo) {
  service::Config config = quietConfig();
  config.headerTimeoutMs = 300;
  Running running(config);
  RawClient client(running.server.port());
  client.send("GET /hello HTTP/1.1\r\n");
  std::thread dripper([&] {
    for (int i = 0; i < 40 && client.send("X: y\r\n"); ++i) std::this_thread::sleep_for(std::chrono::milliseconds(50));
  });
  EXPECT_EQ(client.receive().status, 408);
  dripper.join();
}

}  // namespace
}  // namespace ingot::rt::test
