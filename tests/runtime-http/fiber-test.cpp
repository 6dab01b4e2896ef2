// The wrapped switch: what belongs to a line of execution goes with it.
#include "fiber/fiber.hpp"

#include <gtest/gtest.h>

#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace ingot::rt::fiber {
namespace {

constexpr std::size_t kStack = 128 << 10;

struct Script {
  Fiber* fiber = nullptr;
  std::string name;
  std::vector<std::string>* trace = nullptr;
};

void inCatch(void* argument) {
  auto& script = *static_cast<Script*>(argument);
  try {
    throw std::runtime_error(script.name);
  } catch (...) {
    script.fiber->suspend();
    try {
      throw;  // has to be this fiber's own exception
    } catch (const std::exception& error) {
      script.trace->push_back(script.name + " caught " + error.what());
    }
    script.fiber->suspend();
  }
  script.trace->push_back(script.name + " left with " + (std::current_exception() ? "one" : "none"));
}

TEST(Fiber, TwoResumedInsideCatchKeepTheirOwnExceptions) {
  std::vector<std::string> trace;
  Fiber a(kStack);
  Fiber b(kStack);
  Script one{&a, "a", &trace};
  Script two{&b, "b", &trace};
  a.start(inCatch, &one);
  b.start(inCatch, &two);
  a.resume();
  b.resume();
  a.resume();
  b.resume();
  EXPECT_TRUE(a.idle());
  EXPECT_TRUE(b.idle());
  EXPECT_EQ(trace, (std::vector<std::string>{"a caught a", "b caught b", "a left with none", "b left with none"}));
}

TEST(Fiber, ResumedInsideCatchOfItsThread) {
  std::vector<std::string> trace;
  Fiber a(kStack);
  Script one{&a, "a", &trace};
  a.start(inCatch, &one);
  try {
    throw std::runtime_error("thread");
  } catch (...) {
    a.resume();
    try {
      throw;
    } catch (const std::exception& error) {
      trace.emplace_back(std::string("thread caught ") + error.what());
    }
  }
  a.resume();
  EXPECT_EQ(trace, (std::vector<std::string>{"a caught a", "thread caught thread", "a left with none"}));
}

struct Unwinder {
  Fiber* fiber;
  int* count;
  // Suspends while an exception is in flight.
  ~Unwinder() {
    *count = std::uncaught_exceptions();
    fiber->suspend();
    *count += 10 * std::uncaught_exceptions();
  }
};

TEST(Fiber, ExceptionsInFlightAreCountedPerFiber) {
  Fiber a(kStack);
  int count = 0;
  std::pair<Fiber*, int*> arguments{&a, &count};
  a.start(
      [](void* argument) {
        auto& [fiber, result] = *static_cast<std::pair<Fiber*, int*>*>(argument);
        try {
          const Unwinder unwinder{fiber, result};
          throw 1;
        } catch (int) {
        }
      },
      &arguments);
  EXPECT_EQ(std::uncaught_exceptions(), 0);
  a.resume();
  EXPECT_EQ(count, 11);
  EXPECT_EQ(std::uncaught_exceptions(), 0);
}

TEST(Fiber, ManyOfThemInterleaved) {
  struct Counter {
    Fiber* fiber;
    int sum = 0;
  };
  std::vector<std::unique_ptr<Fiber>> fibers;
  std::vector<Counter> counters(200);
  for (Counter& counter : counters) {
    fibers.push_back(std::make_unique<Fiber>(kStack));
    counter.fiber = fibers.back().get();
    counter.fiber->start(
        [](void* argument) {
          auto& self = *static_cast<Counter*>(argument);
          for (int i = 0; i < 10; ++i) {
            self.sum += i;
            self.fiber->suspend();
          }
        },
        &counter);
  }
  for (int i = 0; i < 10; ++i) {
    for (auto& fiber : fibers) fiber->resume();
  }
  for (std::size_t i = 0; i < fibers.size(); ++i) {
    EXPECT_TRUE(fibers[i]->idle());
    EXPECT_EQ(counters[i].sum, 45);
  }
}

TEST(Fiber, IsUsedAgainAndKnowsWhoRuns) {
  FiberPool pool(kStack, 1);
  const Fiber* seen = nullptr;
  auto fiber = pool.take();
  const Fiber* const first = fiber.get();
  fiber->start([](void* argument) { *static_cast<const Fiber**>(argument) = Fiber::current(); }, &seen);
  EXPECT_EQ(seen, first);
  EXPECT_EQ(Fiber::current(), nullptr);
  pool.giveBack(std::move(fiber));
  EXPECT_EQ(pool.idle(), 1U);
  EXPECT_EQ(pool.take().get(), first);
}

TEST(Fiber, EachThreadHasItsOwn) {
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([] {
      std::vector<std::string> trace;
      for (int i = 0; i < 50; ++i) {
        Fiber fiber(kStack);
        Script script{&fiber, "x", &trace};
        fiber.start(inCatch, &script);
        fiber.resume();
        fiber.resume();
      }
      EXPECT_EQ(trace.size(), 100U);
    });
  }
  for (std::thread& thread : threads) thread.join();
}

TEST(Fiber, ErrorsOfOpenSslAreClearedAtEverySwitch) {
  static int cleared = 0;
  clearsCryptoErrors([] { ++cleared; });
  {
    Fiber fiber(kStack);
    fiber.start([](void*) {}, nullptr);
  }
  clearsCryptoErrors(nullptr);
  EXPECT_GE(cleared, 2);
}

int overflow(int depth) {  // NOLINT: it has to overflow
  volatile char page[4096];
  page[0] = static_cast<char>(depth);
  return depth == 0 ? 0 : overflow(depth - 1) + page[0];
}

TEST(FiberDeathTest, OverflowMeetsTheGuardPage) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  EXPECT_DEATH(
      {
        Fiber fiber(kStack);
        fiber.start([](void*) { (void)overflow(1000); }, nullptr);
      },
      "");
}

TEST(Stack, CostsOnlyWhatIsTouched) {
  Fiber fiber(1 << 20);
  fiber.start([](void*) {}, nullptr);
  EXPECT_LE(fiber.stack().resident(), std::size_t{64} << 10);
}

}  // namespace
}  // namespace ingot::rt::fiber
