// A service that runs inside a process: the loops, the listening sockets and what they answer with.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include <ingot/rt/context.hpp>
#include <ingot/rt/service.hpp>

#include "net/engine.hpp"
#include "service/config.hpp"
#include "service/log.hpp"
#include "store/database.hpp"

namespace ingot::rt::service {

// Everything passed in must outlive the server. The database is open and migrated already.
class Server {
 public:
  // Throws std::runtime_error when two routes contradict each other. `engines` null means fibers.
  Server(const Application& application, const Config& config, store::Database& database,
         net::EngineFactory engines = nullptr);
  // Stops at once when it still runs.
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  // Binds and starts the threads; returns when connections are taken. Throws std::runtime_error with a clear
  // line when the address cannot be had.
  void start();
  // The port in use, also when port 0 was asked for.
  [[nodiscard]] std::uint16_t port() const;
  // "127.0.0.1:4000"
  [[nodiscard]] std::string address() const;

  // Begins to stop: not ready, no new connections, idle ones closed. Any thread; returns at once.
  void drain();
  // True when the last request has been answered after `drain`; waits at most `milliseconds` for it.
  [[nodiscard]] bool waitDrained(std::int64_t milliseconds);
  // Drains for at most DRAIN_TIMEOUT_MS, then closes what is left and joins the threads. Idempotent.
  void stop();

  // A context without a request, for schedules, workflow steps and tests; it blocks the calling thread where
  // it waits.
  [[nodiscard]] std::unique_ptr<Context> makeContext();

  [[nodiscard]] Log& log();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace ingot::rt::service
