// RE2 patterns as ECMA-262 patterns, where the two languages can say the same.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace ingot::codegen::openapi {

// A pattern with the flag `u` that matches exactly the texts that `re2` matches as a whole; nothing when `re2` uses what
// ECMA-262 lacks or means differently (flags, classes by name, Unicode properties, octal escapes).
auto EcmaPattern(std::string_view re2) -> std::optional<std::string>;

}  // namespace ingot::codegen::openapi
