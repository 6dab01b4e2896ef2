// Tokens for tests, signed as the issuer of the app's tokens would.
#pragma once

#include <string>

#include <ingot/rt/testing.hpp>

namespace ingot::rt::testing {

// JWT_SECRET of the services under test.
inline const std::string kTokenSecret = "the secret of services under test";

[[nodiscard]] std::string signedToken(const JwtSettings& settings, const TokenParts& parts);

}  // namespace ingot::rt::testing
