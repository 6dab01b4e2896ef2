// Long reads let others run: when they are asked, and what happens when there is no turn for them.
#include <algorithm>
#include <chrono>
#include <functional>
#include <thread>

#include "store-fixture.hpp"

namespace ingot::rt::store {
namespace {

constexpr std::int64_t kLong = 2'000'000;  // some hundred milliseconds

void countTo(Session& session, std::int64_t end) {
  session.run("WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c WHERE i < $1) SELECT max(i) FROM c", Params(end),
              [&](const Row& row) {
                std::int64_t last = 0;
                row.read(last);
                EXPECT_EQ(last, end);
              });
}

class CallsBack final : public Turns {
 public:
  explicit CallsBack(std::function<bool()> call) : call_(std::move(call)) {}
  bool yield() noexcept override { return call_(); }

 private:
  std::function<bool()> call_;
};

class TurnsTest : public StoreTest {};

TEST_F(TurnsTest, ALongStatementAsksOftenAndAShortOneNever) {
  int asked = 0;
  CallsBack turns([&] { return ++asked > 0; });
  database_->read([](Session& session) { countTo(session, 10); }, &turns);
  EXPECT_EQ(asked, 0);
  database_->read([](Session& session) { countTo(session, kLong); }, &turns);
  EXPECT_GT(asked, 10);
}

TEST_F(TurnsTest, ManyShortStatementsAskToo) {
  int asked = 0;
  CallsBack turns([&] { return ++asked > 0; });
  database_->read(
      [](Session& session) {
        for (int i = 0; i < 20'000; ++i) countTo(session, 3);
      },
      &turns);
  EXPECT_GT(asked, 2);
}

// Few instructions between them, and time goes by in their reader: as with large rows.
TEST_F(TurnsTest, FewRowsThatTakeLongAskToo) {
  int asked = 0;
  CallsBack turns([&] { return ++asked > 0; });
  const auto slowRows = [](Session& session) {
    session.run("VALUES (1), (2), (3), (4), (5)", Params(),
                [](const Row&) { std::this_thread::sleep_for(std::chrono::milliseconds(3)); });
  };
  database_->read(slowRows, &turns);
  EXPECT_EQ(asked, 5);
  CallsBack none([] { return false; });
  EXPECT_EQ(failureOf([&] { database_->read(slowRows, &none); }).message(), "too many slow reads");
  database_->read(slowRows);
}

TEST_F(TurnsTest, WithoutATurnTheReadFailsAndTheConnectionIsGoodForTheNext) {
  CallsBack none([] { return false; });
  const Failure failure = failureOf([&] { database_->read([](Session& session) { countTo(session, kLong); }, &none); });
  EXPECT_EQ(failure.status(), 503);
  EXPECT_EQ(failure.code(), "overloaded");
  EXPECT_EQ(failure.message(), "too many slow reads");
  ASSERT_EQ(failure.headers().size(), 1U);
  const Failure between = failureOf([&] {
    database_->read(
        [](Session& session) {
          for (int i = 0; i < 1'000'000; ++i) countTo(session, 3);
        },
        &none);
  });
  EXPECT_EQ(between.code(), "overloaded");
  database_->read([](Session& session) { countTo(session, kLong); });  // nobody is asked any more
}

// A thread whose long reads all wait for their turn begins one more: each needs a connection, none may be waited for.
TEST_F(TurnsTest, EachReadThatWaitsForItsTurnHasAConnection) {
  database_.reset();
  options_.readers = 1;
  options_.statementTimeoutMs = 60'000;
  open();
  std::size_t depth = 0;
  std::size_t deepest = 0;
  std::function<void(Turns*)> readMore;
  CallsBack turns([&] {
    if (depth <= kMostParkedReads && deepest <= kMostParkedReads) readMore(&turns);
    return true;
  });
  readMore = [&](Turns* each) {
    deepest = std::max(deepest, ++depth);
    database_->read([](Session& session) { countTo(session, 300'000); }, each);
    --depth;
  };
  readMore(&turns);
  EXPECT_EQ(deepest, kMostParkedReads + 1);
}

TEST_F(TurnsTest, WhoTakesTurnsNeverWaitsForAConnection) {
  database_.reset();
  options_.readers = 1;
  open();
  std::function<void(std::size_t)> nest;
  CallsBack turns([] { return true; });
  nest = [&](std::size_t depth) {
    if (depth == 0) {
      const auto began = std::chrono::steady_clock::now();
      EXPECT_EQ(failureOf([&] { database_->read([](Session&) {}, &turns); }).code(), "overloaded");
      EXPECT_LT(std::chrono::steady_clock::now() - began, std::chrono::seconds(2));
      return;
    }
    database_->read([&](Session&) { nest(depth - 1); }, &turns);
  };
  nest(kMostParkedReads + 1);
}

TEST_F(TurnsTest, TheTimeOfAStatementGoesOnWhileItWaits) {
  database_.reset();
  options_.statementTimeoutMs = 100;
  open();
  CallsBack slow([] {
    std::this_thread::sleep_for(std::chrono::milliseconds(30));
    return true;
  });
  int asked = 0;
  CallsBack counted([&] { return ++asked > 0 && slow.yield(); });
  const Failure failure =
      failureOf([&] { database_->read([](Session& session) { countTo(session, 1'000'000'000); }, &counted); });
  EXPECT_EQ(failure.code(), "timeout");
  EXPECT_LT(asked, 6);
}

}  // namespace
}  // namespace ingot::rt::store
