// The files of the bot's own folder.
#pragma once

#include <string>
#include <vector>

#include "bot/base/context.h"

namespace ingot::bot {

// Failures are of kind kEnvironment and name the file.
auto ReadFile(const std::string& path) -> Result<std::string>;
// Makes its folders; the file is there whole or not at all.
auto WriteFile(const std::string& path, const std::string& bytes) -> Result<void>;
// Whether there is one; a failure when that cannot be known.
auto IsThere(const std::string& path) -> Result<bool>;
// The plain files of a folder, in order; none when it is not there.
auto NamesIn(const std::string& folder) -> Result<std::vector<std::string>>;
// Empties the folder, or makes it.
auto EmptyFolder(const std::string& folder) -> Result<void>;

}  // namespace ingot::bot
