// The seam under handlers: where the work of a request runs, and how it waits without blocking its loop.
#pragma once

#include <cstddef>
#include <memory>

#include <ingot/rt/function-ref.hpp>

namespace ingot::rt::net {

// Something to do once on a loop's thread. It lives until it is done.
class Job {
 public:
  virtual ~Job() = default;
  virtual void perform() noexcept = 0;
};

// How others reach a loop.
class LoopPost {
 public:
  virtual ~LoopPost() = default;
  [[nodiscard]] virtual bool isHere() const noexcept = 0;  // on the loop's own thread?
  virtual void post(Job& job) noexcept = 0;                // any thread; never runs the job at once
  [[nodiscard]] virtual bool ending() const noexcept = 0;  // on the loop's thread: nobody waits for answers
  void dispatch(Job& job) noexcept { isHere() ? job.perform() : post(job); }
};

// Wakes the one who waits. Called once per wait, from any thread.
class Waker {
 public:
  virtual ~Waker() = default;
  virtual void wake() noexcept = 0;
};

// A piece of work that may wait. It lives until `ended` was called.
class Task {
 public:
  virtual ~Task() = default;
  virtual void run() noexcept = 0;
  // On the loop's thread, after `run` returned.
  virtual void ended() noexcept = 0;
};

// One per loop. `start` is called on the loop's thread.
class Engine {
 public:
  virtual ~Engine() = default;
  // Runs the task; it may have ended before this returns. False when there is no room for another one.
  [[nodiscard]] virtual bool start(Task& task) = 0;
  // Called by a running task: calls `begin`, then waits until the waker was used. What `begin` throws passes
  // through, and then nothing is waited for.
  virtual void wait(FunctionRef<void(Waker&)> begin) = 0;
  // Called by a running task that has run for long: others of its loop run, then it goes on. False when it
  // should give up: too many tasks do this already, or the loop ends. An engine whose tasks do not run on the
  // loop's thread has nothing to do.
  [[nodiscard]] virtual bool yield() noexcept { return true; }
};

// How an engine reaches its loop.
struct EngineOptions {
  LoopPost* loop = nullptr;
  std::size_t stackBytes = 128 << 10;
  std::size_t keepStacks = 32;  // idle stacks that are not given back
  std::size_t mostParked = 32;  // tasks that may wait in `yield`
};

[[nodiscard]] std::unique_ptr<Engine> makeFiberEngine(const EngineOptions& options);

using EngineFactory = std::unique_ptr<Engine> (*)(const EngineOptions& options);

}  // namespace ingot::rt::net
