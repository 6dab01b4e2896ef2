// The environment of an application's service: its database, the secrets that the bot made for it, and those that an operator gave.
#pragma once

#include <map>
#include <string>

#include "bot/stages/settings.h"

namespace ingot::bot {

// Makes the database and the role of the application when they are not there. Everything in it is secret. `has_served`: a release of it served already,
// here or elsewhere, so its keys are not made anew.
auto SettingsOf(const StageSettings& settings, const std::string& application, bool has_served) -> Result<std::map<std::string, std::string>>;

}  // namespace ingot::bot
