// The base64url of RFC 7515: without padding, and one text for one row of bytes.
#pragma once

#include <string>
#include <string_view>

namespace ingot::rt::auth {

// False for padding, spaces, other characters, and bits that are left over and not zero.
[[nodiscard]] bool decodeBase64Url(std::string_view text, std::string& bytes);
[[nodiscard]] std::string encodeBase64Url(std::string_view bytes);

}  // namespace ingot::rt::auth
