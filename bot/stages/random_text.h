// Texts that nobody guesses.
#pragma once

#include <cstddef>
#include <string>

namespace ingot::bot {

// Of `bytes` random bytes. Throws std::runtime_error when there are none to be had.
auto RandomHex(size_t bytes) -> std::string;
auto RandomBase64(size_t bytes) -> std::string;

}  // namespace ingot::bot
