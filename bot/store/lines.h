// Text from programs, made such that it can be kept and shown.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace ingot::bot {

// Valid UTF-8 of one line: what is not becomes U+FFFD, commands to terminals go, a tab stays. Cut to `most` bytes between characters.
auto CleanLine(std::string_view text, size_t most) -> std::string;

}  // namespace ingot::bot
