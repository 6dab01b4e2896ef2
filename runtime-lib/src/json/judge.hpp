// Whether a text is one JSON value, by the parser that reads request bodies.
#pragma once

#include <string>

namespace ingot::rt::json {

[[nodiscard]] bool isWellFormed(std::string text);

}  // namespace ingot::rt::json
