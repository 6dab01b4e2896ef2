// Whether a service is ready to be called.
#pragma once

#include <chrono>
#include <string>

#include "bot/base/context.h"

namespace ingot::bot {

// Asks `/readyz` at `address` (`127.0.0.1:40123`) until it is answered with 200. A failure of kind kDefinition when that takes longer than `limit`.
auto WaitUntilReady(const std::string& address, std::chrono::seconds limit, Context& context) -> Result<void>;

}  // namespace ingot::bot
