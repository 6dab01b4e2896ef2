// Fibers: work that can wait without holding its thread. A fiber stays on the thread that made it.
#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include "fiber/stack.hpp"
#include "fiber/switch.hpp"

namespace ingot::rt::fiber {

// A stack that runs one piece of work after another.
class Fiber {
 public:
  using Work = void (*)(void* argument);

  explicit Fiber(std::size_t stackBytes);
  // Must be idle.
  ~Fiber();
  Fiber(const Fiber&) = delete;
  Fiber& operator=(const Fiber&) = delete;

  // Runs `work(argument)` until it waits or ends. Must be idle. `work` may not throw.
  void start(Work work, void* argument);
  // Goes on with work that waits, until it waits again or ends. Not to be called by a fiber.
  void resume();
  // Called by the work itself: goes back to who started or resumed it.
  void suspend();

  [[nodiscard]] bool idle() const { return work_ == nullptr; }
  [[nodiscard]] const Stack& stack() const { return stack_; }
  // The fiber that runs on this thread now; null outside of fibers.
  [[nodiscard]] static Fiber* current();

 private:
  static void entry(void* self);

  Stack stack_;
  Line thread_;
  Line line_;
  Work work_ = nullptr;
  void* argument_ = nullptr;
  bool ending_ = false;
};

// The fibers of one loop. Idle ones are kept up to a limit, the last used first, because its stack is in the
// cache.
class FiberPool {
 public:
  FiberPool(std::size_t stackBytes, std::size_t keep) : stackBytes_(stackBytes), keep_(keep) {}

  [[nodiscard]] std::unique_ptr<Fiber> take();
  void giveBack(std::unique_ptr<Fiber> fiber);
  [[nodiscard]] std::size_t idle() const { return idle_.size(); }

 private:
  std::size_t stackBytes_;
  std::size_t keep_;
  std::vector<std::unique_ptr<Fiber>> idle_;
};

}  // namespace ingot::rt::fiber
