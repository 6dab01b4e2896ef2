// The clock of leases: it goes on while the machine sleeps, and nobody sets it.
#pragma once

#include <time.h>

#include <chrono>

namespace ingot::bot {

struct LeaseClock {
  using duration = std::chrono::nanoseconds;
  using rep = duration::rep;
  using period = duration::period;
  using time_point = std::chrono::time_point<LeaseClock>;
  static constexpr bool is_steady = true;
  static auto now() noexcept -> time_point {
    timespec time{};
    ::clock_gettime(CLOCK_BOOTTIME, &time);
    return time_point(std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec));
  }
};

}  // namespace ingot::bot
