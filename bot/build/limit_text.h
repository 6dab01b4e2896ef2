// What a person is told of a build that reached a limit.
#pragma once

#include <string>

#include "bot/sandbox/sandbox.h"

namespace ingot::bot {

auto LimitText(SandboxEnd::Kind kind, const SandboxLimits& limits) -> std::string;

}  // namespace ingot::bot
