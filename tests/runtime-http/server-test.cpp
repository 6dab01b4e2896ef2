// The server as a whole: failures, load, limits, readiness, stopping.
#include <gtest/gtest.h>
#include <gmock/gmock.h>

#include <algorithm>
#include <atomic>
#include <thread>
#include <vector>

#include "fake-app.hpp"
#include "raw-client.hpp"

namespace ingot::rt::test {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string get(const std::string& target, const std::string& headers = {}) {
  return "GET " + target + " HTTP/1.1\r\nHost: x\r\n" + headers + "\r\n";
}
const std::string kWrite = "POST /write HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n";

TEST(Server, AFailingHandlerTellsNothingAndHarmsNobody) {
  Running running;
  RawClient client(running.server.port());
  for (const char* path : {"/throws", "/throws-int"}) {
    const RawReply reply = client.ask(get(path));
    EXPECT_EQ(reply.status, 500);
    EXPECT_THAT(reply.body, HasSubstr("\"code\":\"internal\""));
    EXPECT_THAT(reply.body, HasSubstr(reply.headers.at("x-request-id")));
    EXPECT_THAT(reply.body, Not(HasSubstr("hunter2")));
  }
  const RawReply conflict = client.ask("POST /write-throws HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n");
  EXPECT_EQ(conflict.status, 409);
  EXPECT_THAT(conflict.body, HasSubstr("that is taken"));
  EXPECT_EQ(client.ask(get("/hello")).body, "hello");
}

TEST(Server, HandlersThatWaitInsideCatchKeepTheirExceptions) {
  Running running;
  std::vector<std::thread> threads;
  for (int t = 0; t < 16; ++t) {
    threads.emplace_back([&, t] {
      RawClient client(running.server.port());
      const std::string text = "mine " + std::to_string(t);
      for (int i = 0; i < 50; ++i) ASSERT_EQ(client.ask(get("/waits-in-catch", "X-Text: " + text + "\r\n")).body, text);
    });
  }
  for (std::thread& thread : threads) thread.join();
}

TEST(Server, ManyConnectionsOneAfterAnother) {
  Running running;
  for (int i = 0; i < 2000; ++i) {
    RawClient client(running.server.port());
    ASSERT_EQ(client.ask(get("/hello")).body, "hello") << i;
  }
}

TEST(Server, ManyConnectionsAtOnce) {
  Running running;
  std::vector<std::thread> threads;
  for (int t = 0; t < 64; ++t) {
    threads.emplace_back([&, t] {
      RawClient client(running.server.port());
      for (int i = 0; i < 30; ++i) {
        ASSERT_EQ(client.ask(i % 2 == 0 ? kWrite : get("/items/" + std::to_string(t))).body, i % 2 == 0 ? "7" : std::to_string(t));
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
}

TEST(Server, MoreInFlightThanAllowedIsToldAtOnce) {
  service::Config config = quietConfig();
  config.maxInFlight = 3;
  Running running(config);
  std::vector<std::unique_ptr<RawClient>> waiting;
  for (int i = 0; i < 3; ++i) {
    waiting.push_back(std::make_unique<RawClient>(running.server.port(), 16 << 10));
    waiting.back()->send(get("/stream?n=8000000"));  // nobody takes it yet
  }
  RawClient client(running.server.port());
  RawReply reply;
  for (int i = 0; i < 1000 && reply.status != 503; ++i) {
    reply = client.ask(get("/hello"));
    if (reply.status != 503) std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  EXPECT_EQ(reply.status, 503);
  EXPECT_EQ(reply.headers.at("retry-after"), "1");
  for (auto& each : waiting) EXPECT_EQ(each->receive().body.size(), 8'000'000U);
  EXPECT_EQ(client.ask(get("/hello")).body, "hello");
}

TEST(Server, WhoWaitsForTheWriterTakesNoSlot) {
  service::Config config = quietConfig();
  config.maxInFlight = 2;
  Running running(config);
  running.database.hold(true);
  std::vector<std::unique_ptr<RawClient>> waiting;
  for (int i = 0; i < 5; ++i) {
    waiting.push_back(std::make_unique<RawClient>(running.server.port()));
    waiting.back()->send(kWrite);
  }
  while (running.database.queuedWrites() < 5) std::this_thread::yield();
  RawClient client(running.server.port());
  EXPECT_EQ(client.ask(get("/hello")).body, "hello");
  running.database.hold(false);
  for (auto& each : waiting) EXPECT_EQ(each->receive().body, "7");
  EXPECT_THAT(client.ask(get("/metrics")).body, testing::HasSubstr("http_requests_in_flight 1\n"));
}

TEST(Server, MoreConnectionsThanAllowedAreToldAtOnce) {
  service::Config config = quietConfig();
  config.threads = 1;
  config.maxConnections = 2;
  Running running(config);
  running.database.hold(true);
  RawClient a(running.server.port());
  RawClient b(running.server.port());
  a.send(kWrite);
  b.send(kWrite);
  while (running.database.queuedWrites() < 2) std::this_thread::yield();
  RawClient c(running.server.port());
  EXPECT_EQ(c.receive().status, 503);
  running.database.hold(false);
  EXPECT_EQ(a.receive().body, "7");
  EXPECT_EQ(b.receive().body, "7");
}

TEST(Server, WhoIsIdleForLongestGivesWay) {
  service::Config config = quietConfig();
  config.threads = 1;
  config.maxConnections = 3;
  Running running(config);
  RawClient header(running.server.port());
  header.send("GET /hello HT");
  std::this_thread::sleep_for(std::chrono::milliseconds(300));  // until the server has read it, also on a busy machine
  RawClient a(running.server.port());
  RawClient b(running.server.port());
  EXPECT_EQ(a.ask(get("/hello")).status, 200);
  EXPECT_EQ(b.ask(get("/hello")).status, 200);
  EXPECT_EQ(a.ask(get("/hello")).status, 200);
  RawClient c(running.server.port());
  EXPECT_EQ(c.ask(get("/hello")).status, 200);
  EXPECT_TRUE(b.closes());
  EXPECT_EQ(a.ask(get("/hello")).status, 200);
  running.database.hold(true);
  a.send(kWrite);
  c.send(kWrite);
  for (int i = 0; i < 5000 && running.database.queuedWrites() < 2; ++i) std::this_thread::sleep_for(std::chrono::milliseconds(2));
  ASSERT_EQ(running.database.queuedWrites(), 2U);
  RawClient d(running.server.port());  // nobody is idle any more: who has not even said what it wants goes
  EXPECT_EQ(d.ask(get("/hello")).status, 200);
  EXPECT_TRUE(header.closes());
}

TEST(Server, LateWritesAreNotDone) {
  service::Config config = quietConfig();
  config.requestTimeoutMs = 150;
  Running running(config);
  running.database.hold(true);
  RawClient client(running.server.port());
  client.send(kWrite);
  std::this_thread::sleep_for(std::chrono::milliseconds(300));
  running.database.hold(false);
  EXPECT_EQ(client.receive().status, 503);
}

TEST(Server, TheTimeOfTheUploadIsNotTheRequests) {
  service::Config config = quietConfig();
  config.requestTimeoutMs = 150;
  Running running(config);
  RawClient client(running.server.port());
  client.send("POST /read-and-write HTTP/1.1\r\nHost: x\r\nContent-Length: 6\r\n\r\n");
  for (const char* piece : {"ab", "cd", "ef"}) {
    std::this_thread::sleep_for(std::chrono::milliseconds(150));
    client.send(piece);
  }
  const RawReply reply = client.receive();
  EXPECT_EQ(reply.status, 201);
  EXPECT_EQ(reply.body, "abcdef");
  // But the time after it is.
  running.database.hold(true);
  client.send("POST /read-and-write HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n");
  std::this_thread::sleep_for(std::chrono::milliseconds(200));
  client.send("ab");
  std::this_thread::sleep_for(std::chrono::milliseconds(250));
  running.database.hold(false);
  EXPECT_EQ(client.receive().status, 503);
}

TEST(Server, ReadinessAndHealth) {
  Running running;
  RawClient client(running.server.port());
  EXPECT_EQ(client.ask(get("/readyz")).status, 200);
  running.database.isReady = false;
  const RawReply reply = client.ask(get("/readyz"));
  EXPECT_EQ(reply.status, 503);
  EXPECT_THAT(reply.body, HasSubstr("\"reason\":"));
  EXPECT_EQ(client.ask(get("/healthz")).status, 200);
}

TEST(Server, WhyItIsNotReadyIsLoggedOnce) {
  service::Config config = quietConfig();
  config.logLevel = LogLevel::info;
  testing::internal::CaptureStderr();
  {
    Running running(config);
    RawClient client(running.server.port());
    client.ask(get("/readyz"));
    running.database.isReady = false;
    for (int i = 0; i < 3; ++i) EXPECT_THAT(client.ask(get("/readyz")).body, Not(HasSubstr("the test says so")));
    running.database.isReady = true;
    client.ask(get("/readyz"));
    running.database.isReady = false;
    client.ask(get("/readyz"));
    running.server.stop();
  }
  const std::string log = testing::internal::GetCapturedStderr();
  const std::string line = R"("level":"warn","msg":"not ready","reason":"the test says so"})";
  std::size_t count = 0;
  for (std::size_t at = log.find(line); at != std::string::npos; at = log.find(line, at + 1)) ++count;
  EXPECT_EQ(count, 2U) << log;
  EXPECT_THAT(log, HasSubstr("ready again"));
}

TEST(Server, Metrics) {
  Running running;
  RawClient client(running.server.port());
  for (int i = 0; i < 5; ++i) client.ask(get("/items/" + std::to_string(i)));
  client.ask(get("/nothing/one"));
  client.ask(get("/throws"));
  const std::string text = client.ask(get("/metrics")).body;
  EXPECT_THAT(text, HasSubstr("http_requests_total{method=\"GET\",route=\"/items/{id}\",status=\"2xx\"} 5\n"));
  EXPECT_THAT(text, HasSubstr("http_requests_total{method=\"\",route=\"\",status=\"4xx\"} 1\n"));
  EXPECT_THAT(text, HasSubstr("http_requests_total{method=\"GET\",route=\"/throws\",status=\"5xx\"} 1\n"));
  EXPECT_THAT(text, HasSubstr("http_request_duration_seconds_bucket{method=\"GET\",route=\"/items/{id}\",le=\"+Inf\"} 5\n"));
  EXPECT_THAT(text, HasSubstr("http_requests_in_flight 1\n"));
  EXPECT_THAT(text, HasSubstr("service_build_info{name=\"fake\",version=\"1.0.0\"} 1\n"));
  EXPECT_THAT(text, Not(HasSubstr("/nothing/one")));
}

TEST(Server, Cors) {
  service::Config config = quietConfig();
  config.corsOrigins = {"https://app.example.com"};
  Running running(config);
  RawClient client(running.server.port());
  const std::string origin = "Origin: https://app.example.com\r\n";
  EXPECT_EQ(client.ask(get("/hello", origin)).headers.at("access-control-allow-origin"), "https://app.example.com");
  EXPECT_EQ(client.ask(get("/hello", "Origin: https://evil.example.com\r\n")).headers.count("access-control-allow-origin"), 0U);
  EXPECT_EQ(client.ask(get("/nothing", origin)).headers.at("access-control-allow-origin"), "https://app.example.com");
  const RawReply preflight =
      client.ask("OPTIONS /items/1 HTTP/1.1\r\nHost: x\r\n" + origin + "Access-Control-Request-Method: DELETE\r\n\r\n");
  EXPECT_EQ(preflight.status, 204);
  EXPECT_EQ(preflight.headers.at("access-control-allow-methods"), "GET, HEAD, DELETE, OPTIONS");
}

TEST(Server, StopsUnderLoadWithoutBreakingAnAnswer) {
  Running running;
  std::vector<std::thread> threads;
  std::atomic<int> broken{0};
  std::atomic<int> answered{0};
  for (int t = 0; t < 16; ++t) {
    threads.emplace_back([&] {
      RawClient client(running.server.port());
      for (;;) {
        if (!client.send(kWrite)) return;
        const RawReply reply = client.receive();
        if (reply.status == 0) return;  // closed between two requests
        if (reply.status != 201 || !reply.whole) ++broken;
        ++answered;
        if (reply.headers.count("connection") > 0) return;
      }
    });
  }
  std::this_thread::sleep_for(std::chrono::milliseconds(300));
  running.server.stop();
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(broken, 0);
  EXPECT_GT(answered, 16);
  RawClient late(running.server.port());
  EXPECT_FALSE(late.send(get("/hello")) && late.receive().status != 0);
}

TEST(Server, AnIdleConnectionMaySendOneMoreRequestWhenItStops) {
  service::Config config = quietConfig();
  config.drainIdleMs = 700;
  Running running(config);
  RawClient asks(running.server.port());
  RawClient fresh(running.server.port());
  RawClient silent(running.server.port());
  EXPECT_EQ(asks.ask(get("/hello")).headers.count("connection"), 0U);
  EXPECT_EQ(silent.ask(get("/hello")).status, 200);
  std::thread stops([&] { running.server.stop(); });
  std::this_thread::sleep_for(std::chrono::milliseconds(200));
  for (RawClient* each : {&asks, &fresh}) {
    const RawReply reply = each->ask(get("/hello"));
    EXPECT_EQ(reply.status, 200);
    EXPECT_EQ(reply.headers.at("connection"), "close");
    EXPECT_TRUE(each->closes(300));
  }
  EXPECT_FALSE(silent.closes(100));
  EXPECT_TRUE(silent.closes(2000));
  stops.join();
}

TEST(Server, IdleConnectionsEndAtOnceWhenItStopsUnlessToldOtherwise) {
  Running running;
  RawClient silent(running.server.port());
  EXPECT_EQ(silent.ask(get("/hello")).status, 200);
  running.server.drain();
  EXPECT_TRUE(silent.closes(200));
}

TEST(Server, WhoGotThroughTheDoorIsServedWhenItStops) {
  service::Config config = quietConfig();
  config.threads = 1;
  Running running(config);
  RawClient holder(running.server.port());
  EXPECT_EQ(holder.ask(get("/hello")).status, 200);
  holdLoops();
  holder.send(get("/turn?hold=1"));
  std::this_thread::sleep_for(std::chrono::milliseconds(50));  // the loop is at it
  std::vector<std::unique_ptr<RawClient>> waiting;
  for (int i = 0; i < 300; ++i) {
    waiting.push_back(std::make_unique<RawClient>(running.server.port()));
    waiting.back()->send(get("/hello"));
  }
  running.server.drain();
  releaseLoops();
  int answered = 0;
  for (auto& each : waiting) answered += each->receive().status == 200 ? 1 : 0;
  EXPECT_EQ(answered, 300);
}

TEST(Server, FinishesWhatWaitsWhenItStops) {
  Running running;
  running.database.hold(true);
  RawClient client(running.server.port());
  client.send(kWrite);
  std::this_thread::sleep_for(std::chrono::milliseconds(100));
  running.server.drain();
  EXPECT_FALSE(running.server.waitDrained(100));
  running.database.hold(false);
  const RawReply reply = client.receive();
  EXPECT_EQ(reply.status, 201);
  EXPECT_EQ(reply.headers.at("connection"), "close");
  running.server.stop();
}

TEST(Server, TwoOnOnePortIsAnError) {
  Running running;
  service::Config config = quietConfig();
  config.port = running.server.port();
  FakeDatabase database;
  service::Server second(fakeApplication(), config, database);
  try {
    second.start();
    FAIL() << "it took the port";
  } catch (const std::runtime_error& error) {
    EXPECT_THAT(error.what(), HasSubstr("cannot listen on 127.0.0.1:" + std::to_string(config.port)));
  }
}

TEST(Server, AContextWithoutARequest) {
  Running running;
  const auto context = running.server.makeContext();
  EXPECT_EQ(context->write([](Session&) { return 3; }), 3);
  EXPECT_EQ(context->read([](Session&) { return 4; }), 4);
  EXPECT_THROW(context->write([](Session&) { throw conflict("a", "b"); }), Failure);
  EXPECT_LT(context->now(), context->deadline());
}

TEST(Server, IdleConnectionsAreCheap) {
  Running running;
  std::vector<std::unique_ptr<RawClient>> clients;
  for (int i = 0; i < 500; ++i) {
    clients.push_back(std::make_unique<RawClient>(running.server.port()));
    ASSERT_EQ(clients.back()->ask(get("/hello")).status, 200);
  }
  const std::string text = clients.front()->ask(get("/metrics")).body;
  EXPECT_THAT(text, HasSubstr("http_connections 500\n"));
}

}  // namespace
}  // namespace ingot::rt::test
