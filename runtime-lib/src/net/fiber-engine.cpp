// The engine that ships: each task is a fiber of its loop's thread.
#include <utility>
#include <vector>

#include "fiber/fiber.hpp"
#include "net/engine.hpp"

namespace ingot::rt::net {
namespace {

class FiberEngine;

// A task on its fiber.
struct Running {
  FiberEngine& engine;
  Task& task;
  std::unique_ptr<fiber::Fiber> fiber;
};

class FiberEngine final : public Engine {
 public:
  explicit FiberEngine(const EngineOptions& options)
      : loop_(*options.loop), pool_(options.stackBytes, options.keepStacks), mostParked_(options.mostParked) {
    parked_.reserve(mostParked_);
  }

  bool start(Task& task) override {
    auto running = std::make_unique<Running>(Running{*this, task, nullptr});
    try {
      running->fiber = pool_.take();
    } catch (const std::bad_alloc&) {
      return false;
    }
    Running* const kept = running.release();
    current_ = kept;
    kept->fiber->start([](void* self) { static_cast<Running*>(self)->task.run(); }, kept);
    current_ = nullptr;
    reap(kept);
    return true;
  }

  void wait(FunctionRef<void(Waker&)> begin) override {
    Wait wait(loop_, *current_);
    begin(wait);
    if (wait.woken()) return;
    wait.sleep();
  }

  bool yield() noexcept override {
    if (fiber::Fiber::current() == nullptr) return true;  // a part of the task's work that another thread does
    if (parked_.size() >= mostParked_ || loop_.ending()) return false;
    Running& self = *current_;
    parked_.push_back(&self);  // has room
    if (parked_.size() == 1) loop_.post(turn_);
    self.fiber->suspend();
    return !loop_.ending();
  }

 private:
  // One of those that wait in `yield` goes on in each turn of the loop, however many there are: the others of
  // the loop wait for one of them at most.
  struct Turn final : Job {
    explicit Turn(FiberEngine& owner) : engine(owner) {}
    void perform() noexcept override { engine.nextTurn(); }
    FiberEngine& engine;
  };

  void nextTurn() {
    Running* const first = parked_.front();
    parked_.erase(parked_.begin());
    if (!parked_.empty()) loop_.post(turn_);
    resume(first);
  }

  // One wait of one fiber, on its own stack.
  class Wait final : public Waker, public Job {
   public:
    Wait(LoopPost& loop, Running& running) : loop_(loop), running_(running) {}
    void wake() noexcept override {
      if (!loop_.isHere()) return loop_.post(*this);
      if (fiber::Fiber::current() == running_.fiber.get()) {
        woken_ = true;
      } else if (fiber::Fiber::current() != nullptr) {
        loop_.post(*this);
      } else {
        perform();
      }
    }
    void perform() noexcept override { running_.engine.resume(&running_); }
    [[nodiscard]] bool woken() const { return woken_; }
    void sleep() { running_.fiber->suspend(); }

   private:
    LoopPost& loop_;
    Running& running_;
    bool woken_ = false;  // before it slept
  };

  void resume(Running* running) {
    current_ = running;
    running->fiber->resume();
    current_ = nullptr;
    reap(running);
  }

  void reap(Running* running) {
    if (!running->fiber->idle()) return;
    Task& task = running->task;
    pool_.giveBack(std::move(running->fiber));
    delete running;  // made by `start`
    task.ended();
  }

  LoopPost& loop_;
  fiber::FiberPool pool_;
  Running* current_ = nullptr;
  const std::size_t mostParked_;
  std::vector<Running*> parked_;  // the first has waited longest
  Turn turn_{*this};
};

}  // namespace

std::unique_ptr<Engine> makeFiberEngine(const EngineOptions& options) {
  return std::make_unique<FiberEngine>(options);
}

}  // namespace ingot::rt::net
