// What is counted: per loop, without locks, put together when someone asks.
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ingot::rt::service {

// Written by one thread, read by any.
class Counter {
 public:
  void add(std::uint64_t amount) {
    value_.store(value_.load(std::memory_order_relaxed) + amount, std::memory_order_relaxed);
  }
  [[nodiscard]] std::uint64_t get() const { return value_.load(std::memory_order_relaxed); }

 private:
  std::atomic<std::uint64_t> value_{0};
};

// Upper ends of the buckets of a duration, in microseconds; the last bucket has none.
inline constexpr std::array<std::int64_t, 13> kBucketEnds = {
    250,    500,     1'000,   2'500,     5'000,     10'000,    25'000,
    50'000, 100'000, 250'000, 1'000'000, 2'500'000, 10'000'000};

struct RouteMetrics {
  std::array<Counter, 6> byClass;  // by the first digit of the status
  std::array<Counter, kBucketEnds.size() + 1> buckets;
  Counter micros;

  void count(int status, std::int64_t durationMicros);
};

// The metrics of one loop: one entry per route, the first for requests that found none.
using LoopMetrics = std::vector<RouteMetrics>;

struct RouteLabel {
  std::string_view method;
  std::string_view route;
};

// Values of the moment.
struct Gauges {
  std::int64_t inFlight = 0;
  std::int64_t waitingBodies = 0;
  std::int64_t connections = 0;
  std::size_t queuedWrites = 0;
  bool ready = false;
  std::string_view name;
  std::string_view version;
};

// Prometheus' text format.
[[nodiscard]] std::string renderMetrics(std::span<const RouteLabel> labels,
                                        std::span<const LoopMetrics* const> loops, const Gauges& gauges);

}  // namespace ingot::rt::service
