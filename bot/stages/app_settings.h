// The environment of an application's service: its database, the secrets that the bot made for it, and those that an operator gave.
#pragma once

#include <map>
#include <string>

#include "bot/stages/settings.h"

namespace ingot::bot {

// Makes the database and the role of the application when they are not there. Everything in it is secret.
auto SettingsOf(const StageSettings& settings, const std::string& application) -> Result<std::map<std::string, std::string>>;

}  // namespace ingot::bot
