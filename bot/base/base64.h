// Bytes as text: the base64 of RFC 4648, padded.
#pragma once

#include <string>
#include <string_view>

namespace ingot::bot {

auto Base64(std::string_view bytes) -> std::string;

}  // namespace ingot::bot
