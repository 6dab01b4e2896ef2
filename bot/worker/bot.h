// The whole bot: a worker and the HTTP side, until it is told to end.
#pragma once

#include <cstdint>
#include <string>

#include "bot/worker/worker.h"

namespace ingot::bot {

struct BotOptions {
  WorkerSettings worker;
  std::string address = "127.0.0.1";  // where HTTP listens
  uint16_t port = 4100;               // 0: none
  std::string token_file;             // the bearer token that writes need; empty: nobody may write over HTTP
};

// Runs until SIGTERM or SIGINT. Lines for the operator go to standard error. The exit code: 0, or 3 when it cannot start.
auto RunBot(const BotOptions& options, Performers performers) -> int;

}  // namespace ingot::bot
