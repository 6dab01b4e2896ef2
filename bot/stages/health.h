// Whether a service is ready to be called.
#pragma once

#include <chrono>
#include <functional>
#include <string>

#include "bot/base/context.h"

namespace ingot::bot {

// Asks `/readyz` at `address` (`127.0.0.1:40123`) until it is answered with 200. A failure of kind kDefinition when that takes longer than `limit`.
// While nobody answers `look` is asked as well, and its failure ends the wait.
auto WaitUntilReady(const std::string& address, std::chrono::seconds limit, const std::function<Result<void>()>& look, Context& context) -> Result<void>;

}  // namespace ingot::bot
