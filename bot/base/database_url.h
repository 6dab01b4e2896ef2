// The password of a database's URL, apart from the rest: arguments of programs are seen by everybody on a machine.
#pragma once

#include <string>

namespace ingot::bot {

struct DatabaseUrl {
  std::string without_password;
  std::string password;  // decoded; empty: there was none
};

// Of `postgresql://USER:PASSWORD@HOST/...` and of `?password=`. Another text comes back as it is.
auto TakePassword(const std::string& url) -> DatabaseUrl;

// The same server with another database, role and password, all of them letters, digits and `_`.
auto WithDatabaseAndRole(const std::string& url, const std::string& database, const std::string& role, const std::string& password) -> std::string;

}  // namespace ingot::bot
