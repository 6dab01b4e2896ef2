// The databases of applications: each has one of its own, and a role that sees no other.
#pragma once

#include <string>

#include "bot/base/context.h"

namespace ingot::bot {

// `server` is a URL whose role may make databases and roles. The database and the role `app_` and the digits of the application's id are made when
// they are not there, and the role gets the password, which has only letters and digits. The URL that the application uses, with it.
auto EnsureAppDatabase(const std::string& server, const std::string& application, const std::string& password) -> Result<std::string>;

// Of an application, a uuid: `app_0198c5a4...`.
auto AppDatabaseName(const std::string& application) -> std::string;

}  // namespace ingot::bot
