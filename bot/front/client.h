// How a bot finds the front of an application, starts it when there is none, and tells it what to do.
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "bot/base/context.h"
#include "bot/front/settings.h"

namespace ingot::bot::front {

// Sends a line and waits for the answer, a line too. `kEnvironment` when nobody answers.
auto Ask(const std::string& folder, const std::string& line,
         std::chrono::seconds limit = std::chrono::seconds(90)) -> Result<std::string>;

// Starts the front of the folder, which has its `settings.json`, unless one runs; waits until it answers.
// `program` is `ingot-front`. The front is no child of this process, and does not end with it.
auto EnsureFront(const std::string& program, const std::string& folder) -> Result<void>;

// Those of all applications below `root`, whose folders are `root/APPLICATION/front`: after a restart of the
// machine, or of a front. Sentences about those that did not start.
auto EnsureFronts(const std::string& program, const std::string& root) -> std::vector<std::string>;

}  // namespace ingot::bot::front
