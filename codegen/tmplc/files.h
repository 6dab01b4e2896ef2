// Reading and writing for the host tools of the build: whole files, and no new time stamp when nothing
// changed.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace ingot::tmplc {

auto ReadWhole(const std::string& path) -> std::optional<std::string>;

// Makes the folders above; a message on stderr and false when it fails.
auto WriteIfChanged(const std::string& path, std::string_view text) -> bool;

}  // namespace ingot::tmplc
