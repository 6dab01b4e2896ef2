// How a service knows its callers: what the definition fixes of their tokens. Secrets come from the environment.
#pragma once

#include <cstdint>
#include <string_view>

namespace ingot::rt {

// What the header of a token must say that it is.
enum class TokenType : std::uint8_t {
  jwt,          // "JWT", or nothing
  accessToken,  // "at+jwt", RFC 9068
};

// Bearer tokens that another program signs: JSON Web Tokens with HMAC and SHA-256 (HS256), and no other algorithm.
struct JwtSettings {
  std::string_view issuer = {};    // `iss`; empty: JWT_ISSUER says it
  std::string_view audience = {};  // one of `aud`; empty: JWT_AUDIENCE says it
  TokenType type = TokenType::jwt;
};

struct AuthSettings {
  const JwtSettings* jwt = nullptr;  // null: every caller is anonymous
};

// Who may call a route.
enum class Access : std::uint8_t {
  known,   // a caller that `auth` of the app knows; everybody in an app without
  anyone,  // everybody
};

}  // namespace ingot::rt
