// Clients that take or send too little, and what they may cost the others.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <chrono>
#include <fstream>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "fake-app.hpp"
#include "net/connection.hpp"
#include "raw-client.hpp"

namespace ingot::rt::test {
namespace {

constexpr int kSmallWindow = 16 << 10;

std::string getBig(std::size_t bytes) { return "GET /big?n=" + std::to_string(bytes) + " HTTP/1.1\r\nHost: x\r\n\r\n"; }

void pause(int milliseconds) { std::this_thread::sleep_for(std::chrono::milliseconds(milliseconds)); }

service::Config oneLoop() {
  service::Config config = quietConfig();
  config.threads = 1;
  return config;
}

// Reads so many bytes at a time, with a pause between; how many came before the connection ended or `most` were there.
std::size_t readSlowly(const RawClient& client, std::size_t piece, int pauseMs, std::size_t most) {
  std::string room(piece, 0);
  std::size_t all = 0;
  while (all < most) {
    const ssize_t count = ::recv(client.native(), room.data(), room.size(), 0);
    if (count <= 0) break;
    all += static_cast<std::size_t>(count);
    pause(pauseMs);
  }
  return all;
}

TEST(SlowClient, PatienceGrowsWithWhatHasGoneOver) {
  EXPECT_EQ(net::patienceMs(30'000, 0), 30'000);
  EXPECT_EQ(net::patienceMs(30'000, 4096), 31'000);
  EXPECT_EQ(net::patienceMs(30'000, 1 << 20), 30'000 + 256'000);
}

TEST(SlowClient, WhoReadsNothingForLongestIsCutWhenTooMuchWaits) {
  service::Config config = oneLoop();
  config.maxPendingBytes = 8 << 20;
  Running running(config);
  constexpr std::size_t kAnswer = 2'000'000;
  std::vector<std::unique_ptr<RawClient>> clients;
  for (int i = 0; i < 12; ++i) {
    clients.push_back(std::make_unique<RawClient>(running.server.port(), kSmallWindow));
    clients.back()->send(getBig(kAnswer));
    pause(20);
  }
  std::string whole;
  for (auto& each : clients) whole += each->receive().whole ? 'y' : 'n';
  EXPECT_EQ(whole, "nnnnnnnnyyyy") << "the last four fit into the budget";
  RawClient other(running.server.port());
  EXPECT_EQ(other.ask(getBig(kAnswer)).body.size(), kAnswer);
}

TEST(SlowClient, AnAnswerLargerThanTheBudgetReachesWhoReads) {
  service::Config config = oneLoop();
  config.maxPendingBytes = 4 << 20;
  Running running(config);
  RawClient small(running.server.port(), kSmallWindow);
  small.send(getBig(1'000'000));
  RawClient large(running.server.port(), kSmallWindow);
  large.send(getBig(20'000'000));
  pause(200);
  EXPECT_TRUE(large.receive().whole);
  EXPECT_TRUE(small.receive().whole) << "one large answer does not push out the others";
}

TEST(SlowClient, WhatIsTakenIsNoLongerCounted) {
  service::Config config = oneLoop();
  config.maxPendingBytes = 4 << 20;
  Running running(config);
  RawClient first(running.server.port(), kSmallWindow);
  first.send(getBig(1'500'000));
  pause(50);
  for (int i = 0; i < 20; ++i) {
    RawClient next(running.server.port(), kSmallWindow);
    next.send(getBig(1'500'000));
    pause(20);
    if (i % 2 == 0) continue;  // it goes away
    EXPECT_TRUE(next.receive().whole);
  }
  EXPECT_TRUE(first.receive().whole);
}

TEST(SlowClient, WhoReadsNothingIsCutInTheEnd) {
  service::Config config = oneLoop();
  config.bodyTimeoutMs = 300;
  Running running(config);
  RawClient client(running.server.port(), kSmallWindow);
  client.send(getBig(3'000'000));
  pause(900);
  EXPECT_FALSE(client.receive().whole);
}

// The system takes 64 KiB at a time for a slow client, and that has to count as progress.
TEST(SlowClient, WhoReadsSlowlyButReadsIsServed) {
  service::Config config = oneLoop();
  config.bodyTimeoutMs = 500;
  Running running(config);
  RawClient client(running.server.port(), kSmallWindow);
  client.send(getBig(1'000'000));
  EXPECT_GT(readSlowly(client, 8192, 16, 1'000'000), 999'999U);  // twice the body's time
}

// Makes the system take little at a time for the server's end of this connection, so that little is seen to go.
void shrinkSendBuffer(const RawClient& client) {
  sockaddr_in wanted{};
  socklen_t length = sizeof wanted;
  ::getsockname(client.native(), reinterpret_cast<sockaddr*>(&wanted), &length);
  for (int native = 0; native < 1024; ++native) {
    sockaddr_in peer{};
    length = sizeof peer;
    if (::getpeername(native, reinterpret_cast<sockaddr*>(&peer), &length) != 0 || peer.sin_port != wanted.sin_port) continue;
    const int least = 1;
    ::setsockopt(native, SOL_SOCKET, SO_SNDBUF, &least, sizeof least);
  }
}

TEST(SlowClient, AnAnswerBelowTheLeastRateIsGivenUp) {
  service::Config config = oneLoop();
  config.bodyTimeoutMs = 2'500;
  Running running(config);
  RawClient client(running.server.port(), 1);
  ASSERT_EQ(client.ask("GET /hello HTTP/1.1\r\nHost: x\r\n\r\n").status, 200);
  shrinkSendBuffer(client);
  client.send(getBig(1'000'000));
  // Fifteen hundred bytes a second: some progress in every two seconds, but too little.
  EXPECT_LT(readSlowly(client, 75, 50, 15'000), 15'000U);
}

TEST(SlowClient, ABodyBelowTheLeastRateIsGivenUp) {
  service::Config config = oneLoop();
  config.bodyTimeoutMs = 200;
  Running running(config);
  RawClient client(running.server.port());
  client.send("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n");
  const auto began = std::chrono::steady_clock::now();
  std::thread dripper([&] {  // a thousand bytes a second
    for (int i = 0; i < 40 && client.send(std::string(50, 'x')); ++i) pause(50);
  });
  EXPECT_EQ(client.receive().status, 408);
  EXPECT_LT(std::chrono::steady_clock::now() - began, std::chrono::milliseconds(1500));
  dripper.join();
}

// What stands in the line of a chunk is none of the body, so it wins no time.
TEST(SlowClient, ADrippedLineOfAChunkEndsToo) {
  service::Config config = oneLoop();
  config.bodyTimeoutMs = 300;
  Running running(config);
  RawClient client(running.server.port());
  client.send("POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5;a=");
  const auto began = std::chrono::steady_clock::now();
  std::thread dripper([&] {
    for (int i = 0; i < 50 && client.send("b"); ++i) pause(50);
  });
  EXPECT_EQ(client.receive().status, 408);
  EXPECT_LT(std::chrono::steady_clock::now() - began, std::chrono::milliseconds(1500));
  dripper.join();
}

std::string postHeader(std::size_t bytes) {
  return "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: " + std::to_string(bytes) + "\r\n\r\n";
}
const std::string kHello = "GET /hello HTTP/1.1\r\nHost: x\r\n\r\n";

TEST(SlowClient, BodiesThatDoNotArriveHoldNoSlot) {
  service::Config config = oneLoop();
  config.maxInFlight = 2;
  Running running(config);
  std::vector<std::unique_ptr<RawClient>> waiting;
  for (int i = 0; i < 10; ++i) {
    waiting.push_back(std::make_unique<RawClient>(running.server.port()));
    waiting.back()->send(postHeader(6) + "abc");
  }
  pause(100);
  RawClient client(running.server.port());
  EXPECT_EQ(client.ask(kHello).body, "hello");
  const std::string metrics = client.ask("GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n").body;
  EXPECT_THAT(metrics, testing::HasSubstr("http_requests_waiting_for_body 10\n"));
  for (auto& each : waiting) each->send("def");
  for (auto& each : waiting) EXPECT_EQ(each->receive().body, "abcdef");
  EXPECT_THAT(client.ask("GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n").body, testing::HasSubstr("http_requests_in_flight 1\n"));
}

TEST(SlowClient, TooManyBodiesThatWaitPushOutTheLongest) {
  service::Config config = oneLoop();
  config.maxWaitingBodies = 3;
  Running running(config);
  std::vector<std::unique_ptr<RawClient>> waiting;
  for (int i = 0; i < 5; ++i) {
    waiting.push_back(std::make_unique<RawClient>(running.server.port()));
    waiting.back()->send(postHeader(6));
    pause(20);
    // The first of all goes on sending: it is not the one that waits longest.
    waiting.front()->send("a");
    pause(20);
  }
  for (auto& each : waiting) each->send("abcdef");
  std::vector<int> statuses;
  for (auto& each : waiting) statuses.push_back(each->receive().status);
  EXPECT_EQ(statuses, (std::vector<int>{200, 408, 408, 200, 200}));
}

TEST(SlowClient, BodiesThatAreKeptHaveABudget) {
  service::Config config = oneLoop();
  config.maxPendingBytes = 2 << 20;
  Running running(config);
  std::vector<std::unique_ptr<RawClient>> keeping;
  for (int i = 0; i < 2; ++i) {
    keeping.push_back(std::make_unique<RawClient>(running.server.port()));
    keeping.back()->send(postHeader(1'000'000) + std::string(990'000, 'k'));
  }
  pause(200);
  RawClient newcomer(running.server.port());
  newcomer.send(postHeader(200'000) + std::string(200'000, 'n'));
  const RawReply refused = newcomer.receive();
  EXPECT_EQ(refused.status, 503);
  EXPECT_EQ(refused.headers.at("retry-after"), "1");
  RawClient other(running.server.port());
  EXPECT_EQ(other.ask(kHello).body, "hello");
  keeping.front()->send(std::string(10'000, 'k'));
  EXPECT_EQ(keeping.front()->receive().body.size(), 1'000'000U);
  RawClient next(running.server.port());
  next.send(postHeader(200'000) + std::string(200'000, 'n'));
  EXPECT_EQ(next.receive().status, 200) << "there is room again";
}

TEST(SlowClient, BodiesThatStandStillMakeRoomForOthers) {
  service::Config config = oneLoop();
  config.maxPendingBytes = 2 << 20;
  Running running(config);
  std::vector<std::unique_ptr<RawClient>> keeping;
  for (int i = 0; i < 2; ++i) {
    keeping.push_back(std::make_unique<RawClient>(running.server.port()));
    keeping.back()->send(postHeader(1'000'000) + std::string(990'000, 'k'));
    pause(100);  // the first is the slower one
  }
  pause(1'300);
  RawClient newcomer(running.server.port());
  newcomer.send(postHeader(200'000) + std::string(200'000, 'n'));
  EXPECT_EQ(newcomer.receive().status, 200);
  EXPECT_EQ(keeping[0]->receive().status, 408);
  keeping[1]->send(std::string(10'000, 'k'));
  EXPECT_EQ(keeping[1]->receive().status, 200);
}

// Each of them sends something all the time, and both are faster than the least rate.
TEST(SlowClient, TheSlowestBodyMakesRoomForOthers) {
  service::Config config = oneLoop();
  config.maxPendingBytes = 2 << 20;
  Running running(config);
  RawClient slow(running.server.port());
  RawClient fast(running.server.port());
  slow.send(postHeader(1'000'000) + std::string(890'000, 's'));
  fast.send(postHeader(1'000'000) + std::string(990'000, 'f'));
  for (int i = 0; i < 30; ++i) {
    slow.send("s");
    fast.send("f");
    pause(50);
  }
  RawClient newcomer(running.server.port());
  EXPECT_EQ(newcomer.ask(postHeader(400'000) + std::string(400'000, 'n')).status, 200);
  fast.send(std::string(10'000 - 30, 'f'));
  EXPECT_EQ(fast.receive().body.size(), 1'000'000U);
  EXPECT_EQ(slow.receive().status, 408);
}

TEST(SlowClient, ASmallBodyNeedsNoRoom) {
  service::Config config = oneLoop();
  config.maxPendingBytes = 2 << 20;
  Running running(config);
  std::vector<std::unique_ptr<RawClient>> keeping;
  for (int i = 0; i < 3; ++i) {
    keeping.push_back(std::make_unique<RawClient>(running.server.port()));
    keeping.back()->send(postHeader(1'000'000) + std::string(698'000, 'k'));
  }
  pause(200);
  RawClient large(running.server.port());
  EXPECT_EQ(large.ask(postHeader(100'000) + std::string(100'000, 'n')).status, 503);
  RawClient small(running.server.port());
  EXPECT_EQ(small.ask(postHeader(16'384) + std::string(16'384, 'n')).status, 200);
}

TEST(SlowClient, ABodyLargerThanTheBudgetArrives) {
  service::Config config = oneLoop();
  config.maxPendingBytes = 1 << 20;
  config.maxBodyBytes = 8 << 20;
  Running running(config);
  RawClient client(running.server.port());
  std::thread sender([&] { client.send(postHeader(5'000'000) + std::string(5'000'000, 'l')); });
  EXPECT_EQ(client.receive().body.size(), 5'000'000U);
  sender.join();
}

TEST(SlowClient, OperatorsAreAnsweredWhenTooManyAreInFlight) {
  service::Config config = oneLoop();
  config.maxInFlight = 2;
  Running running(config);
  RawClient a(running.server.port(), kSmallWindow);
  RawClient b(running.server.port(), kSmallWindow);
  for (RawClient* each : {&a, &b}) each->send("GET /stream?n=8000000 HTTP/1.1\r\nHost: x\r\n\r\n");
  pause(100);
  RawClient client(running.server.port());
  EXPECT_EQ(client.ask(kHello).status, 503);
  for (const char* path : {"/healthz", "/readyz", "/metrics"})
    EXPECT_EQ(client.ask(std::string("GET ") + path + " HTTP/1.1\r\nHost: x\r\n\r\n").status, 200) << path;
}

}  // namespace
}  // namespace ingot::rt::test
