// What PostgreSQL stores of a password.
#pragma once

#include <string>

namespace ingot::bot {

// `SCRAM-SHA-256$...` (RFC 5802, RFC 7677) with a salt that is new. The password is of ASCII. Throws std::runtime_error when OpenSSL fails.
auto ScramVerifier(const std::string& password) -> std::string;

}  // namespace ingot::bot
