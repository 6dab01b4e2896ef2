// Names of a definition as the encoders take them: already checked, so a wrong one is a bug of ours.
#pragma once

#include <string_view>

namespace ingot::codegen {

// `[A-Za-z][A-Za-z0-9]*`, 48 characters at most: those of a definition have 40, and a plural or a suffix may
// follow.
auto IsName(std::string_view text) -> bool;
// `[a-z][a-z0-9-]*`, 48 characters at most, no `-` at the end or twice in a row.
auto IsSlug(std::string_view text) -> bool;

void RequireName(std::string_view text);
void RequireSlug(std::string_view text);

}  // namespace ingot::codegen
