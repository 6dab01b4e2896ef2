// Bodies that stream: both ways, with slow clients, and with clients that go.
#include <gtest/gtest.h>
#include <gmock/gmock.h>

#include <fstream>
#include <thread>

#include "fake-app.hpp"
#include "raw-client.hpp"

namespace ingot::rt::test {
namespace {

std::size_t residentKib() {
  std::ifstream status("/proc/self/status");
  std::string word;
  std::size_t value = 0;
  while (status >> word) {
    if (word == "VmRSS:") status >> value;
  }
  return value;
}

std::string chunk(const std::string& bytes) {
  char size[32];
  std::snprintf(size, sizeof size, "%zx\r\n", bytes.size());
  return size + bytes + "\r\n";
}

TEST(Stream, BothWaysAtOnce) {
  service::Config config = quietConfig();
  config.maxBodyBytes = 64 << 20;
  Running running(config);
  RawClient client(running.server.port());
  std::string sent;
  for (int i = 0; i < 500; ++i) sent += std::string(10'000, static_cast<char>('a' + i % 26));
  std::thread sender([&] {
    client.send("POST /stream-echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");
    for (std::size_t at = 0; at < sent.size(); at += 7777) client.send(chunk(sent.substr(at, 7777)));
    client.send("0\r\n\r\n");
  });
  const RawReply reply = client.receive();
  sender.join();
  EXPECT_TRUE(reply.whole);
  EXPECT_EQ(reply.body, sent);
  EXPECT_EQ(client.ask("GET /hello HTTP/1.1\r\nHost: x\r\n\r\n").body, "hello");
}

TEST(Stream, ASlowReaderHoldsTheWriterBack) {
  Running running;
  RawClient client(running.server.port(), 16 << 10);
  const std::size_t before = residentKib();
  client.send("GET /stream?n=200000000 HTTP/1.1\r\nHost: x\r\n\r\n");
  std::this_thread::sleep_for(std::chrono::milliseconds(500));
  EXPECT_LT(residentKib(), before + (20 << 10)) << "the answer of 200 MB piles up";
  RawClient other(running.server.port());
  EXPECT_EQ(other.ask("GET /hello HTTP/1.1\r\nHost: x\r\n\r\n").body, "hello");
}

TEST(Stream, LargeAnswersArriveWhole) {
  Running running;
  RawClient client(running.server.port());
  for (const std::size_t size : {0UL, 1UL, 9'999UL, 10'000UL, 3'000'000UL}) {
    const RawReply reply = client.ask("GET /stream?n=" + std::to_string(size) + " HTTP/1.1\r\nHost: x\r\n\r\n");
    EXPECT_TRUE(reply.whole);
    EXPECT_EQ(reply.body.size(), size);
  }
  RawClient echo(running.server.port());
  const std::string body(1'000'000, 'b');
  std::thread sender([&] { echo.send("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\n" + body); });
  EXPECT_EQ(echo.receive().body, body);
  sender.join();
}

TEST(Stream, AnAnswerThatBreaksOffIsNotWhole) {
  Running running;
  RawClient client(running.server.port());
  const RawReply reply = client.ask("GET /stream-breaks HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(reply.body, "begun");
  EXPECT_FALSE(reply.whole);
}

TEST(Stream, ClientsThatGoInTheMiddle) {
  Running running;
  for (int i = 0; i < 30; ++i) {
    RawClient reading(running.server.port(), 4096);
    reading.send("GET /stream?n=10000000 HTTP/1.1\r\nHost: x\r\n\r\n");
    RawClient sending(running.server.port());
    sending.send("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nabc");
    RawClient both(running.server.port());
    both.send("POST /stream-echo HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nabc");
    RawClient writing(running.server.port());
    writing.send("POST /write HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n");
    if (i % 2 == 0) std::this_thread::sleep_for(std::chrono::milliseconds(3));
    for (RawClient* client : {&reading, &sending, &both, &writing}) i % 3 == 0 ? client->shutdownSend() : client->reset();
  }
  RawClient client(running.server.port());
  EXPECT_EQ(client.ask("GET /hello HTTP/1.1\r\nHost: x\r\n\r\n").body, "hello");
}

TEST(Stream, AHalfClosedClientStillGetsItsAnswer) {
  Running running;
  RawClient client(running.server.port());
  client.send("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc");
  client.shutdownSend();
  EXPECT_EQ(client.receive().body, "abc");
}

TEST(Stream, ABodyThatEndsTooSoonIsAnError) {
  Running running;
  RawClient client(running.server.port());
  client.send("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nabc");
  client.shutdownSend();
  EXPECT_EQ(client.receive().status, 400);
}

TEST(Stream, ADrippedBodyEndsToo) {
  service::Config config = quietConfig();
  config.bodyTimeoutMs = 200;
  Running running(config);
  RawClient client(running.server.port());
  client.send("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n");
  std::thread dripper([&] {
    for (int i = 0; i < 60 && client.send("x"); ++i) std::this_thread::sleep_for(std::chrono::milliseconds(50));
  });
  EXPECT_EQ(client.receive().status, 408);
  dripper.join();
}

}  // namespace
}  // namespace ingot::rt::test
