// Regular expressions of a definition: RE2, so that no text takes more than linear time.
#pragma once

#include <string_view>

namespace ingot::rt {

// Whether `expression` matches the whole of `text`. Compiled once per process; expressions are constants of
// emitted code. Throws std::logic_error for an expression that is none: `check` refuses those.
[[nodiscard]] bool matchesPattern(std::string_view text, std::string_view expression);

}  // namespace ingot::rt
