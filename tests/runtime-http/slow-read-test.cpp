// Reads that take long, beside others on the same loop.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <stdlib.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "fake-app.hpp"
#include "raw-client.hpp"

namespace ingot::rt::test {
namespace {

using Clock = std::chrono::steady_clock;
using testing::HasSubstr;

constexpr std::int64_t kEndless = 1'000'000'000;  // minutes

std::int64_t millisecondsSince(Clock::time_point began) {
  return std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - began).count();
}

// Counts to ?n in one statement.
Response countTo(Context& context, Request& request) {
  const std::int64_t end = std::stoll(request.query().at(0).value);
  const std::int64_t last = context.read([&](Session& session) {
    std::int64_t result = 0;
    session.run("WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c WHERE i < $1) SELECT max(i) FROM c", Params(end),
                [&](const Row& row) { row.read(result); });
    return result;
  });
  return {200, "text/plain", std::to_string(last)};
}

// What a write does runs on the writer's thread, which has no loop.
Response countInWrite(Context& context, Request& request) {
  return context.write([&](Session&) { return countTo(context, request); });
}

constexpr Route kRoutes[] = {{Method::get, "/count", countTo}, {Method::get, "/count-in-write", countInWrite}};
const Application kApplication{"slow", "1.0.0", {}, kRoutes, {}};

std::string count(std::int64_t end) { return "GET /count?n=" + std::to_string(end) + " HTTP/1.1\r\nHost: x\r\n\r\n"; }

bool isAnswered(const RawClient& client) {
  pollfd ready{client.native(), POLLIN, 0};
  return ::poll(&ready, 1, 0) > 0;
}

// One loop on an SQLite file.
class SlowRead : public ::testing::Test {
 protected:
  SlowRead() {
    char name[] = "/tmp/ingot-slow-read-XXXXXX";
    folder_ = ::mkdtemp(name);
    config_ = quietConfig();
    config_.threads = 1;
    config_.statementTimeoutMs = 20'000;
  }
  ~SlowRead() override {
    server_.reset();
    database_.reset();
    std::filesystem::remove_all(folder_);
  }
  void start() {
    store::Options options;
    options.url = "sqlite:" + folder_ + "/app.db";
    options.statementTimeoutMs = config_.statementTimeoutMs;
    options.readers = 1;
    database_ = store::open(options);
    server_ = std::make_unique<service::Server>(kApplication, config_, *database_);
    server_->start();
  }
  std::unique_ptr<RawClient> client() { return std::make_unique<RawClient>(server_->port()); }
  std::unique_ptr<RawClient> slow(std::int64_t end) {
    auto made = client();
    made->send(count(end));
    pause(60);
    return made;
  }
  static void pause(int milliseconds) { std::this_thread::sleep_for(std::chrono::milliseconds(milliseconds)); }

  std::string folder_;
  service::Config config_;
  std::unique_ptr<store::Database> database_;
  std::unique_ptr<service::Server> server_;
};

TEST_F(SlowRead, OthersAreAnsweredMeanwhile) {
  start();
  const auto long_ = slow(8'000'000);
  const auto quick = client();
  std::int64_t longest = 0;
  for (int i = 0; i < 50; ++i) {
    const auto began = Clock::now();
    ASSERT_EQ(quick->ask(count(3)).body, "3");
    longest = std::max(longest, millisecondsSince(began));
  }
  EXPECT_FALSE(isAnswered(*long_)) << "it has to be at it still, or this shows nothing";
  EXPECT_LT(longest, 600);
  EXPECT_EQ(long_->receive().body, "8000000");
}

TEST_F(SlowRead, ThirtyTwoTakeTurnsAndQuickOnesAreAnswered) {
  config_.statementTimeoutMs = 5'000;
  start();
  std::vector<std::unique_ptr<RawClient>> many;
  for (int i = 0; i < 32; ++i) {
    many.push_back(client());
    many.back()->send(count(kEndless));
  }
  pause(1'000);
  for (const auto& each : many) ASSERT_FALSE(isAnswered(*each)) << "none of them is refused";
  const auto other = client();
  const RawReply refused = other->ask(count(kEndless));
  EXPECT_EQ(refused.status, 503);
  EXPECT_THAT(refused.body, HasSubstr("too many slow reads"));
  EXPECT_EQ(refused.headers.at("retry-after"), "1");
  for (int i = 0; i < 20; ++i) ASSERT_EQ(other->ask(count(3)).body, "3");
  EXPECT_EQ(other->ask("GET /readyz HTTP/1.1\r\nHost: x\r\n\r\n").status, 200);
  EXPECT_FALSE(isAnswered(*many.front()));
  for (const auto& each : many) EXPECT_THAT(each->receive().body, HasSubstr("the database took too long"));
  EXPECT_EQ(other->ask(count(300'000)).body, "300000") << "there is room again";
}

TEST_F(SlowRead, AStatementHasItsTimeAndNoMore) {
  config_.statementTimeoutMs = 300;
  start();
  const auto began = Clock::now();
  const auto long_ = slow(kEndless);
  const RawReply reply = long_->receive();
  EXPECT_EQ(reply.status, 503);
  EXPECT_THAT(reply.body, HasSubstr("\"code\":\"timeout\""));
  EXPECT_LT(millisecondsSince(began), 2'000);
}

TEST_F(SlowRead, WhatWaitsForItsTurnIsFinishedBeforeTheEnd) {
  config_.drainTimeoutMs = 20'000;
  start();
  const auto one = slow(3'000'000);
  const auto two = slow(3'000'000);
  server_->stop();
  for (RawClient* each : {one.get(), two.get()}) {
    const RawReply reply = each->receive();
    EXPECT_EQ(reply.body, "3000000");
    EXPECT_EQ(reply.headers.at("connection"), "close");
  }
}

TEST_F(SlowRead, WhatTakesTooLongDoesNotHoldTheEndUp) {
  config_.statementTimeoutMs = 60'000;
  config_.drainTimeoutMs = 200;
  start();
  std::vector<std::unique_ptr<RawClient>> some;
  for (int i = 0; i < 3; ++i) some.push_back(slow(kEndless));
  const auto began = Clock::now();
  server_->stop();
  EXPECT_LT(millisecondsSince(began), 3'000);
  for (const auto& each : some) EXPECT_EQ(each->receive().status, 0);
}

TEST_F(SlowRead, AClientThatGoesHarmsNobody) {
  config_.statementTimeoutMs = 1'500;
  start();
  for (int i = 0; i < 5; ++i) slow(kEndless)->reset();
  const auto quick = client();
  EXPECT_EQ(quick->ask(count(3)).body, "3");
  pause(1'700);
  EXPECT_EQ(quick->ask(count(100'000)).body, "100000");
}

TEST_F(SlowRead, AReadOnTheWritersThreadGoesOn) {
  start();
  const auto one = client();
  EXPECT_EQ(one->ask("GET /count-in-write?n=1000000 HTTP/1.1\r\nHost: x\r\n\r\n").body, "1000000");
}

TEST_F(SlowRead, AContextWithoutARequestReadsToItsEnd) {
  start();
  const auto context = server_->makeContext();
  EXPECT_EQ(context->read([](Session& session) {
    std::int64_t result = 0;
    session.run("WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c WHERE i < 1000000) SELECT max(i) FROM c", Params(),
                [&](const Row& row) { row.read(result); });
    return result;
  }),
            1'000'000);
}

}  // namespace
}  // namespace ingot::rt::test
