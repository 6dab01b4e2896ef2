// What the stages of a publish work with.
#pragma once

#include <chrono>
#include <string>

#include "bot/build/builder.h"
#include "bot/deploy/deployer.h"
#include "bot/stages/compiler.h"
#include "bot/worker/worker.h"

namespace ingot::bot {

struct StageSettings {
  std::string root;           // the bot's folder
  std::string machine;        // as of WorkerSettings
  std::string apps_database;  // a URL of the PostgreSQL server in which each application gets a database; a secret
  std::chrono::seconds health_limit{30};  // for a release that was started to be ready
  const Compiler* compiler = nullptr;
  Builder* builder = nullptr;
  Deployer* deployer = nullptr;
};

// What `settings` points to outlives the performers.
auto MakePerformers(const StageSettings& settings) -> Performers;

}  // namespace ingot::bot
