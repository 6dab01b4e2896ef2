// Asks a service that runs on this machine whether it is ready. For container engines, which have no other client there.
#pragma once

#include <string>

#include "service/config.hpp"

namespace ingot::rt::service {

// Calls /readyz at HOST and PORT, over loopback when HOST is every address. True for 200; otherwise `why` says what came.
[[nodiscard]] bool answersReady(const Config& config, std::string& why);

}  // namespace ingot::rt::service
