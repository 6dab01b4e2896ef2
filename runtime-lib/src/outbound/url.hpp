// Addresses that a service may be told to call.
#pragma once

#include <string>
#include <string_view>

namespace ingot::rt::outbound {

// The parts of `http[s]://host[:port][/path]`; false for anything else. No user, no fragment.
[[nodiscard]] bool splitUrl(std::string_view url, std::string& origin, std::string& path);

}  // namespace ingot::rt::outbound
