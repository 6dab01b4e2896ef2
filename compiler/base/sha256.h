// SHA-256 of a text, as 64 lower case hexadecimal digits.
#pragma once

#include <string>
#include <string_view>

namespace ingot {

auto Sha256Hex(std::string_view bytes) -> std::string;

}  // namespace ingot
