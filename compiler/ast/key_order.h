// The one order of keys: in which a definition that comes from a database is written.
#pragma once

#include <cstddef>
#include <string_view>

namespace ingot::ast {

// The place of a key of the language; those that are none come behind all of them and share a place.
auto KeyPlace(std::string_view key) -> size_t;

}  // namespace ingot::ast
