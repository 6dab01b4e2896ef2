// How a task waits for something that happens elsewhere, and for work that it gives to a pool.
#pragma once

#include <ingot/rt/function-ref.hpp>

#include "net/engine.hpp"
#include "service/work-pool.hpp"

namespace ingot::rt::service {

// Calls `begin` and waits until the waker was used. Without an engine it blocks the thread.
void waitFor(net::Engine* engine, FunctionRef<void(net::Waker&)> begin);

// Runs `work` on a thread of the pool and waits for it; throws what it throws, and Failure 503 when too much is queued.
void runAside(WorkPool& pool, net::Engine* engine, FunctionRef<void()> work);

}  // namespace ingot::rt::service
