// What parts other than connections may have of a loop: tasks that wait, file descriptors of their own, timers.
#pragma once

#include <cstdint>
#include <memory>

#include "net/engine.hpp"

namespace ingot::rt::net {

// Told, on the loop's thread, that a file descriptor is ready. It may end its own watch meanwhile.
class Watcher {
 public:
  virtual ~Watcher() = default;
  virtual void readable() noexcept = 0;
  virtual void writable() noexcept = 0;
};

// A file descriptor that is watched; ends with the object, which must go before the descriptor is closed.
class Watch {
 public:
  virtual ~Watch() = default;
  // Tells once, as soon as there is something to read or the other side has closed. Again while it waits: nothing.
  virtual void awaitReadable() = 0;
  virtual void awaitWritable() = 0;
};

class Timer {
 public:
  virtual ~Timer() = default;
  // Performs the job once, so many milliseconds from now, instead of what was set before.
  virtual void set(std::int64_t milliseconds) = 0;
  virtual void cancel() = 0;
};

class Host : public LoopPost {
 public:
  // All on the loop's thread, or before it runs.
  [[nodiscard]] virtual Engine& engine() noexcept = 0;
  [[nodiscard]] virtual std::unique_ptr<Watch> watch(int descriptor, Watcher& watcher) = 0;
  [[nodiscard]] virtual std::unique_ptr<Timer> timer(Job& job) = 0;
};

}  // namespace ingot::rt::net
