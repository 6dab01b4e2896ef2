#include "fiber/fiber.hpp"

#include <utility>

namespace ingot::rt::fiber {
namespace {

thread_local Fiber* running = nullptr;

}  // namespace

Fiber::Fiber(std::size_t stackBytes) : stack_(stackBytes), line_(stack_, &Fiber::entry, this) {}

Fiber::~Fiber() {
  // Lets the line leave its stack properly, so that the sanitizers forget it.
  ending_ = true;
  thread_.isThisThread();
  Line::change(thread_, line_);
}

Fiber* Fiber::current() { return running; }

void Fiber::entry(void* self) {
  auto& fiber = *static_cast<Fiber*>(self);
  while (!fiber.ending_) {
    fiber.work_(fiber.argument_);
    fiber.work_ = nullptr;
    fiber.suspend();
  }
  Line::finish(fiber.line_, fiber.thread_);
}

void Fiber::start(Work work, void* argument) {
  work_ = work;
  argument_ = argument;
  resume();
}

void Fiber::resume() {
  running = this;
  thread_.isThisThread();
  Line::change(thread_, line_);
  running = nullptr;
}

void Fiber::suspend() { Line::change(line_, thread_); }

std::unique_ptr<Fiber> FiberPool::take() {
  if (idle_.empty()) return std::make_unique<Fiber>(stackBytes_);
  std::unique_ptr<Fiber> fiber = std::move(idle_.back());
  idle_.pop_back();
  return fiber;
}

void FiberPool::giveBack(std::unique_ptr<Fiber> fiber) {
  if (idle_.size() < keep_) idle_.push_back(std::move(fiber));
}

}  // namespace ingot::rt::fiber
