// The functions of the expression language. Every one is total: what cannot have a value is null, an empty optional.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <ingot/rt/types.hpp>

namespace ingot::rt::expr {

// SHA-256 of the bytes of a text, as 64 lower-case hexadecimal digits.
[[nodiscard]] std::string sha256(std::string_view text);

}  // namespace ingot::rt::expr
