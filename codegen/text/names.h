// Names of a definition as the encoders take them: already checked, so a wrong one is a bug of ours.
#pragma once

#include <string_view>

namespace ingot::codegen {

// `[A-Za-z][A-Za-z0-9]*`, 40 characters at most.
auto IsName(std::string_view text) -> bool;
// `[a-z][a-z0-9-]*`, 40 characters at most, no `-` at the end or twice in a row.
auto IsSlug(std::string_view text) -> bool;

void RequireName(std::string_view text);
void RequireSlug(std::string_view text);

}  // namespace ingot::codegen
