// The writer: groups, failures inside groups, limits, two threads.
#include <atomic>
#include <thread>

#include <gmock/gmock.h>

#include "store-fixture.hpp"
#include "store/sqlite/slow-statements.hpp"

namespace ingot::rt::store {
namespace {

constexpr std::string_view kEndlessInsert =
    "INSERT INTO projects (id, name, row_version) WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 "
    "FROM n)"
    " SELECT randomblob(16), 'p' || i, 1 FROM n";

// Keeps the writer busy until it is opened, so that what is queued meanwhile becomes one group.
class Gate {
 public:
  explicit Gate(Database& database) {
    database.write(work_, waiting_);
    while (database.queuedWrites() > 0) std::this_thread::yield();  // it is the writer's now, alone
  }
  void open() {
    open_ = true;
    open_.notify_all();
    waiting_.wait();
  }

 private:
  std::atomic<bool> open_ = false;
  struct Work {
    std::atomic<bool>& open;
    void operator()(Session&) const { open.wait(false); }
  };
  Work hold_{open_};
  FunctionRef<void(Session&)> work_{hold_};
  Waiting waiting_;
};

TEST_F(StoreTest, OneFailingWriteNeverTouchesItsNeighbours) {
  Gate gate(*database_);
  std::vector<Waiting> waiting(5);
  const auto insert = [&](std::string_view name) {
    return [this, name](Session& session) {
      session.execute(kInsertProject, Params(newUuid(), name, std::int64_t{1}), &kProjects);
    };
  };
  const auto first = insert("a");
  const auto second = insert("b");
  const auto again = insert("a");
  const auto broken = [&](Session& session) { first(session); };
  const auto halfway = [](Session& session) {
    session.execute(kInsertProject, Params(newUuid(), "half", std::int64_t{1}), &kProjects);
    throw std::runtime_error("changed my mind");
  };
  database_->write(first, waiting[0]);
  database_->write(again, waiting[1]);
  database_->write(second, waiting[2]);
  database_->write(broken, waiting[3]);
  database_->write(halfway, waiting[4]);
  gate.open();
  EXPECT_NO_THROW(waiting[0].wait());
  EXPECT_EQ(failureOf([&] { waiting[1].wait(); }).code(), "not_unique");
  EXPECT_NO_THROW(waiting[2].wait());
  EXPECT_EQ(failureOf([&] { waiting[3].wait(); }).code(), "not_unique");
  EXPECT_THROW(waiting[4].wait(), std::runtime_error);
  EXPECT_EQ(count("projects"), 2);
}

TEST_F(StoreTest, NeighboursSurviveALostTransaction) {
  database_.reset();
  options_.statementTimeoutMs = 60;
  open();
  Gate gate(*database_);
  Waiting before;
  Waiting lost;
  Waiting after;
  int runs = 0;
  const auto insertBefore = [&](Session& session) {
    ++runs;
    session.execute(kInsertProject, Params(newUuid(), "before", std::int64_t{1}), &kProjects);
  };
  const auto endless = [](Session& session) { session.execute(Statement{kEndlessInsert}, Params()); };
  const auto insertAfter = [](Session& session) {
    session.execute(kInsertProject, Params(newUuid(), "after", std::int64_t{1}), &kProjects);
  };
  database_->write(insertBefore, before);
  database_->write(endless, lost);
  database_->write(insertAfter, after);
  gate.open();
  EXPECT_NO_THROW(before.wait());
  EXPECT_EQ(failureOf([&] { lost.wait(); }).code(), "timeout");
  EXPECT_NO_THROW(after.wait());
  EXPECT_EQ(runs, 2) << "SQLite gave up the transaction, so the neighbour ran again";
  EXPECT_EQ(count("projects"), 2);
}

// A write that its time cuts, and that no other of these is.
struct Endless {
  std::int64_t number = 0;
  void operator()(Session& session) const {
    session.run("INSERT INTO projects (id, name, row_version) WITH RECURSIVE n (i) AS (SELECT $1 UNION ALL SELECT i + 1 FROM n) "
                "SELECT randomblob(16), 'p' || i, 1 FROM n",
                Params(number), [](const Row&) {});
  }
};

TEST_F(StoreTest, WritesThatAreCutHoldNobodyElseUp) {
  database_.reset();
  options_.statementTimeoutMs = 150;
  open();
  Gate gate(*database_);
  std::mutex mutex;
  std::vector<std::string> order;
  struct Named final : WriteListener {
    void onWritten(std::exception_ptr error) noexcept override {
      const std::lock_guard lock(*mutex);
      order->push_back((error ? "cut " : "done ") + name);
    }
    std::mutex* mutex = nullptr;
    std::vector<std::string>* order = nullptr;
    std::string name;
  };
  const auto insert = [](Session& session) {
    session.execute(kInsertProject, Params(newUuid(), format(newUuid()), std::int64_t{1}), &kProjects);
  };
  const Endless endless[] = {{1'000'000}, {2'000'000}, {3'000'000}};
  Named named[6];
  const char* const names[] = {"a", "1", "b", "2", "3", "c"};
  for (int i = 0; i < 6; ++i) {
    named[i].mutex = &mutex;
    named[i].order = &order;
    named[i].name = names[i];
  }
  database_->write(insert, named[0]);
  database_->write(endless[0], named[1]);
  database_->write(insert, named[2]);
  database_->write(endless[1], named[3]);
  database_->write(endless[2], named[4]);
  database_->write(insert, named[5]);
  gate.open();
  writeNow(*database_, [](Session&) {});
  EXPECT_THAT(order, testing::ElementsAre("cut 1", "done a", "done b", "cut 2", "cut 3", "done c"));
  EXPECT_EQ(count("projects"), 3);
}

TEST_F(StoreTest, WhatWasCutIsRefusedWhenItComesAgain) {
  database_.reset();
  options_.statementTimeoutMs = 100;
  open();
  EXPECT_EQ(failureOf([&] { writeNow(*database_, Endless{1}); }).code(), "timeout");
  const Failure again = failureOf([&] { writeNow(*database_, Endless{1}); });
  EXPECT_EQ(again.status(), 503);
  EXPECT_EQ(again.code(), "overloaded");
  EXPECT_THAT(again.headers(), testing::ElementsAre(testing::Pair("Retry-After", "30")));
  EXPECT_EQ(failureOf([&] { writeNow(*database_, Endless{2}); }).code(), "timeout") << "it has other values";
  EXPECT_NO_THROW(project("a"));
}

TEST(SlowStatements, AreFewAndForgottenInTime) {
  sqlite::SlowStatements slow;
  const Params values(std::int64_t{1}, "text", 0.5, newUuid());
  EXPECT_FALSE(slow.has("a", values, 0));
  slow.remember("a", values, 0);
  EXPECT_TRUE(slow.has("a", values, 29'999'999));
  EXPECT_FALSE(slow.has("b", values, 29'999'999));
  EXPECT_FALSE(slow.has("a", Params(std::int64_t{1}), 29'999'999));
  EXPECT_FALSE(slow.has("a", values, 30'000'000));
  for (std::int64_t i = 0; i <= 64; ++i) slow.remember("many", Params(i), 0);
  EXPECT_FALSE(slow.has("many", Params(std::int64_t{0}), 1));
  EXPECT_TRUE(slow.has("many", Params(std::int64_t{1}), 1));
  EXPECT_TRUE(slow.has("many", Params(std::int64_t{64}), 1));
}

TEST_F(StoreTest, AFailedCommitFailsTheWholeGroup) {
  Gate gate(*database_);
  const Uuid owner = newUuid();
  const auto fine = [&](Session& session) {
    session.execute(kInsertProject, Params(owner, "a", std::int64_t{1}), &kProjects);
  };
  const auto late = [](Session& session) {
    session.execute(Statement{"PRAGMA defer_foreign_keys = ON"}, Params());
    session.execute(kInsertDoc,
                    Params(newUuid(), newUuid(), std::nullopt, "x", std::int64_t{1}, std::int64_t{1}),
                    &kDocs);
  };
  Waiting first;
  Waiting conflict;
  Waiting broken;
  database_->write(fine, first);
  database_->write(fine, conflict);
  database_->write(late, broken);
  gate.open();
  EXPECT_THROW(first.wait(), std::exception);
  EXPECT_NE(failureOf([&] { conflict.wait(); }).code(), "not_unique")
      << "what it collided with was never stored";
  EXPECT_THROW(broken.wait(), std::exception);
  EXPECT_EQ(count("projects"), 0);
  EXPECT_NO_THROW(project("a")) << "the writer goes on";
}

TEST_F(StoreTest, AFullDiskFailsHonestly) {
  project("small");
  std::int64_t pages = 0;
  writeNow(*database_, [&](Session& session) {
    session.run("PRAGMA page_count", Params(), [&](const Row& row) { row.read(pages); });
    session.execute(Statement{"PRAGMA max_page_count = " + std::to_string(pages + 2)}, Params());
  });
  const std::string big(100'000, 'x');
  Failure failure = failureOf([&] { project(big); });
  EXPECT_EQ(failure.status(), 507);
  EXPECT_EQ(failure.code(), "storage_full");
  EXPECT_FALSE(failure.cause().empty());
  Gate gate(*database_);
  Waiting fits;
  Waiting not_;
  const auto smallInsert = [](Session& session) {
    session.execute(kInsertProject, Params(newUuid(), "fits", std::int64_t{1}), &kProjects);
  };
  const auto bigInsert = [&](Session& session) {
    session.execute(kInsertProject, Params(newUuid(), big, std::int64_t{1}), &kProjects);
  };
  database_->write(smallInsert, fits);
  database_->write(bigInsert, not_);
  gate.open();
  EXPECT_NO_THROW(fits.wait());
  EXPECT_EQ(failureOf([&] { not_.wait(); }).status(), 507);
  EXPECT_EQ(count("projects"), 2);
}

TEST_F(StoreTest, RefusesMoreWritesThanItCanQueue) {
  database_.reset();
  options_.maxQueuedWrites = 2;
  open();
  Gate gate(*database_);
  std::vector<Waiting> waiting(2);
  const auto nothing = [](Session&) {};
  database_->write(nothing, waiting[0]);
  database_->write(nothing, waiting[1]);
  EXPECT_EQ(database_->queuedWrites(), 2U);
  Waiting refused;
  const Failure failure = failureOf([&] { database_->write(nothing, refused); });
  EXPECT_EQ(failure.status(), 503);
  EXPECT_EQ(failure.code(), "overloaded");
  gate.open();
  for (Waiting& each : waiting) each.wait();
}

TEST_F(StoreTest, EndsWhatWasQueuedBeforeItCloses) {
  Gate gate(*database_);
  Waiting waiting;
  const auto insert = [](Session& session) {
    session.execute(kInsertProject, Params(newUuid(), "a", std::int64_t{1}), &kProjects);
  };
  database_->write(insert, waiting);
  gate.open();
  database_.reset();
  waiting.wait();
  open();
  EXPECT_EQ(count("projects"), 1);
}

TEST_F(StoreTest, ThreadsReadAndWriteTogether) {
  constexpr int kWrites = 200;
  std::atomic<bool> done = false;
  std::atomic<int> conflicts = 0;
  const auto writeMany = [&](const std::string& prefix) {
    for (int i = 0; i < kWrites; ++i) {
      project(prefix + std::to_string(i));
      try {
        project("same for all");
      } catch (const Failure&) {
        ++conflicts;
      }
    }
  };
  std::thread reader([&] {
    std::int64_t last = 0;
    while (!done) {
      const std::int64_t now = count("projects");
      EXPECT_GE(now, last);
      last = now;
    }
  });
  std::thread one([&] { writeMany("a"); });
  std::thread two([&] { writeMany("b"); });
  one.join();
  two.join();
  done = true;
  reader.join();
  EXPECT_EQ(count("projects"), 2 * kWrites + 1);
  EXPECT_EQ(conflicts, 2 * kWrites - 1);
}

}  // namespace
}  // namespace ingot::rt::store
