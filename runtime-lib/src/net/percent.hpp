// Percent-decoding of the parts of an address.
#pragma once

#include <string>
#include <string_view>

namespace ingot::rt::net {

// Replaces `out` with the decoded text. False for broken escapes, NUL, and what is not UTF-8.
[[nodiscard]] bool percentDecode(std::string_view text, bool plusIsSpace, std::string& out);

}  // namespace ingot::rt::net
