// The rival of the fibers: a pool of threads that block where a fiber would wait.
#pragma once

#include <memory>

#include "net/engine.hpp"

namespace ingot::rt::bench {

// The number of threads of each loop's pool; set before the server starts.
void setThreadsPerLoop(int count);
[[nodiscard]] std::unique_ptr<net::Engine> makeThreadEngine(const net::EngineOptions& options);

}  // namespace ingot::rt::bench
