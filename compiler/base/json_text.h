// Writes one JSON string: the form that every JSON text of the compiler shares.
#pragma once

#include <string>
#include <string_view>

namespace ingot {

// Appends `text` in quotes. Valid UTF-8 stays as it is but for `"`, `\` and what a terminal or a reader could
// take for a command (controls, DEL, C1 controls, direction marks, line separators), which become escapes.
// Bytes that are not UTF-8 become U+FFFD.
void AppendJsonString(std::string& out, std::string_view text);

auto JsonString(std::string_view text) -> std::string;

}  // namespace ingot
