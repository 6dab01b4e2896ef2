// The project of a release, as the compiler writes it.
#pragma once

#include <string>
#include <vector>

#include "bot/stages/settings.h"
#include "bot/store/store.h"

namespace ingot::bot {

// Writes the project of `definition` into `folder`, which is emptied before. `history` is that of the release before (PackHistory); empty: it is the first one.
auto WriteProject(const Compiler& compiler, const std::string& definition, const std::string& history, const std::vector<std::string>& allowed,
                  const std::string& folder, Context& context) -> Result<void>;

// Makes sure that the project of the release stands in its folder, which is returned: it is written anew from what the release remembers when
// another machine made it, or when somebody was here.
auto RestoreProject(const StageSettings& settings, const Release& release, Context& context) -> Result<std::string>;

}  // namespace ingot::bot
