// Ends the program when an encoder is handed what the checker must have refused: a bug of ours, never a
// user's error.
#pragma once

#include <string_view>

namespace ingot::codegen {

// Prints one line to stderr and exits with 70 (a bug of ours). Nothing half-made reaches the disk: codegen is
// pure.
[[noreturn]] void Bug(std::string_view what, std::string_view value);

}  // namespace ingot::codegen
