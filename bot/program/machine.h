// A bot as it runs on a machine: which builder and deployer it has, and where it keeps what.
#pragma once

#include <chrono>
#include <string>

#include "bot/worker/bot.h"

namespace ingot::bot {

struct MachineSettings {
  BotOptions bot;             // the name of the machine in it is that of one folder: no other bot has it
  std::string root;           // the bot's folder
  std::string programs;       // the folder of `ingot`, `ingot-front` and `ingot-sandbox`
  std::string builder = "native";  // or "docker"; what is built is deployed in the same way
  std::string apps_database;  // a URL; a secret
  std::string images;         // of the builder "docker": the id that scripts/builder-image printed
  std::chrono::seconds health_limit{30};  // for a release that was started to be ready
  std::string network;        // of containers: "host", or the name of a bridge; empty: the deployer's own
};

// Runs until it is told to end. The exit code: 0; 2 when the settings are wrong, 3 when it cannot start.
auto RunMachine(const MachineSettings& settings) -> int;

// Ends the applications that a bot with this folder deployed, one or (empty) all; their data stays. The exit code: 0 or 3.
auto StopApplications(const MachineSettings& settings, const std::string& application) -> int;

// A sentence when no application can be built here; empty when one can.
auto WhyNoBuilds(const MachineSettings& settings) -> std::string;

}  // namespace ingot::bot
